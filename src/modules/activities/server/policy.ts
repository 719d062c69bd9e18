import type { Actor } from '#platform/server/actor.ts';
import type { PermissionRule } from '#platform/server/module.ts';

/** Who may do what with activities. */
export const activitiesPolicy: readonly PermissionRule[] = [
	{
		permission: 'activities.self',
		roles: ['administrator', 'treasurer', 'secretary', 'member'],
		sentence:
			'Members see the activities, register for open ones, and mark who came to those they teach.'
	},
	{
		permission: 'activities.write',
		roles: ['administrator', 'secretary'],
		sentence: 'Administrators and secretaries keep activities, sessions and registrations.'
	},
	{
		permission: 'activities.collect',
		roles: ['administrator', 'treasurer'],
		sentence:
			'Administrators and treasurers see who is registered, take payments of activities and cancel them.'
	}
];

/** Whoever keeps the activities or their money sees who is registered; teachers see it of their own. */
export function maySeePeople({ permissions }: Actor): boolean {
	return permissions.has('activities.write') || permissions.has('activities.collect');
}
