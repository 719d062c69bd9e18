import { sql } from 'kysely';
import { z } from 'zod';
import { addMonths, formatDay, parseDay, type Day } from '#shared/day.ts';
import { Refusal, refuseField } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { keepAnAdministrator } from '#platform/server/operations/administrators.ts';
import { accessesOfPerson } from '#platform/server/operations/end-access.ts';
import { cleanLines } from '#modules/people/domain/cleaned.ts';
import { lockPerson, refuseUnknown } from '../person-row.ts';
import { isOwn } from '../self/own-person.ts';
import { announcedDeparture } from './departure-row.ts';
import { takeEffect } from './take-effect.ts';
import { tellOffice } from './tell-office.ts';

export const leaveAssociation = defineOperation({
	name: 'people.leave-association',
	summary:
		'Leaves the association, today or on a day to come: the record is put away and its access ends; the office is told.',
	permission: 'people.self',
	kind: 'command',
	http: { method: 'post', path: '/departures', success: 201 },
	input: z.strictObject({
		/** Oneself, or the child whom a parent takes out. */
		id: z.uuid(),
		/** Today unless said, at most a year ahead. */
		leftOn: z.string().max(40).default(''),
		reason: z.string().max(2_000).default('')
	}),
	output: z.object({ id: z.uuid(), leftOn: z.string(), left: z.boolean() }),
	/**
	 * @throws {Refusal} `people.person-not-found`, `people.leaving-already`, `people.left-already`,
	 * `people.leaving-day`, `platform.last-administrator`
	 */
	async run(context, { id: personId, leftOn: typedDay, reason: typedReason }) {
		const { tx, association, actor, now, today } = context;
		if (!(await isOwn(context, personId))) refuseUnknown();
		const { displayName: name, archivedAt } = await lockPerson(tx, personId);
		if (archivedAt !== null) throw new Refusal('conflict', 'people.left-already', { name });
		const leftOn = readLastDay(typedDay, today);
		const reason = cleanLines(typedReason, 500);
		if ('fault' in reason) throw refuseField('reason', reason.fault, reason.parameters);
		await refuseTwice(context, personId, name);
		for (const access of await accessesOfPerson(tx, personId))
			await keepAnAdministrator(tx, access);
		const departureId = newId();
		await sql`
			INSERT INTO people.departure
				(association_id, id, person_id, left_on, reason, said_at, account_id)
			VALUES (${association.id}, ${departureId}, ${personId}, ${leftOn}, ${reason.value}, ${now},
				${actor.accountId})`.execute(tx);
		await tellOffice(context, { name, leftOn, reason: reason.value });
		const left = leftOn <= today;
		if (left) await takeEffect(context, { id: departureId, personId });
		context.about('person', personId, { leftOn, left });
		return { id: departureId, leftOn, left };
	}
});

/** @throws {Refusal} `people.leaving-day` */
function readLastDay(typed: string, today: Day): Day {
	if (typed.trim() === '') return today;
	const day = parseDay(typed);
	const last = addMonths(today, 12);
	if (day === undefined || day < today || day > last) {
		const parameters = { first: formatDay(today), last: formatDay(last) };
		throw refuseField('leftOn', 'people.leaving-day', parameters);
	}
	return day;
}

async function refuseTwice({ tx }: OperationContext, personId: string, name: string) {
	const announced = await announcedDeparture(tx, personId);
	if (!announced) return;
	const day = formatDay(announced.leftOn);
	throw new Refusal('conflict', 'people.leaving-already', { name, day });
}
