import type { ModuleManifest } from '#platform/server/module.ts';
import * as operations from './server/operations.ts';
import { activitiesPolicy } from './server/policy.ts';

export const activitiesModule: ModuleManifest = {
	name: 'activities',
	dependsOn: ['people', 'accounting'],
	permissions: activitiesPolicy,
	navigation: [
		{
			area: 'association',
			path: 'activities',
			label: 'activities_nav_activities',
			icon: 'calendar-check',
			permission: 'activities.self'
		}
	],
	operations: Object.values(operations),
	portableTables: [
		'activities.activity',
		'activities.teacher',
		'activities.session',
		'activities.registration',
		'activities.attendance',
		'activities.payment'
	]
};
