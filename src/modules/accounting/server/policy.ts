import type { PermissionRule } from '#platform/server/module.ts';

/** Who may do what with the accounts; secretaries and members have no access to them. */
export const accountingPolicy: readonly PermissionRule[] = [
	{
		permission: 'accounting.read',
		roles: ['administrator', 'treasurer', 'accountant'],
		sentence: 'Administrators, treasurers and accountants read the accounts and their vouchers.'
	},
	{
		permission: 'accounting.write',
		roles: ['administrator', 'treasurer'],
		sentence: 'Administrators and treasurers record and reverse entries, and attach vouchers.'
	},
	{
		permission: 'accounting.letter',
		roles: ['administrator', 'treasurer', 'accountant'],
		sentence: 'Administrators, treasurers and accountants tie payments to what they pay.'
	},
	{
		permission: 'accounting.remark',
		roles: ['administrator', 'treasurer', 'accountant'],
		sentence:
			'Administrators, treasurers and accountants write remarks on entries and ask for vouchers.'
	},
	{
		permission: 'accounting.validate',
		roles: ['administrator', 'treasurer', 'accountant'],
		sentence: 'Administrators, treasurers and accountants validate entries for good.'
	},
	{
		permission: 'accounting.close',
		roles: ['administrator', 'treasurer'],
		sentence:
			'Administrators and treasurers close fiscal years, allocate their result and lock them.'
	},
	{
		permission: 'accounting.reopen',
		roles: ['administrator'],
		sentence: 'Administrators reopen the last closed fiscal year, with a reason that is kept.'
	},
	{
		permission: 'accounting.import',
		roles: ['administrator', 'treasurer'],
		sentence: 'Administrators and treasurers import accounts of other programs, and undo it.'
	},
	{
		permission: 'accounting.configure',
		roles: ['administrator', 'treasurer'],
		sentence: 'Administrators and treasurers open fiscal years, and add accounts and journals.'
	}
];
