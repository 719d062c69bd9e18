import type { PermissionRule } from '#platform/server/module.ts';

/** Who may do what with the bank: those who keep the accounts, and those who look after them. */
export const bankingPolicy: readonly PermissionRule[] = [
	{
		permission: 'banking.read',
		roles: ['administrator', 'treasurer', 'accountant'],
		sentence: 'Administrators, treasurers and accountants read the statements of the bank.'
	},
	{
		permission: 'banking.write',
		roles: ['administrator', 'treasurer'],
		sentence:
			'Administrators and treasurers import statements, reconcile them with the entries, and deposit cheques.'
	}
];
