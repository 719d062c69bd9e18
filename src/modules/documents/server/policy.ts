import type { PermissionRule } from '#platform/server/module.ts';

/** Who prints what, about whom. */
export const documentsPolicy: readonly PermissionRule[] = [
	{
		permission: 'documents.print',
		roles: ['administrator', 'secretary', 'treasurer'],
		sentence: 'Administrators, secretaries and treasurers print cards, labels, letters and sheets.'
	},
	{
		permission: 'documents.configure',
		roles: ['administrator', 'secretary'],
		sentence:
			'Administrators and secretaries write the letters, choose what cards say, and revoke cards.'
	},
	{
		permission: 'documents.self',
		roles: ['administrator', 'secretary', 'treasurer', 'member'],
		sentence: 'Members print their own card, and nobody else’s.'
	}
];
