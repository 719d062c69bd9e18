import { sql } from 'kysely';
import { z } from 'zod';
import { newId } from '#shared/id.ts';
import { findFile } from '#platform/server/keep-file.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { guessDuesMapping } from '#modules/membership/domain/import/target.ts';
import { describeImport, importView } from './describe-import.ts';
import type { ImportChoices } from './import-row.ts';
import { loadImport, rememberedReading, signatureOf } from './import-row.ts';
import { readImportTable } from './read-import-table.ts';

export const startImport = defineOperation({
	name: 'membership.start-import',
	summary:
		'Reads a file of memberships (CSV, XLSX, ODS), tells what was understood and guesses its columns.',
	permission: 'membership.enrol',
	kind: 'command',
	http: { method: 'post', path: '/membership/imports', success: 201 },
	input: z.strictObject({
		/** Id of a file that was uploaded before. */
		file: z.uuid()
	}),
	output: importView,
	async run(context, { file }) {
		const { tx, association, actor, now } = context;
		const { sha256, name: fileName } = await findFile(context, file);
		const table = await readImportTable(context, { sha256, fileName });
		const signature = signatureOf(table.header);
		const remembered = await rememberedReading(tx, signature);
		const mapping = remembered?.mapping ?? guessDuesMapping(table.header);
		const choices = allowed(context, { ...USUAL, ...remembered?.choices });
		const id = newId();
		await sql`
			INSERT INTO membership.import
				(association_id, id, file_name, file_id, sha256, signature, mapping, choices, created_at,
					created_by)
			VALUES (${association.id}, ${id}, ${fileName}, ${file}, ${sha256}, ${signature},
				${JSON.stringify(mapping)}, ${JSON.stringify(choices)}, ${now}, ${actor.accountId})`.execute(tx);
		context.about('dues-import', id, { fileName });
		return describeImport(context, await loadImport(tx, id), table);
	}
});

const USUAL: ImportChoices = {
	money: 'brought',
	means: 'transfer',
	unknownPeople: 'refuse',
	tariffs: {}
};

/** What somebody who keeps the members and not the money, or the other way round, may choose. */
function allowed({ actor }: OperationContext, choices: ImportChoices): ImportChoices {
	const { permissions } = actor;
	return {
		...choices,
		money: permissions.has('membership.collect') ? choices.money : 'left-out',
		unknownPeople: permissions.has('people.write') ? choices.unknownPeople : 'refuse'
	};
}

export const getImport = defineOperation({
	name: 'membership.get-import',
	summary: 'Tells again what was understood of a file of memberships, and how it is read.',
	permission: 'membership.enrol',
	kind: 'query',
	http: { method: 'get', path: '/membership/imports/{id}' },
	input: z.strictObject({ id: z.uuid() }),
	output: importView,
	async run(context, { id }) {
		const row = await loadImport(context.tx, id);
		return describeImport(
			context,
			row,
			row.forgotten ? undefined : await readImportTable(context, row)
		);
	}
});
