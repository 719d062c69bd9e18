import { sql } from 'kysely';
import type { OperationContext } from '#platform/server/operation.ts';
import { idsInOrder, inPages } from './find/selection.ts';
import { readFilter, type PeopleFilter } from './people-filter.ts';
import { ROW_COLUMNS, type PersonRow } from './person-row.ts';

const PAGE = 1_000;

/**
 * The people whom a list shows, in its order, at most a thousand at a time; the caller has authorised the reader.
 * @param ids only these of them, when given
 */
export async function* listedPeople(
	context: OperationContext,
	filter: PeopleFilter,
	ids?: readonly string[]
): AsyncGenerator<readonly PersonRow[]> {
	const all = await idsInOrder(context, await readFilter(context, filter), ids);
	for (const page of inPages(all, PAGE)) {
		const { rows } = await sql<PersonRow>`
			SELECT ${ROW_COLUMNS} FROM unnest(${[...page]}::uuid[]) WITH ORDINALITY AS o(id, position)
			JOIN people.person p ON p.id = o.id ORDER BY o.position`.execute(context.tx);
		yield rows;
	}
}
