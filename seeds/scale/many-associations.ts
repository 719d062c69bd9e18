import { sql } from 'kysely';
import { HOST_ID } from '#platform/server/actor.ts';
import type { Tx } from '#platform/server/operation.ts';

/**
 * Writes associations that have a name, one person and one open year with its journals: what lies in the tables
 * beside the one that is measured. Nobody has access to them.
 */
export async function writeAssociations(hostTx: Tx, count: number): Promise<void> {
	await sql`
		insert into platform.association (id, slug, name)
		select gen_random_uuid(), 'voisine-' || known + n, 'Association voisine ' || known + n
		from generate_series(1, ${count}::int) as n
		cross join (
			select count(*) as known from platform.association where slug like 'voisine-%'
		) as others`.execute(hostTx);
	await sql`
		do $$
		declare
			neighbour record;
		begin
			for neighbour in
				select id from platform.association where slug like 'voisine-%' order by created_at desc
			loop
				perform set_config('app.association_id', neighbour.id::text, true);
				continue when exists (select from people.person);
				insert into people.person (association_id, id, kind, first_name, last_name, display_name,
					sort_name, search)
				values (neighbour.id, gen_random_uuid(), 'natural', 'Yann', 'Riou', 'Yann Riou', 'riou yann',
					' riou yann ');
				insert into accounting.fiscal_year (association_id, id, code, chart, start_day, end_day, created_at)
				values (neighbour.id, gen_random_uuid(), '2026', 'associations-2025', '2026-01-01', '2026-12-31',
					now());
				insert into accounting.journal (association_id, id, code, label, kind)
				values (neighbour.id, gen_random_uuid(), 'BQ', 'Banque', 'bank'),
					(neighbour.id, gen_random_uuid(), 'CA', 'Caisse', 'cash'),
					(neighbour.id, gen_random_uuid(), 'OD', 'Opérations diverses', 'miscellaneous');
			end loop;
		end $$`.execute(hostTx);
	await sql`select set_config('app.association_id', ${HOST_ID}, true)`.execute(hostTx);
}
