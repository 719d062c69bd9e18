import type { Actor } from '#platform/server/actor.ts';
import type { Audience, Viewer } from '#modules/people/domain/custom/custom-field.ts';

/** Which of the association’s own fields somebody may see and edit on the record of a person. */
export function viewerOf(
	{ permissions, personId }: Pick<Actor, 'permissions' | 'personId'>,
	about?: string,
	leads = false
): Viewer {
	const audiences = new Set<Audience>();
	if (permissions.has('people.read')) audiences.add('readers');
	if (about !== undefined && personId === about) audiences.add('self');
	if (leads) audiences.add('leaders');
	return { writes: permissions.has('people.write'), audiences };
}
