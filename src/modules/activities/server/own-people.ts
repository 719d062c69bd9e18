import { Refusal } from '#shared/errors.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { peopleInCharge } from '#modules/people/server/index.ts';

/** Whether the caller keeps activities, is this person, or speaks for them: a parent for their children. */
export async function maySpeakFor(context: OperationContext, personId: string): Promise<boolean> {
	const { permissions, personId: self } = context.actor;
	if (permissions.has('activities.write') || personId === self) return true;
	return (await peopleInCharge(context)).has(personId);
}

/** @throws {Refusal} `activities.oneself-only` */
export async function allowFor(context: OperationContext, personId: string): Promise<void> {
	if (await maySpeakFor(context, personId)) return;
	throw new Refusal('forbidden', 'activities.oneself-only');
}
