import { sql } from 'kysely';
import { isId } from '#shared/id.ts';
import { fold } from '#shared/text.ts';
import type { Tx } from '#platform/server/operation.ts';

/** Whom somebody meant, or why that can’t be told. */
export type NamedPerson =
	| { readonly text: string }
	| { readonly fault: string; readonly parameters?: Record<string, string | number> };

/**
 * The id of the person that somebody wrote: an id, a member number, or a name that one person alone has.
 * An empty text stays one. Faults: `people.person-unknown`, `people.person-ambiguous`.
 * @param linked who was there already, and stays when several have the name
 */
export async function personNamed(tx: Tx, written: string, linked?: string): Promise<NamedPerson> {
	const name = written.trim();
	if (name === '') return { text: '' };
	const id = isId(name.toLowerCase()) ? name.toLowerCase() : null;
	const { rows } = await sql<{ id: string }>`
		SELECT p.id FROM people.person p
		WHERE p.id = ${id}::uuid OR p.number_key = lpad(${name.slice(0, 20)}, 20, '0')
			OR (p.archived IN (true, false) AND p.sort_name = ANY(${bothOrders(name)}::text[]))
		LIMIT 2`.execute(tx);
	const [found] = rows;
	if (!found) return { fault: 'people.person-unknown', parameters: { name } };
	// A form gives back the name that it showed.
	if (rows.length > 1 && linked && (await nameOf(tx, linked)) === name) return { text: linked };
	if (rows.length > 1) return { fault: 'people.person-ambiguous', parameters: { name } };
	return { text: found.id };
}

async function nameOf(tx: Tx, id: string): Promise<string | undefined> {
	const { rows } = await sql<{ name: string }>`
		SELECT p.display_name AS name FROM people.person p WHERE p.id = ${id}`.execute(tx);
	return rows[0]?.name;
}

/** `Inès Dubois` and `Dubois Inès`: where the family name ends isn’t known. */
function bothOrders(name: string): string[] {
	const words = fold(name).split(' ');
	return words.map((_, at) => [...words.slice(at), ...words.slice(0, at)].join(' '));
}
