import { sql } from 'kysely';
import { z } from 'zod';
import { newId } from '#shared/id.ts';
import { findFile } from '#platform/server/keep-file.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { expectTask } from '#platform/server/tasks/run-tasks.ts';
import { guessMapping } from '#modules/people/domain/import/guess-mapping.ts';
import type { Program } from '#modules/people/domain/import/program.ts';
import { programOf } from '#modules/people/domain/import/program.ts';
import { importHeaders } from '../labels.ts';
import { customFields } from '../custom/field-row.ts';
import { describeImport, importView } from './describe-import.ts';
import { loadImport } from './import-row.ts';
import { readImportTable } from './import-table.ts';
import { rememberedReading } from './import-profile.ts';
import { planWhenLong } from './plan-import-task.ts';

/** Bytes of a file that may well have more lines than are previewed at once. */
const LARGE = 500_000;

// Their groups are groups, all of them: nobody typed their names line by line.
const TRUSTED: ReadonlySet<Program> = new Set(['essaim', 'assoconnect', 'google', 'mailchimp']);

export const startImport = defineOperation({
	name: 'people.start-import',
	summary:
		'Reads a file of people (CSV, XLSX, ODS, vCard, JSON), tells what was understood and guesses its columns. The preview of a long one is made by a task.',
	permission: 'people.import',
	kind: 'command',
	http: { method: 'post', path: '/person-imports', success: 201 },
	input: z.strictObject({
		/** Id of a file that was uploaded before. */
		file: z.uuid()
	}),
	output: importView,
	async run(context, input) {
		const { tx, association, actor, today } = context;
		const { sha256, name: fileName, size } = await findFile(context, input.file);
		if (size > LARGE) expectTask();
		const table = await readImportTable(context, { sha256, fileName });
		const fields = await customFields(tx);
		const program = programOf(table.header) ?? null;
		const read = (await rememberedReading(tx, table.header)) ?? {
			mapping: guessMapping(table.header, table.rows, today, importHeaders(fields)).map(
				({ target }) => target
			),
			duplicates: 'update' as const,
			newGroups: program && TRUSTED.has(program) ? ('create' as const) : ('refuse' as const)
		};
		const id = newId();
		await sql`
			INSERT INTO people.import (association_id, id, file_name, file_id, sha256, mapping,
				duplicates, new_groups, program, line_count, created_by)
			VALUES (${association.id}, ${id}, ${fileName}, ${input.file}, ${sha256},
				${JSON.stringify(read.mapping)}, ${read.duplicates}, ${read.newGroups}, ${program},
				${table.rows.length}, ${actor.accountId})
		`.execute(tx);
		context.about('import', id, { fileName });
		await planWhenLong(context, { id, lineCount: table.rows.length });
		return describeImport(context, await loadImport(tx, id), table, fields);
	}
});

export const getImport = defineOperation({
	name: 'people.get-import',
	summary: 'Tells again what was understood of a file, and how its columns are read.',
	permission: 'people.import',
	kind: 'query',
	http: { method: 'get', path: '/person-imports/{id}' },
	input: z.strictObject({ id: z.uuid() }),
	output: importView,
	async run(context, { id }) {
		const row = await loadImport(context.tx, id);
		const table = row.forgotten ? undefined : await readImportTable(context, row);
		return describeImport(context, row, table, await customFields(context.tx));
	}
});
