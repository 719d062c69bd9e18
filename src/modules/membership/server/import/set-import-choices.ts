import { sql } from 'kysely';
import { z } from 'zod';
import { refuseField } from '#shared/errors.ts';
import { defineOperation } from '#platform/server/operation.ts';
import {
	DUES_TARGETS,
	repeatedTarget,
	type DuesTarget
} from '#modules/membership/domain/import/target.ts';
import { LEAVE_OUT } from '#modules/membership/domain/import/tariff-named.ts';
import { targetLabel } from './target-label.ts';
import { choiceFields } from './describe-import.ts';
import { lockImport, refuseUnlessDraft, type ImportChoices } from './import-row.ts';
import { knownTariffs } from './known-tariffs.ts';

const { money, means, unknownPeople, tariffs } = choiceFields;

export const setImportChoices = defineOperation({
	name: 'membership.set-import-choices',
	summary:
		'Says what each column of an import is, what is done with unknown people and with what is paid, and which tariffs are meant.',
	permission: 'membership.enrol',
	kind: 'command',
	http: { method: 'put', path: '/membership/imports/{id}/choices' },
	input: z.strictObject({
		id: z.uuid(),
		/** One target per column, in the order of the file; as before when left out. */
		mapping: z.array(z.enum(DUES_TARGETS)).min(1).max(500).optional(),
		money: money.optional(),
		means: means.optional(),
		unknownPeople: unknownPeople.optional(),
		/** Added to those chosen before. */
		tariffs: tariffs.optional()
	}),
	output: z.object({ id: z.uuid() }),
	async run({ tx, actor, about }, { id, mapping, tariffs: named = {}, ...given }) {
		const row = await lockImport(tx, id);
		refuseUnlessDraft(row);
		if (mapping) refuseMapping(mapping, row.mapping.length, actor.locale);
		await refuseUnknownTariffs();
		const said = Object.entries(given).filter(([, value]) => value !== undefined);
		const choices: ImportChoices = {
			...row.choices,
			...(Object.fromEntries(said) as Partial<ImportChoices>),
			tariffs: { ...row.choices.tariffs, ...named }
		};
		await sql`
			UPDATE membership.import i SET mapping = ${JSON.stringify(mapping ?? row.mapping)},
				choices = ${JSON.stringify(choices)}
			WHERE i.id = ${id}`.execute(tx);
		about('dues-import', id);
		return { id };

		async function refuseUnknownTariffs() {
			const known = new Set((await knownTariffs(tx)).map((tariff) => tariff.id));
			for (const [key, choice] of Object.entries(named)) {
				if (choice === LEAVE_OUT || known.has(choice)) continue;
				throw refuseField(`tariffs.${key}`, 'membership.tariff-not-found');
			}
		}
	}
});

function refuseMapping(mapping: readonly DuesTarget[], columns: number, locale: 'fr' | 'en') {
	if (mapping.length !== columns) {
		const parameters = { given: mapping.length, columns };
		throw refuseField('mapping', 'membership.import-columns-differ', parameters);
	}
	const repeated = repeatedTarget(mapping);
	if (!repeated) return;
	const field = targetLabel(repeated, locale);
	throw refuseField('mapping', 'membership.import-field-twice', { field });
}
