import { sql } from 'kysely';
import { z } from 'zod';
import type { Fault } from '#shared/errors.ts';
import { Refusal, refuseField } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import { fold } from '#shared/text.ts';
import type { OperationContext, Tx } from '#platform/server/operation.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { cleanLine } from '#modules/people/domain/cleaned.ts';
import type { HouseholdMember } from '#modules/people/domain/household/household.ts';
import { circleIn, HOUSEHOLD_ROLES } from '#modules/people/domain/household/household.ts';
import { personNamed } from '../person-named.ts';
import { loadHousehold, type Household } from './household-row.ts';

const MOST_MEMBERS = 30;

const described = {
	/** « Famille » and the family name of who pays, when empty. */
	name: z.string().max(1_000).default(''),
	members: z
		.array(
			z.strictObject({
				/** An id, a member number, or a name that one person alone has. */
				person: z.string().max(300),
				role: z.enum(HOUSEHOLD_ROLES),
				/** One of them pays; the first adult when nobody is said to. */
				billing: z.boolean().default(false)
			})
		)
		.max(MOST_MEMBERS)
};
type Described = z.output<z.ZodObject<typeof described>>;

export const addHousehold = defineOperation({
	name: 'people.add-household',
	summary: 'Ties people who live together, with what each is to the others and who pays.',
	permission: 'people.write',
	kind: 'command',
	http: { method: 'post', path: '/households', success: 201 },
	input: z.strictObject(described),
	output: z.object({ id: z.uuid() }),
	async run(context, typed) {
		const { tx, association, about } = context;
		const members = await settledMembers(context, typed);
		const name = await settledName(tx, typed, members);
		const id = newId();
		await refuseCircle(tx, id, members);
		await sql`
			INSERT INTO people.household (association_id, id, name, name_key)
			VALUES (${association.id}, ${id}, ${name}, ${fold(name)})`.execute(tx);
		await storeMembers(context, id, members);
		about('household', id, { name });
		return { id };
	}
});

export const editHousehold = defineOperation({
	name: 'people.edit-household',
	summary: 'Changes the name and the members of a household, all of them given.',
	permission: 'people.write',
	kind: 'command',
	http: { method: 'put', path: '/households/{id}' },
	input: z.strictObject({
		id: z.uuid(),
		/** The version that was read: what somebody else changed since is told, not lost. */
		version: z.int().min(1).optional(),
		...described
	}),
	output: z.object({ id: z.uuid() }),
	/** @throws {Refusal} `people.household-changed`; as `people.add-household` */
	async run(context, { id, version, ...typed }) {
		const { tx, about } = context;
		const before = await lockHousehold(tx, id);
		if (version !== undefined && version !== before.version) throw changedMeanwhile(before);
		const members = await settledMembers(context, typed);
		const name = await settledName(tx, typed, members);
		await refuseCircle(tx, id, members);
		await sql`
			UPDATE people.household h SET name = ${name}, name_key = ${fold(name)}, version = h.version + 1
			WHERE h.id = ${id}`.execute(tx);
		await sql`DELETE FROM people.household_member m WHERE m.household_id = ${id}`.execute(tx);
		await storeMembers(context, id, members);
		about('household', id, { name, before: before.members.map(({ personId }) => personId) });
		return { id };
	}
});

export const removeHousehold = defineOperation({
	name: 'people.remove-household',
	summary: 'Unties the people of a household; their records stay.',
	permission: 'people.write',
	kind: 'command',
	http: { method: 'delete', path: '/households/{id}' },
	input: z.strictObject({ id: z.uuid() }),
	output: z.object({ id: z.uuid() }),
	async run({ tx, about, announce }, { id }) {
		const { name } = await loadHousehold(tx, id);
		await sql`DELETE FROM people.household h WHERE h.id = ${id}`.execute(tx);
		about('household', id, { name });
		await announce('people.household-changed', { householdId: id });
		return { id };
	}
});

async function lockHousehold(tx: Tx, id: string): Promise<Household> {
	await sql`SELECT FROM people.household h WHERE h.id = ${id} FOR UPDATE`.execute(tx);
	return loadHousehold(tx, id);
}

function changedMeanwhile({ name, members }: Household): Refusal {
	const names = members.map((member) => member.name).join(', ');
	return new Refusal('conflict', 'people.household-changed', { name, names });
}

