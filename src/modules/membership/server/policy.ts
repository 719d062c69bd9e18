import type { PermissionRule } from '#platform/server/module.ts';

/** Who may do what with dues. Secretaries keep the members, not the money. */
export const membershipPolicy: readonly PermissionRule[] = [
	{
		permission: 'membership.read',
		roles: ['administrator', 'treasurer', 'secretary'],
		sentence: 'Administrators, treasurers and secretaries read the dues of all people.'
	},
	{
		permission: 'membership.configure',
		roles: ['administrator', 'treasurer'],
		sentence: 'Administrators and treasurers define the fees and their tariffs.'
	},
	{
		permission: 'membership.enrol',
		roles: ['administrator', 'treasurer', 'secretary'],
		sentence:
			'Administrators, treasurers and secretaries record memberships, cancel unpaid ones, and say which tariff replaces an archived one.'
	},
	{
		permission: 'membership.collect',
		roles: ['administrator', 'treasurer'],
		sentence: 'Administrators and treasurers take payments of dues and cancel them.'
	},
	{
		permission: 'membership.remind',
		roles: ['administrator', 'treasurer', 'secretary'],
		sentence:
			'Administrators, treasurers and secretaries write the reminders of dues, and say who is not reminded.'
	},
	{
		permission: 'membership.self',
		roles: ['administrator', 'treasurer', 'secretary', 'member'],
		sentence: 'Members see their own dues, and nobody else’s.'
	}
];
