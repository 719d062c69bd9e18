import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal, refuseField } from '#shared/errors.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { applyChanges, changesBetween } from '#modules/people/domain/change.ts';
import { changedMeanwhile } from '../changes-since.ts';
import { renamed } from '../edit-person.ts';
import { lockPerson } from '../person-row.ts';
import { updatePeople } from '../write-people.ts';
import type { Correction } from './correction-row.ts';
import { changedSinceAsked, CORRECTION_COLUMNS } from './correction-row.ts';
import { tellDecision } from './tell-decision.ts';

const output = z.object({ personId: z.uuid() });
const http = (verb: string) => ({ method: 'post', path: `/corrections/{id}/${verb}` }) as const;

export const acceptCorrection = defineOperation({
	name: 'people.accept-correction',
	summary: 'Makes the correction that a member asked for, and tells them by mail.',
	permission: 'people.write',
	kind: 'command',
	http: http('acceptance'),
	input: z.strictObject({
		id: z.uuid(),
		/** `version` of `list-corrections`: what became of the record since it was asked has been shown. */
		seen: z.int().min(1).optional()
	}),
	output,
	/** @throws {Refusal} `people.correction-not-found`, `people.correction-outdated`, `people.name-needed` */
	async run(context, { id, seen }) {
		const correction = await lockWaiting(context, id);
		const { personId } = correction;
		const current = await lockPerson(context.tx, personId);
		const outdated = changedSinceAsked(current, correction.changes);
		if (current.version !== seen && Object.keys(outdated).length > 0) {
			throw changedMeanwhile(current, outdated, undefined, {}, 'people.correction-outdated');
		}
		const wanted = { ...current, ...applyChanges(current, correction.changes) };
		const person = renamed(current, wanted, undefined);
		if (!person.displayName) throw refuseField('', 'people.name-needed');
		const changes = changesBetween(current, person);
		const { version } = current;
		if (Object.keys(changes).length > 0) {
			await updatePeople(context, [{ id: personId, version, person, changes }]);
			const fields = Object.keys(changes);
			await context.announce('people.person-edited', { personId, fields });
		}
		await decide(context, correction, null);
		return { personId };
	}
});

export const refuseCorrection = defineOperation({
	name: 'people.refuse-correction',
	summary: 'Leaves the record as it is, and tells the member why by mail.',
	permission: 'people.write',
	kind: 'command',
	http: http('refusal'),
	input: z.strictObject({ id: z.uuid(), reason: z.string().trim().min(1).max(500) }),
	output,
	/** @throws {Refusal} `people.correction-not-found` */
	async run(context, { id, reason }) {
		const correction = await lockWaiting(context, id);
		await decide(context, correction, reason);
		return { personId: correction.personId };
	}
});

async function lockWaiting({ tx }: OperationContext, id: string): Promise<Correction> {
	const { rows } = await sql<Correction>`
		SELECT ${CORRECTION_COLUMNS} FROM people.correction c
		WHERE c.id = ${id} AND c.state = 'waiting' FOR UPDATE`.execute(tx);
	const [correction] = rows;
	if (!correction) throw new Refusal('not-found', 'people.correction-not-found');
	return correction;
}

/** Accepted without a reason, refused with one. */
async function decide(context: OperationContext, correction: Correction, reason: string | null) {
	const state = reason === null ? 'accepted' : 'refused';
	await sql`
		UPDATE people.correction c
		SET state = ${state}, reason = ${reason}, decided_at = ${context.now},
			decided_by = ${context.actor.accountId}
		WHERE c.id = ${correction.id}`.execute(context.tx);
	context.about('person', correction.personId, { correction: correction.id, state });
	await tellDecision(context, correction, reason);
}
