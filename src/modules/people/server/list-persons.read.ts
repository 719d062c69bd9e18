import { z } from 'zod';
import { defineOperation, type OperationContext } from '#platform/server/operation.ts';
import type { Cursor } from './cursor.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { SOME } from './find/search-blocks.ts';
import { countPeople, isCountedAtOnce, readFew, readScanned } from './list-found.read.ts';
import { personLine, type Asked, type ListRow } from './list-row.ts';
import { peopleFilter, readOpenFilter } from './people-filter.ts';
import { listNear } from './list-near.read.ts';
import { walkList } from './walk-list.read.ts';

export const listPersons = defineOperation({
	name: 'people.list-persons',
	summary: 'Lists people by page, searched, filtered and sorted; leaders see those whom they lead.',
	permission: 'people.lead',
	kind: 'query',
	http: { method: 'get', path: '/persons' },
	input: peopleFilter.extend({
		cursor: z.string().max(1_000).optional(),
		limit: z.int().min(1).max(200).default(50),
		/** `some`: counting stops at a thousand people found, or some hundreds of them, which is quicker among many. */
		count: z.enum(['all', 'some']).default('all')
	}),
	output: z.object({
		/** How many people the filter finds, on all pages. */
		total: z.int(),
		/** Whether there are more than `total`, because counting stopped there. */
		more: z.boolean(),
		persons: z.array(personLine),
		/** The cursor of the next page; `null` on the last. */
		next: z.string().nullable()
	}),
	async run(context, { cursor: from, limit, count, ...filter }) {
		const cursor = from === undefined ? undefined : readCursor(from);
		// By name, a page of many is found by itself, in order.
		const isRough = count === 'some' && filter.sort === 'name';
		const asked = { ...(await readOpenFilter(context, filter, isRough)), limit };
		const { rows, total } = await readPage(context, asked, cursor);
		const isCut = total === undefined;
		const last = rows.length > limit ? rows[limit - 1] : undefined;
		return {
			total:
				isCut && count === 'some'
					? (asked.many?.atLeast ?? SOME)
					: (total ?? (await countPeople(context, asked))),
			more: isCut && count === 'some',
			persons: rows.slice(0, limit).map(({ key: _, ...line }) => line),
			next: last ? writeCursor(last) : null
		};
	}
});

interface Page {
	/** One more than the page holds, when another follows. */
	readonly rows: readonly ListRow[];
	/** `undefined`: more than are counted at once. */
	readonly total: number | undefined;
}

/** Few people are found, then sorted; many are read in the order of an index as far as the page goes. */
async function readPage(
	context: OperationContext,
	asked: Asked,
	cursor: Cursor | undefined
): Promise<Page> {
	if (asked.many) {
		const walk = asked.exact ? listNear : walkList;
		return { rows: await walk(context, asked, cursor), total: undefined };
	}
	if (asked.exact) return readScanned(context, asked, cursor);
	if (!isCountedAtOnce(asked)) {
		const few = await readFew(context, asked, cursor);
		if (few.rows) return few;
		return { rows: await walkList(context, asked, cursor), total: undefined };
	}
	const rows = await walkList(context, asked, cursor);
	const isWhole = !cursor && rows.length <= asked.limit;
	return { rows, total: isWhole ? rows.length : await countPeople(context, asked) };
}
