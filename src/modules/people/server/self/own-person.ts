import type { OperationContext } from '#platform/server/operation.ts';
import { refuseUnknown } from '../person-row.ts';

/** Whether the caller is this person. */
export function isOwn({ actor }: Pick<OperationContext, 'actor'>, personId: string): boolean {
	return actor.personId === personId;
}

/**
 * Somebody’s own record, or any for those who hold `permission`; another answers like none.
 * @throws {Refusal} `people.person-not-found`
 */
export function allowOwn(
	context: Pick<OperationContext, 'actor'>,
	personId: string,
	permission: 'people.read' | 'people.write'
): void {
	if (!isOwn(context, personId) && !context.actor.permissions.has(permission)) refuseUnknown();
}
