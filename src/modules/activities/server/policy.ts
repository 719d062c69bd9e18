import type { Actor } from '#platform/server/actor.ts';
import type { PermissionRule } from '#platform/server/module.ts';

/** Who may do what with activities. */
export const activitiesPolicy: readonly PermissionRule[] = [
	{
		permission: 'activities.self',
		roles: ['administrator', 'treasurer', 'secretary', 'member'],
		sentence:
			'Members see the activities, register themselves and the children they answer for, give the documents asked for, and mark who came to those they teach.'
	},
	{
		permission: 'activities.write',
		roles: ['administrator', 'secretary'],
		sentence:
			'Administrators and secretaries keep activities, sessions, registrations and documents.'
	},
	{
		permission: 'activities.collect',
		roles: ['administrator', 'treasurer'],
		sentence:
			'Administrators and treasurers see who is registered, take payments of activities and cancel them.'
	},
	{
		permission: 'activities.figures',
		roles: ['administrator', 'treasurer', 'secretary'],
		sentence: 'Administrators, treasurers and secretaries see the figures of a season.'
	}
];

/** Whoever keeps the activities or their money sees who is registered; teachers see it of their own. */
export function maySeePeople({ permissions }: Pick<Actor, 'permissions'>): boolean {
	return permissions.has('activities.write') || permissions.has('activities.collect');
}
