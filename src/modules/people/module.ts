import type { ModuleManifest } from '#platform/server/module.ts';
import { addGroup } from './server/add-group.ts';
import { addPerson } from './server/add-person.ts';
import { archivePerson, restorePerson } from './server/archive-person.ts';
import { editGroupMembers } from './server/edit-group-members.ts';
import { editPerson } from './server/edit-person.ts';
import { exportPersons } from './server/export-persons.ts';
import { getPerson } from './server/get-person.read.ts';
import { listCategories, listGroups } from './server/groups.read.ts';
import { commitImport } from './server/import/commit-import.ts';
import { listImports } from './server/import/list-imports.read.ts';
import { previewImport } from './server/import/preview-import.read.ts';
import { setImportMapping } from './server/import/set-import-mapping.ts';
import { getImport, startImport } from './server/import/start-import.ts';
import { undoImport } from './server/import/undo-import.ts';
import { listPersons } from './server/list-persons.read.ts';
import { personHistory } from './server/person-history.read.ts';
import { peoplePolicy } from './server/policy.ts';
import { suggestNumber } from './server/take-number.ts';

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
		}
	],
	operations: [
		listPersons,
		getPerson,
		addPerson,
		editPerson,
		archivePerson,
		restorePerson,
		personHistory,
		suggestNumber,
		exportPersons,
		listGroups,
		addGroup,
		editGroupMembers,
		listCategories,
		startImport,
		getImport,
		setImportMapping,
		previewImport,
		commitImport,
		undoImport,
		listImports
	],
	portableTables: [
		'people.person',
		'people.import',
		'people.person_change',
		'people.person_group',
		'people.group_member'
	]
};
