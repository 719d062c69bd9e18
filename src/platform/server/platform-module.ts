import { ROLES, type ModuleManifest, type Role } from './module.ts';
import { platformOperations } from './operations/index.ts';
import { removeContentsNightly } from './remove-contents.ts';
import { forgetTasksNightly } from './tasks/forget-tasks.ts';
import { tasksWakeUp } from './tasks/run-tasks.ts';

const ADMINISTRATOR: readonly Role[] = ['administrator'];

/** What the platform itself offers to an association: its settings, who may enter, its outgoing mail. */
export const platformModule: ModuleManifest = {
	name: 'platform',
	dependsOn: [],
	permissions: [
		{
			permission: 'platform.enter',
			roles: ROLES,
			sentence: 'Whoever has a role sees the name, the numbers and the look of the association.'
		},
		{
			permission: 'platform.manage-own-tokens',
			roles: ROLES,
			sentence: 'Whoever has a role gives programs tokens that may do as much as they do, or less.'
		},
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
	navigation: [
		{
			area: 'settings',
			path: 'settings',
			label: 'platform_nav_settings',
			icon: 'settings',
			permission: 'platform.configure'
		},
		{
			area: 'settings',
			path: 'settings/access',
			label: 'platform_nav_access',
			icon: 'shield-check',
			permission: 'platform.manage-access'
		},
		{
			area: 'settings',
			path: 'settings/mail',
			label: 'platform_nav_mail',
			icon: 'mail',
			permission: 'platform.read-mail'
		}
	],
	operations: platformOperations,
	subscriptions: [tasksWakeUp],
	jobs: [removeContentsNightly, forgetTasksNightly],
	portableTables: ['platform.association', 'platform.access', 'platform.blob', 'platform.mail']
};