/** @throws {Refusal} `people.household-invalid` with a fault per line, `people.household-too-small` */
async function settledMembers(
	{ tx }: OperationContext,
	{ members: typed }: Described
): Promise<readonly HouseholdMember[]> {
	const faults: Fault[] = [];
	const members: HouseholdMember[] = [];
	for (const [index, { person, role, billing }] of typed.entries()) {
		const path = `members.${index}.person`;
		const named = await personNamed(tx, person);
		if ('fault' in named) {
			faults.push({ path, code: named.fault, parameters: named.parameters });
		} else if (members.some(({ personId }) => personId === named.text)) {
			faults.push({ path, code: 'people.household-twice', parameters: { name: person } });
		} else if (named.text !== '') members.push({ personId: named.text, role, billing });
	}
	if (faults.length > 0) throw new Refusal('invalid', 'people.household-invalid', {}, faults);
	if (members.length < 2) throw refuseField('members', 'people.household-too-small');
	const payers = members.filter(({ billing }) => billing);
	if (payers.length > 1) throw refuseField('members', 'people.household-two-payers');
	const payer = payers[0] ?? members.find(({ role }) => role !== 'child') ?? members[0];
	return members.map((member) => ({ ...member, billing: member === payer }));
}

async function settledName(
	tx: Tx,
	{ name }: Described,
	members: readonly HouseholdMember[]
): Promise<string> {
	const read = cleanLine(name, 100);
	if ('fault' in read) throw refuseField('name', read.fault, read.parameters);
	if (read.value !== null) return read.value;
	const payer = members.find(({ billing }) => billing)?.personId ?? null;
	const { rows } = await sql<{ name: string }>`
		SELECT coalesce(p.last_name, p.display_name) AS name FROM people.person p
		WHERE p.id = ${payer}`.execute(tx);
	return `Famille ${rows[0]?.name ?? ''}`.slice(0, 100).trim();
}

/** @throws {Refusal} `people.household-circular`, naming who would be their own ancestor */
async function refuseCircle(
	tx: Tx,
	id: string,
	members: readonly HouseholdMember[]
): Promise<void> {
	const { rows } = await sql<{ members: HouseholdMember[] }>`
		WITH RECURSIVE tied(household_id) AS (
			SELECT m.household_id FROM people.household_member m
			WHERE m.person_id = ANY(${members.map(({ personId }) => personId)}::uuid[])
			UNION
			SELECT b.household_id FROM tied t
			JOIN people.household_member a ON a.household_id = t.household_id
			JOIN people.household_member b ON b.association_id = a.association_id
				AND b.person_id = a.person_id
		)
		SELECT json_agg(json_build_object('personId', m.person_id, 'role', m.role)) AS members
		FROM people.household_member m
		WHERE m.household_id IN (SELECT household_id FROM tied) AND m.household_id <> ${id}
		GROUP BY m.household_id`.execute(tx);
	const circle = circleIn([...rows.map((row) => row.members), members]);
	if (!circle) return;
	const { rows: people } = await sql<{ name: string }>`
		SELECT p.display_name AS name FROM people.person p WHERE p.id = ${circle}`.execute(tx);
	throw refuseField('members', 'people.household-circular', { name: people[0]?.name ?? '' });
}

/** @throws {Refusal} `people.household-elsewhere` for an adult of another household */
async function storeMembers(
	{ tx, association, announce }: OperationContext,
	id: string,
	members: readonly HouseholdMember[]
): Promise<void> {
	const adults = members.filter(({ role }) => role !== 'child').map(({ personId }) => personId);
	const { rows } = await sql<{ name: string; household: string }>`
		SELECT p.display_name AS name, h.name AS household FROM people.household_member m
		JOIN people.household h ON h.association_id = m.association_id AND h.id = m.household_id
		JOIN people.person p ON p.association_id = m.association_id AND p.id = m.person_id
		WHERE m.role <> 'child' AND m.person_id = ANY(${adults}::uuid[]) LIMIT 1`.execute(tx);
	const [elsewhere] = rows;
	if (elsewhere) {
		throw refuseField('members', 'people.household-elsewhere', { ...elsewhere });
	}
	await sql`
		INSERT INTO people.household_member
			(association_id, household_id, person_id, role, billing, position)
		SELECT ${association.id}::uuid, ${id}::uuid, r.person_id, r.role, r.billing, r.position
		FROM unnest(${members.map(({ personId }) => personId)}::uuid[],
			${members.map(({ role }) => role)}::text[],
			${members.map(({ billing }) => billing)}::boolean[])
			WITH ORDINALITY AS r(person_id, role, billing, position)`.execute(tx);
	await announce('people.household-changed', { householdId: id });
}
