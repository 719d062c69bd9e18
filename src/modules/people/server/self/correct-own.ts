import { sql } from 'kysely';
import { z } from 'zod';
import type { Fault } from '#shared/errors.ts';
import { refuseField } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { defineOperation } from '#platform/server/operation.ts';
import type { Changes } from '#modules/people/domain/change.ts';
import { applyChanges, changesBetween } from '#modules/people/domain/change.ts';
import type { SelfField } from '#modules/people/domain/self-service.ts';
import { partCorrections, SELF_FIELDS, stillWaiting } from '#modules/people/domain/self-service.ts';
import { readCustom } from '../custom/custom-values.ts';
import { customFields } from '../custom/field-row.ts';
import { SELF_VIEWER } from '../custom/viewer.ts';
import { changedMeanwhile, changesSince, visibleChanges } from '../changes-since.ts';
import { renamed } from '../edit-person.ts';
import { personFields, readFields } from '../person-fields.ts';
import { lockPerson, refuseUnknown } from '../person-row.ts';
import { updatePeople } from '../write-people.ts';
import { waitingCorrection } from './correction-row.ts';
import { isOwn } from './own-person.ts';
import { loadSelfService } from './self-service.ts';

const corrected = Object.fromEntries([...SELF_FIELDS, 'custom'].map((field) => [field, true]));

export const correctOwn = defineOperation({
	name: 'people.correct-own',
	summary:
		'Corrects fields of one’s own record, or of a child’s; those that the association wants to agree to wait for it.',
	permission: 'people.self',
	kind: 'command',
	http: { method: 'patch', path: '/persons/{id}/own' },
	input: personFields
		.pick(corrected as Record<SelfField | 'custom', true>)
		.extend({ id: z.uuid(), version: z.int().min(1) }),
	output: z.object({
		version: z.int(),
		/** Names of the fields that wait for agreement. */
		waiting: z.array(z.string())
	}),
	/** @throws {Refusal} `people.person-not-found` for anybody else’s, `people.person-changed`. */
	async run(context, { id, version, custom: typedCustom = {}, ...typed }) {
		const { tx, today } = context;
		if (!(await isOwn(context, id))) refuseUnknown();
		const current = await lockPerson(tx, id);
		const fields = await customFields(tx);
		const viewer = SELF_VIEWER;
		if (current.version !== version) {
			const since = await changesSince(tx, id, version);
			throw changedMeanwhile(current, visibleChanges(since, fields, viewer));
		}
		const faults: Fault[] = [];
		const custom = await readCustom(
			context,
			typedCustom,
			{ fields, viewer, before: current.custom, whole: false },
			faults
		);
		const read = readFields({ country: current.country, ...typed }, today, faults);
		const wanted = renamed(current, { ...current, ...read, custom }, undefined);
		if (!wanted.displayName) throw refuseField('lastName', 'people.name-needed');
		const parted = partCorrections(changesBetween(current, wanted), await loadSelfService(tx));
		const touched = [
			...Object.keys(typed),
			...Object.keys(typedCustom).map((key) => `custom.${key}`)
		];
		const waiting = await keepWaiting(context, id, touched, parted.waiting);
		const person = renamed(
			current,
			{ ...current, ...applyChanges(current, parted.now) },
			undefined
		);
		const changes = changesBetween(current, person);
		context.about('person', id, { fields: Object.keys(changes), waiting });
		if (Object.keys(changes).length === 0) return { version, waiting };
		await updatePeople(context, [{ id, version, person, changes }]);
		await context.announce('people.person-edited', { personId: id, fields: Object.keys(changes) });
		return { version: version + 1, waiting };
	}
});

/** Writes what waits instead of what waited before; answers its fields. */
async function keepWaiting(
	{ tx, association, actor, now, announce }: OperationContext,
	personId: string,
	typed: readonly string[],
	waiting: Changes
): Promise<string[]> {
	const before = await waitingCorrection(tx, personId);
	const changes = stillWaiting(before?.changes ?? {}, typed, waiting);
	if (before) {
		await sql`DELETE FROM people.correction c WHERE c.id = ${before.id}`.execute(tx);
	}
	const fields = Object.keys(changes);
	if (fields.length === 0) return [];
	await sql`
		INSERT INTO people.correction (association_id, id, person_id, account_id, asked_at, changes)
		VALUES (${association.id}, ${newId()}, ${personId}, ${actor.accountId}, ${now},
			${JSON.stringify(changes)}::jsonb)`.execute(tx);
	await announce('people.correction-asked', { personId, fields });
	return fields;
}
