import type { ModuleManifest } from '#platform/server/module.ts';
import {
	largeImportCommitted,
	largeImportUndone,
	settlePeople
} from './server/import/settle-people.ts';
import { planImportTask } from './server/import/plan-import-task.ts';
import { writeImportTask } from './server/import/write-import.ts';
import { invitationsAsked } from './server/inviting/invite-members.ts';
import { endDeparturesEverywhere } from './server/leaving/end-departures.ts';
import { forgetImportFiles } from './server/import/forget-files.ts';
import * as operations from './server/operations.ts';
import { peoplePersonalData } from './server/personal-data.ts';
import { peoplePolicy } from './server/policy.ts';

export const peopleModule: ModuleManifest = {
	name: 'people',
	dependsOn: [],
	permissions: peoplePolicy,
	navigation: [
		{
			area: 'association',
			path: 'people',
			label: 'people_nav_people',
			icon: 'users',
			permission: 'people.read'
		},
		{
			area: 'association',
			path: 'people/groups',
			label: 'people_nav_groups',
			icon: 'shapes',
			permission: 'people.read'
		},
		{
			area: 'association',
			path: 'people/households',
			label: 'people_nav_households',
			icon: 'house',
			permission: 'people.read'
		},
		{
			area: 'association',
			path: 'me',
			label: 'people_own_nav',
			icon: 'user-round',
			permission: 'people.self'
		}
	],
	selectionActions: [
		{ path: 'people/actions/mail', label: 'people_bulk_mail', permission: 'people.lead' },
		{
			path: 'people/actions/change?do=enter-group',
			label: 'people_bulk_enter_group',
			permission: 'people.write'
		},
		{
			path: 'people/actions/change?do=leave-group',
			label: 'people_bulk_leave_group',
			permission: 'people.write'
		},
		{
			path: 'people/actions/change?do=set-field',
			label: 'people_bulk_set_field',
			permission: 'people.write'
		},
		{
			path: 'people/actions/change?do=archive',
			label: 'people_bulk_archive',
			permission: 'people.write'
		}
	],
	operations: Object.values(operations),
	personalData: peoplePersonalData,
	subscriptions: [invitationsAsked, largeImportCommitted, largeImportUndone],
	tasks: [planImportTask, writeImportTask],
	jobs: [endDeparturesEverywhere, forgetImportFiles, settlePeople],
	portableTables: [
		'people.person',
		'people.import',
		'people.import_profile',
		'people.merge',
		'people.told_apart',
		'people.household',
		'people.household_member',
		'people.field',
		'people.field_value',
		'people.person_change',
		'people.person_group',
		'people.group_member',
		'people.search_leader',
		'people.join_request',
		'people.batch',
		'people.self_service',
		'people.correction',
		'people.consent',
		'people.departure',
		'people.photo',
		'people.saved_search',
		'people.near_word'
	]
};
