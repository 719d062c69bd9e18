import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import { z } from 'zod';
import { refuseField } from '#shared/errors.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import type { CustomField } from '../domain/custom/custom-field.ts';
import { isSortable, maySee } from '../domain/custom/custom-field.ts';
import { customFields } from './custom/field-row.ts';
import { viewerOf } from './custom/viewer.ts';
import { readableGroups } from './groups/led-groups.ts';
import { askedSearch } from './find/read-search.ts';
import { groupAsked, inGroups } from './find/search-groups.ts';
import { ENOUGH, searchWords, type Searched } from './find/search-words.ts';

const CUSTOM_SORT = /^custom\.(.{1,60})$/;

/** Which people a list, a count, an export or a bulk action is about, and in which order. */
export const peopleFilter = z.strictObject({
	/** Words of the name, e-mail, number, city, or figures of the telephone: all must be there. */
	search: z.string().max(200).default(''),
	category: z.string().max(100).optional(),
	group: z.uuid().optional(),
	/** Whoever asks about `archived` in `where` says it there. */
	status: z.enum(['active', 'archived', 'all']).default('active'),
	/** Conditions, as `age:between:18|25;city:is:Rennes`: see `people.list-criteria`. */
	where: z.string().max(10_000).default(''),
	/** Whether people must be in all conditions of `where`, or in any of them. */
	match: z.enum(['all', 'any']).default('all'),
	/** One of the list’s columns, or a field of the association’s own: `custom.<key>`. */
	sort: z
		.union([z.enum(['name', 'number', 'joinedOn', 'city']), z.string().regex(CUSTOM_SORT)])
		.default('name'),
	direction: z.enum(['asc', 'desc']).default('asc')
});
export type PeopleFilter = z.output<typeof peopleFilter>;

/** A filter ready to be asked: its conditions have been read as its reader may ask them. */
export interface ReadyFilter extends Searched {
	readonly filter: PeopleFilter;
	/** Who is meant; `all` too when `where` of the filter says who. */
	readonly status: PeopleFilter['status'];
	/** The field of the association’s own by which people are sorted. */
	readonly sortField: CustomField | undefined;
	/** The groups whose people alone the reader may see: those that they lead; `undefined` for all people. */
	readonly within: readonly string[] | undefined;
}

/**
 * @throws {Refusal} `people.search-invalid` with a fault for each condition; `people.sort-unknown` for a field that
 * doesn’t exist, has no order, or that the reader may not see; `platform.not-allowed` for whoever neither reads all
 * records nor leads a group
 */
export async function readFilter(
	context: OperationContext,
	filter: PeopleFilter
): Promise<ReadyFilter> {
	const { exact, ...ready } = await readOpenFilter(context, filter);
	if (!exact) return ready;
	const where = sql<boolean>`${ready.where} AND ${exact}`;
	const { rows } = await sql`
		SELECT FROM people.person p WHERE ${where} LIMIT ${ENOUGH}`.execute(context.tx);
	return rows.length === ENOUGH ? { ...ready, where, walked: where } : { ...ready, exact };
}

/**
 * The same for one who finds out by themselves, on the way, whether enough people have the words as typed.
 * @param isRough whether it is enough to know of some hundreds that there are more
 */
export async function readOpenFilter(
	context: OperationContext,
	filter: PeopleFilter,
	isRough = false
): Promise<ReadyFilter> {
	const within = await readableGroups(context);
	const read = await askedSearch(context, filter.where);
	const conditions: RawBuilder<boolean>[] = [];
	for (const { criterion, asked } of read) {
		if (criterion?.key === 'group') conditions.push(await groupAsked(context, asked));
		else if (criterion) conditions.push(sql`(${criterion.matches(sql`p.id`, asked, context)})`);
	}
	const isAboutArchived = read.some(({ criterion }) => criterion?.key === 'archived');
	const status = isAboutArchived ? 'all' : filter.status;
	const joined = sql.join(conditions, filter.match === 'any' ? sql` OR ` : sql` AND `);
	const groups = groupsAsked(filter, within);
	const rest = [
		...(groups ? [await inGroups(context, groups)] : []),
		...(conditions.length > 0 ? [sql<boolean>`(${joined})`] : [])
	];
	const plain = matching({ ...filter, status });
	const indexed = status === 'all' ? sql<boolean>`p.archived IN (false, true) AND ${plain}` : plain;
	return {
		filter,
		status,
		...(await searchWords(context, filter.search, { plain, indexed, rest, isRough })),
		sortField: await sortFieldOf(context, filter.sort),
		within
	};
}

async function sortFieldOf(
	{ tx, actor, remember }: OperationContext,
	sort: string
): Promise<CustomField | undefined> {
	const [, key] = CUSTOM_SORT.exec(sort) ?? [];
	if (key === undefined) return undefined;
	const fields = await remember('custom-fields', () => customFields(tx));
	const field = fields.find((one) => one.key === key);
	if (field && isSortable(field.kind) && maySee(field, viewerOf(actor))) return field;
	throw refuseField('sort', 'people.sort-unknown', { key });
}

const STATUS = {
	active: [sql`NOT p.archived`],
	archived: [sql`p.archived`],
	all: []
} as const;

/** The groups whose people are meant: the one asked, of a leader those that they lead; `undefined` for everybody. */
function groupsAsked({ group }: PeopleFilter, within: readonly string[] | undefined) {
	if (within === undefined) return group === undefined ? undefined : [group];
	// A group that others lead is asked about like one that doesn’t exist.
	return within.filter((id) => group === undefined || id === group);
}

/** What every reader may ask: one category, archived or not. */
function matching(filter: PeopleFilter): RawBuilder<boolean> {
	const conditions: RawBuilder<unknown>[] = [sql`true`, ...STATUS[filter.status]];
	if (filter.category !== undefined) conditions.push(sql`p.category = ${filter.category}`);
	return sql<boolean>`${sql.join(conditions, sql` AND `)}`;
}
