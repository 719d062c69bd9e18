import type { Actor } from '#platform/server/actor.ts';
import type { Audience, CustomField, Viewer } from '#modules/people/domain/custom/custom-field.ts';
import { mayEdit, maySee } from '#modules/people/domain/custom/custom-field.ts';

/**
 * Which of the association’s own fields somebody may see and edit on the record of a person.
 * @param own the record is theirs, or of somebody for whom they speak
 * @param leads they lead a group of that person
 */
export function viewerOf(
	{ permissions }: Pick<Actor, 'permissions'>,
	own = false,
	leads = false
): Viewer {
	const audiences = new Set<Audience>();
	if (permissions.has('people.read')) audiences.add('readers');
	if (own) audiences.add('self');
	if (leads) audiences.add('leaders');
	return { writes: permissions.has('people.write'), audiences };
}

/** Of these fields, those that leaders fill in on the records of whom they lead. */
export function editedByLeaders<Field extends Pick<CustomField, 'seenBy' | 'editedBy' | 'kind'>>(
	fields: readonly Field[]
): Field[] {
	const leader: Viewer = { writes: false, audiences: new Set(['leaders']) };
	return fields.filter((field) => maySee(field, leader) && mayEdit(field, leader));
}

/** A person who looks at their own record, whatever else they may see of others. */
export const SELF_VIEWER: Viewer = viewerOf({ permissions: new Set() }, true);
