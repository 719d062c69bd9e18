import type { ModuleManifest, Role } from './module.ts';

const ADMINISTRATOR: readonly Role[] = ['administrator'];

/** What the platform itself offers to an association: its settings, who may enter, its outgoing mail. */
export const platformModule: ModuleManifest = {
	name: 'platform',
	dependsOn: [],
	permissions: [
		{
			permission: 'platform.configure',
			roles: ADMINISTRATOR,
			sentence: 'Administrators change the settings of the association.'
		},
		{
			permission: 'platform.manage-access',
			roles: ADMINISTRATOR,
			sentence: 'Administrators invite people and choose their role.'
		},
		{
			permission: 'platform.read-mail',
			roles: ADMINISTRATOR,
			sentence: 'Administrators read the mail that waits or has left.'
		}
	],
	navigation: [],
	operations: [],
	portableTables: ['platform.association', 'platform.access', 'platform.blob', 'platform.mail']
};
