import { sql } from 'kysely';
import type { Tx } from '#platform/server/operation.ts';
import { orderedId } from './ordered-id.ts';

const FIRST = [
	'Aïcha',
	'Yann',
	'Claire',
	'Nolwenn',
	'Erwan',
	'Inès',
	'Malo',
	'Soizic',
	'Paul',
	'Rozenn'
];
const LAST = [
	'Le Gall',
	'Riou',
	'Morvan',
	'Prigent',
	'Cariou',
	'Dubois',
	'Martin',
	'Diallo',
	'Corre'
];
const TOWNS = ['Quimper', 'Brest', 'Morlaix', 'Douarnenez', 'Carhaix', 'Concarneau', 'Landerneau'];

const lower = (words: readonly string[]) =>
	words.map((word) =>
		word
			.normalize('NFD')
			.replace(/\p{Diacritic}/gu, '')
			.toLowerCase()
	);

const FIRST_NUMBER = 1000;

/** Writes people by the hundred thousand in one statement, numbered from 1001, as `people.add-person` would. */
export async function writePeople(tx: Tx, count: number): Promise<void> {
	await sql`
		insert into people.person (association_id, id, kind, number, first_name, last_name, display_name,
			email, phone, address, postcode, city, joined_on, newsletter, extra, sort_name, sort_city,
			email_key, search)
		select platform.current_association(), ${orderedId(sql`n`)}, 'natural', number::text, first, last,
			first || ' ' || last, email, '+33639' || lpad(n::text, 6, '0'), n || ' rue du Moulin',
			'29' || lpad((n % 1000)::text, 3, '0'), city, date '2020-01-01' + (n % 2500)::int, n % 3 = 0,
			'{}', folded_last || ' ' || folded_first, folded_city, email,
			concat(' ', folded_last, ' ', folded_first, ' ', email, ' ', number, ' ', folded_city,
				' 0639', lpad(n::text, 6, '0'), ' ')
		from generate_series(1, ${count}::int) as n
		cross join lateral (select
			${FIRST_NUMBER} + n as number,
			(${FIRST}::text[])[1 + n % ${FIRST.length}] as first,
			(${lower(FIRST)}::text[])[1 + n % ${FIRST.length}] as folded_first,
			(${LAST}::text[])[1 + n % ${LAST.length}] as last,
			(${lower(LAST)}::text[])[1 + n % ${LAST.length}] as folded_last,
			(${TOWNS}::text[])[1 + n % ${TOWNS.length}] as city,
			(${lower(TOWNS)}::text[])[1 + n % ${TOWNS.length}] as folded_city,
			'membre' || n || '@example.org' as email
		) as drawn`.execute(tx);
}
