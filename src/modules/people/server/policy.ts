import type { PermissionRule } from '#platform/server/module.ts';

/** Who may do what with the records of people. */
export const peoplePolicy: readonly PermissionRule[] = [
	{
		permission: 'people.read',
		roles: ['administrator', 'secretary', 'treasurer'],
		sentence:
			'Administrators, secretaries and treasurers read the records of all people and export the lists that they see.'
	},
	{
		permission: 'people.write',
		roles: ['administrator', 'secretary'],
		sentence: 'Administrators and secretaries add, edit and archive people and keep the groups.'
	},
	{
		permission: 'people.share-searches',
		roles: ['administrator', 'secretary'],
		sentence:
			'Administrators and secretaries share searches with all who read the records, and keep the shared ones.'
	},
	{
		permission: 'people.configure',
		roles: ['administrator', 'secretary'],
		sentence: 'Administrators and secretaries add fields of their own to the records.'
	},
	{
		permission: 'people.import',
		roles: ['administrator', 'secretary'],
		sentence: 'Administrators and secretaries import files of people and undo imports.'
	},
	{
		permission: 'people.lead',
		roles: ['administrator', 'secretary', 'treasurer', 'member'],
		sentence:
			'Whoever leads a group sees, writes to and exports its people and those of the groups within, and nobody else by it.'
	},
	{
		permission: 'people.self',
		roles: ['administrator', 'secretary', 'treasurer', 'member'],
		sentence:
			'Members see and correct their own record and those of their minor children, and nobody else’s.'
	}
];
