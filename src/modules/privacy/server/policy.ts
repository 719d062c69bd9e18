import type { PermissionRule } from '#platform/server/module.ts';

/** Who keeps the register, and who empties records that are of no use any more. */
export const privacyPolicy: readonly PermissionRule[] = [
	{
		permission: 'privacy.manage',
		roles: ['administrator', 'secretary'],
		sentence:
			'Administrators and secretaries keep the register of processing and anonymise former members.'
	},
	{
		permission: 'privacy.self',
		roles: ['administrator', 'secretary', 'treasurer', 'member'],
		sentence: 'Members take away all that is known of themselves, and of nobody else.'
	}
];
