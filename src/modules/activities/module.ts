import type { ModuleManifest } from '#platform/server/module.ts';
import { activityCriteria } from './server/criteria.ts';
import { registrationsOfEntries } from './server/entry-links.ts';
import * as operations from './server/operations.ts';
import { activitiesPersonalData } from './server/personal-data.ts';
import { remindDocumentsEverywhere } from './server/remind-documents.ts';
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
	jobs: [remindDocumentsEverywhere],
	criteria: activityCriteria,
	personalData: activitiesPersonalData,
	entrySources: [registrationsOfEntries],
	portableTables: [
		'activities.activity',
		'activities.teacher',
		'activities.session',
		'activities.registration',
		'activities.attendance',
		'activities.payment',
		'activities.document_kind',
		'activities.requirement',
		'activities.document'
	]
};
