import { sql } from 'kysely';
import type { Choice } from '#platform/server/criteria.ts';
import type { OperationContext } from '#platform/server/operation.ts';

const MOST_CHOICES = 1_000;

/** Countries of the records, by name. */
export function countriesInUse(context: OperationContext): Promise<Choice[]> {
	return codesInUse(context, 'country', 'region');
}

/** Languages of the records, by name. */
export function languagesInUse(context: OperationContext): Promise<Choice[]> {
	return codesInUse(context, 'language', 'language');
}

async function codesInUse(
	{ tx, actor, remember }: OperationContext,
	column: 'country' | 'language',
	type: 'region' | 'language'
): Promise<Choice[]> {
	const codes = await remember(`${column} in use`, async () => {
		const { rows } = await sql<{ code: string }>`
			SELECT DISTINCT p.${sql.raw(column)} AS code FROM people.person p
			WHERE p.${sql.raw(column)} IS NOT NULL LIMIT ${MOST_CHOICES}`.execute(tx);
		return rows.map(({ code }) => code);
	});
	const names = new Intl.DisplayNames(actor.locale, { type });
	return codes
		.map((value) => ({ value, label: names.of(value) ?? value }))
		.sort((a, b) => a.label.localeCompare(b.label, actor.locale));
}

export const categoriesInUse = wordsInUse('category');
export const honorificsInUse = wordsInUse('honorific');

function wordsInUse(column: 'category' | 'honorific') {
	return ({ tx, remember }: OperationContext): Promise<Choice[]> =>
		remember(`${column} to choose`, async () => {
			const word = sql.ref(`p.${column}`);
			const { rows } = await sql<Choice>`
				SELECT DISTINCT ${word} AS value, ${word} AS label FROM people.person p
				WHERE ${word} IS NOT NULL ORDER BY ${word} LIMIT ${MOST_CHOICES}`.execute(tx);
			return rows;
		});
}

export async function groupsToChoose({ tx }: OperationContext): Promise<Choice[]> {
	const { rows } = await sql<Choice>`
		SELECT g.id AS value, g.name AS label FROM people.person_group g
		ORDER BY g.name_key LIMIT ${MOST_CHOICES}`.execute(tx);
	return rows;
}
