import type { ModuleManifest } from '#platform/server/module.ts';
import * as operations from './server/operations.ts';
import { documentsPersonalData } from './server/personal-data.ts';
import { documentsPolicy } from './server/policy.ts';
import { batchTasks } from './server/start-batch.ts';

export const documentsModule: ModuleManifest = {
	name: 'documents',
	dependsOn: ['people', 'membership'],
	permissions: documentsPolicy,
	navigation: [
		{
			area: 'association',
			path: 'documents',
			label: 'documents_nav',
			icon: 'printer',
			permission: 'documents.print'
		}
	],
	selectionActions: ['cards', 'labels', 'letters', 'attendance'].map((path) => ({
		path: `documents/${path}`,
		label: `documents_${path}_title`,
		permission: 'documents.print'
	})),
	operations: Object.values(operations),
	tasks: batchTasks,
	personalData: documentsPersonalData,
	portableTables: ['documents.card', 'documents.choice', 'documents.letter']
};
