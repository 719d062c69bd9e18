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
import { renamed } from '../edit-person.ts';
import { personFields, readFields } from '../person-fields.ts';
import { lockPerson, refuseUnknown } from '../person-row.ts';
import { typedByField, typedOver } from '../typed-over.ts';
import { updatePeople } from '../write-people.ts';
import type { Correction } from './correction-row.ts';
import { waitingCorrection } from './correction-row.ts';
import { keepOthers } from './keep-others.ts';
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
	input: personFields.pick(corrected as Record<SelfField | 'custom', true>).extend({
		id: z.uuid(),
		/** That was read before typing. */
		version: z.int().min(1),
		/** As `waitingId` of `own-record` said it then; left out, one’s own last correction is known. */
		waiting: z.uuid().nullable().optional(),
		/** The newest whose differences one has been shown: see `edit-person`. */
		seen: z.int().min(1).optional(),
		seenWaiting: z.uuid().nullable().optional()
	}),
	output: z.object({
		version: z.int(),
		/** Names of the fields that wait for agreement. */
		waiting: z.array(z.string())
	}),
	/** @throws {Refusal} `people.person-not-found` for anybody else’s, `people.person-changed`. */
	async run(
		context,
		{ id, version, waiting, seen, seenWaiting, custom: typedCustom = {}, ...typed }
	) {
		const { tx, today } = context;
		const shown = { version, waiting, seen, seenWaiting };
		if (!(await isOwn(context, id))) refuseUnknown();
		const current = await lockPerson(tx, id);
		const fields = await customFields(tx);
		const viewer = SELF_VIEWER;
		const faults: Fault[] = [];
		const custom = await readCustom(
			context,
			typedCustom,
			{ fields, viewer, before: current.custom, whole: false },
			faults
		);
		const read = readFields({ country: current.country, ...typed }, today, faults);
		const mine = typedByField(read, custom, Object.keys(typedCustom));
		const asked = await waitingCorrection(tx, id);
		await keepOthers(context, { current, asked, fields }, shown, mine);
		const wanted = renamed(
			current,
			typedOver(current, { ...current, ...read, custom }, mine),
			undefined
		);
		if (!wanted.displayName) throw refuseField('lastName', 'people.name-needed');
		const parted = partCorrections(changesBetween(current, wanted), await loadSelfService(tx));
		const waits = await keepWaiting(
			context,
			id,
			asked,
			stillWaiting(asked?.changes ?? {}, [...mine.keys()], parted.waiting)
		);
		const person = renamed(
			current,
			{ ...current, ...applyChanges(current, parted.now) },
			undefined
		);
		const changes = changesBetween(current, person);
		context.about('person', id, { fields: Object.keys(changes), waiting: waits });
		if (Object.keys(changes).length === 0) return { version: current.version, waiting: waits };
		const { version: newest } = current;
		await updatePeople(context, [{ id, version: newest, person, changes }]);
		await context.announce('people.person-edited', { personId: id, fields: Object.keys(changes) });
		return { version: newest + 1, waiting: waits };
	}
});

/** Writes what waits instead of what waited before; answers its fields. */
async function keepWaiting(
	{ tx, association, actor, now, announce }: OperationContext,
	personId: string,
	before: Correction | undefined,
	changes: Changes
): Promise<string[]> {
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
