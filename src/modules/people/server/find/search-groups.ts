import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { Asked } from '#shared/condition.ts';
import { Refusal, refuseField } from '#shared/errors.ts';
import { ROLES } from '#platform/server/module.ts';
import type { OperationContext, Tx } from '#platform/server/operation.ts';
import { permissionsOf } from '#platform/server/policy.ts';
import { askedSearch, readSearch } from './read-search.ts';

interface SearchGroup {
	readonly id: string;
	readonly name: string;
	readonly where: string;
	readonly match: 'all' | 'any';
}

/** The groups that are searches, by name: a few dozen at most. */
export async function searchGroups(tx: Tx): Promise<readonly SearchGroup[]> {
	const { rows } = await sql<SearchGroup>`
		SELECT g.id, g.name, g.conditions AS where, g.match FROM people.person_group g
		WHERE g.conditions IS NOT NULL ORDER BY g.name_key LIMIT 1000`.execute(tx);
	return rows;
}

/** As somebody who may do only what all who read the records may: who is in a group is the same for all of them. */
export function asAnyReader(context: OperationContext): OperationContext {
	const held = ROLES.map(permissionsOf).filter((one) => one.has('people.read'));
	const permissions = held.reduce((all, one) => all.intersection(one));
	return { ...context, actor: { ...context.actor, permissions, personId: null } };
}

/**
 * A search that a group may be, as its writer and all readers may ask it.
 * @throws {Refusal} `people.search-empty`, `people.search-invalid`; `people.group-search-groups`, so that no group is
 * ever found by itself; `people.group-search-restricted`, since all readers see who is in a group
 */
export async function refuseNoGroupSearch(context: OperationContext, where: string): Promise<void> {
	const asked = await askedSearch(context, where);
	if (asked.length === 0) throw refuseField('where', 'people.search-empty');
	if (asked.some(({ condition }) => condition.field === 'group')) {
		throw new Refusal('invalid', 'people.group-search-groups');
	}
	if ((await readSearch(asAnyReader(context), where)).some(({ fault }) => fault)) {
		throw new Refusal('invalid', 'people.group-search-restricted');
	}
}

/** Whether `people.person p` is found by a group’s search; nobody is when it can’t be asked any more. */
export async function foundByGroup(
	context: OperationContext,
	{ where, match }: Pick<SearchGroup, 'where' | 'match'>
): Promise<RawBuilder<boolean>> {
	const reader = asAnyReader(context);
	const read = await readSearch(reader, where);
	const conditions: RawBuilder<boolean>[] = [];
	for (const { criterion, asked } of read) {
		if (!asked) return sql`false`;
		conditions.push(sql`(${await criterion.matches(sql`p.id`, asked, reader)})`);
	}
	const isAboutArchived = read.some(({ criterion }) => criterion?.key === 'archived');
	const joined = sql.join(conditions, match === 'any' ? sql` OR ` : sql` AND `);
	return sql`(${isAboutArchived ? sql`true` : sql`NOT p.archived`} AND (${joined}))`;
}

/** What the criterion « group » asks: `is` and `is-not` name some, `known` and `unknown` mean any. */
export async function groupAsked(
	context: OperationContext,
	{ operator, values }: Asked
): Promise<RawBuilder<boolean>> {
	const isIn = await inGroups(context, values.length > 0 ? values : undefined);
	return operator === 'is' || operator === 'known' ? isIn : sql`NOT ${isIn}`;
}

/** Whether `people.person p` is in one of the groups, entered there or found; in any, when none is named. */
export async function inGroups(
	context: OperationContext,
	ids?: readonly string[]
): Promise<RawBuilder<boolean>> {
	const all = await searchGroups(context.tx);
	const named = ids ? sql`WHERE g.group_id = ANY(${[...ids]}::uuid[])` : sql``;
	const found: RawBuilder<boolean>[] = [
		sql`p.id IN (SELECT g.person_id FROM people.group_member g ${named})`
	];
	for (const group of all.filter(({ id }) => !ids || ids.includes(id)))
		found.push(await foundByGroup(context, group));
	return sql`(${sql.join(found, sql` OR `)})`;
}

/**
 * The ids of the people of a group, entered there or found by its search, those of the groups within included; in
 * the order of names, archived people left out. The caller has authorised the reader.
 */
export async function personsOf(
	context: OperationContext,
	groupId: string
): Promise<readonly string[]> {
	const { rows: groups } = await sql<{ id: string }>`
		WITH RECURSIVE below AS (
			SELECT ${groupId}::uuid AS id
			UNION
			SELECT g.id FROM people.person_group g JOIN below b ON g.parent_id = b.id
		)
		SELECT id FROM below`.execute(context.tx);
	const isIn = await inGroups(
		context,
		groups.map(({ id }) => id)
	);
	const { rows } = await sql<{ id: string }>`
		SELECT p.id FROM people.person p WHERE ${isIn} AND NOT p.archived
		ORDER BY p.sort_name, p.id`.execute(context.tx);
	return rows.map(({ id }) => id);
}

/** The groups that a person is in, entered there or found, by name. The caller has authorised the reader. */
export async function groupsOf(
	context: OperationContext,
	personId: string
): Promise<readonly { id: string; name: string }[]> {
	const { tx } = context;
	const { rows } = await sql<{ id: string; name: string }>`
		SELECT g.id, g.name FROM people.group_member m
		JOIN people.person_group g ON g.association_id = m.association_id AND g.id = m.group_id
		WHERE m.person_id = ${personId} ORDER BY g.name_key`.execute(tx);
	const groups = [...rows];
	for (const { id, name, ...search } of await searchGroups(tx)) {
		const { rows: found } = await sql`
			SELECT FROM people.person p
			WHERE p.id = ${personId} AND ${await foundByGroup(context, search)}`.execute(tx);
		if (found.length > 0) groups.push({ id, name });
	}
	return groups;
}
