import type { ModuleManifest } from '#platform/server/module.ts';
import * as operations from './server/operations.ts';
import { privacyPersonalData } from './server/personal-data.ts';
import { privacyPolicy } from './server/policy.ts';

export const privacyModule: ModuleManifest = {
	name: 'privacy',
	dependsOn: ['people', 'membership', 'activities'],
	permissions: privacyPolicy,
	navigation: [
		{
			area: 'settings',
			path: 'privacy',
			label: 'privacy_nav',
			icon: 'lock',
			permission: 'privacy.manage'
		}
	],
	operations: Object.values(operations),
	personalData: privacyPersonalData,
	portableTables: ['privacy.retention', 'privacy.kept', 'privacy.anonymisation']
};
