import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { refuseField, type Fault } from '#shared/errors.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { changesBetween } from '#modules/people/domain/change.ts';
import { readCustom } from '../custom/custom-values.ts';
import { customFields } from '../custom/field-row.ts';
import { viewerOf } from '../custom/viewer.ts';
import { selectionOf, type Selection } from '../find/selection.ts';
import { loadGroup } from '../groups/group-row.ts';
import { readFields } from '../person-fields.ts';
import { ROW_COLUMNS, type PersonRow } from '../person-row.ts';
import type { Edited } from '../write-people.ts';

/** Fields that many people may be given at once; what makes a person who they are is edited one by one. */
export const BULK_FIELDS = [
	'category',
	'honorific',
	'language',
	'postcode',
	'city',
	'joinedOn',
	'notes'
] as const;

const CUSTOM = /^custom\.(.+)$/;

/** What is done to each person of a selection. */
export const bulkChange = z.discriminatedUnion('kind', [
	z.strictObject({ kind: z.literal('enter-group'), groupId: z.uuid() }),
	z.strictObject({ kind: z.literal('leave-group'), groupId: z.uuid() }),
	z.strictObject({
		kind: z.literal('set-field'),
		/** A field of every record, or `custom.<key>`. */
		field: z.string().max(120),
		/** As it would be typed; `null` empties it. */
		value: z.string().max(10_000).nullable()
	}),
	z.strictObject({ kind: z.literal('archive') })
]);
export type BulkChange = z.output<typeof bulkChange>;

export const leftOut = z.object({
	id: z.uuid(),
	name: z.string(),
	/** `same`: it is so already. */
	reason: z.enum(['same', 'no-email', 'refused', 'archived'])
});
export type LeftOut = z.output<typeof leftOut>;

/** What a change would do: to whom, and who is left out. */
export interface BulkPlan {
	readonly total: number;
	readonly edited: readonly Edited[];
	readonly leftOut: readonly LeftOut[];
}

/** Says a plan in a few characters: another one when anybody's values, or who is concerned, have changed. */
export function markOf({ edited }: BulkPlan): string {
	const hash = createHash('sha256');
	for (const { id, changes } of edited) hash.update(JSON.stringify([id, changes]));
	return hash.digest('base64url').slice(0, 22);
}

/**
 * Works out a change without making it.
 * @param lock holds the records until the end of the transaction
 * @throws {Refusal} `people.group-not-found`, `people.bulk-field-unknown`, those of the field’s value
 */
export async function planBulkChange(
	context: OperationContext,
	selected: Selection,
	change: BulkChange,
	lock: boolean
): Promise<BulkPlan> {
	const alter = await alteration(context, change);
	const people = await peopleOf(context, selected, lock);
	const edited: Edited[] = [];
	const left: LeftOut[] = [];
	for (const row of people) {
		const { id, version, displayName: name } = row;
		const person = alter(row);
		if (person === undefined) left.push({ id, name, reason: 'same' });
		else edited.push({ id, version, person, changes: changesBetween(row, person) });
	}
	return { total: people.length, edited, leftOut: left };
}

/** The records of a selection, in its order. */
export async function peopleOf(
	context: OperationContext,
	selected: Selection,
	lock: boolean
): Promise<readonly PersonRow[]> {
	const ids = await selectionOf(context, selected);
	const { rows } = await sql<PersonRow>`
		SELECT ${ROW_COLUMNS} FROM people.person p
		JOIN unnest(${[...ids]}::uuid[]) WITH ORDINALITY AS o(id, position) ON o.id = p.id
		ORDER BY o.position ${lock ? sql`FOR UPDATE OF p` : sql``}`.execute(context.tx);
	return rows;
}

type Alter = (person: PersonRow) => PersonRow | undefined;

/** What a change makes of one record; `undefined` when it is so already. */
async function alteration(context: OperationContext, change: BulkChange): Promise<Alter> {
	if (change.kind === 'archive') {
		return (person) => (person.archivedAt === null ? person : undefined);
	}
	if (change.kind !== 'set-field') {
		const members = await membersOf(context, change.groupId);
		const isEntering = change.kind === 'enter-group';
		return (person) => (members.has(person.id) === isEntering ? undefined : person);
	}
	const [, key] = CUSTOM.exec(change.field) ?? [];
	const fill =
		key === undefined ? await fillField(context, change) : await fillCustom(context, key, change);
	return (person) => {
		const filled = fill(person);
		return Object.keys(changesBetween(person, filled)).length > 0 ? filled : undefined;
	};
}

type Filling = Extract<BulkChange, { kind: 'set-field' }>;

async function fillField({ today }: OperationContext, { field, value }: Filling) {
	if (!BULK_FIELDS.some((known) => known === field)) throw unknownField(field);
	const read = readFields({ [field]: value }, today);
	return (person: PersonRow): PersonRow => ({ ...person, ...read });
}

async function fillCustom(context: OperationContext, key: string, { field, value }: Filling) {
	const fields = await customFields(context.tx);
	const known = fields.find((one) => one.key === key);
	if (!known || known.kind === 'computed' || known.kind === 'file') throw unknownField(field);
	const faults: Fault[] = [];
	const values = await readCustom(
		context,
		{ [key]: value },
		{ fields, viewer: viewerOf(context.actor), before: {}, whole: false },
		faults
	);
	const [fault] = faults;
	if (fault) throw refuseField('value', fault.code, fault.parameters);
	const filled = values[key];
	return (person: PersonRow): PersonRow => {
		const { [key]: _, ...others } = person.custom;
		return { ...person, custom: filled === undefined ? others : { ...others, [key]: filled } };
	};
}

function unknownField(field: string) {
	return refuseField('field', 'people.bulk-field-unknown', { field });
}

async function membersOf({ tx }: OperationContext, groupId: string): Promise<ReadonlySet<string>> {
	await loadGroup(tx, groupId);
	const { rows } = await sql<{ id: string }>`
		SELECT m.person_id AS id FROM people.group_member m WHERE m.group_id = ${groupId}`.execute(tx);
	return new Set(rows.map(({ id }) => id));
}
