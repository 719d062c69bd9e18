import { sql } from 'kysely';
import type { OperationContext } from '#platform/server/operation.ts';
import type { Cursor } from './cursor.ts';
import type { Asked, ListRow } from './list-row.ts';
import { walkList } from './walk-list.read.ts';

/**
 * The rows of a page and one more, of many found despite a fault of typing: those few who have the words as typed
 * first, then the others. A mark before the key of a row tells of which it is.
 */
export async function listNear(
	context: OperationContext,
	{ exact = sql<boolean>`false`, ...asked }: Asked,
	cursor: Cursor | undefined
): Promise<readonly ListRow[]> {
	const [first, second] = asked.filter.direction === 'asc' ? ['0', '1'] : ['1', '0'];
	const isPast = cursor?.key.startsWith(second) ?? false;
	const from = cursor && { ...cursor, key: cursor.key.slice(1) };
	const exactly = { ...asked, walked: sql<boolean>`${asked.where} AND ${exact}` };
	const typed = isPast ? [] : await walkList(context, exactly, from);
	const left = asked.limit + 1 - typed.length;
	const others = { ...asked, walked: sql<boolean>`${asked.walked} AND NOT ${exact}` };
	const rest = left > 0 ? await walkList(context, others, isPast ? from : undefined) : [];
	return [...marked(typed, first), ...marked(rest.slice(0, left), second)];
}

function marked(rows: readonly ListRow[], mark: string): ListRow[] {
	return rows.map((row) => ({ ...row, key: mark + row.key }));
}
