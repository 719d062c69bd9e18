import type { ModuleManifest } from '#platform/server/module.ts';
import { bankOfEntries } from './server/entry-links.ts';
import * as operations from './server/operations.ts';
import { bankingPolicy } from './server/policy.ts';

export const bankingModule: ModuleManifest = {
	name: 'banking',
	dependsOn: ['accounting'],
	permissions: bankingPolicy,
	navigation: [
		{
			area: 'money',
			path: 'banking',
			label: 'banking_page_title',
			icon: 'landmark',
			permission: 'banking.read'
		}
	],
	operations: Object.values(operations),
	entrySources: [bankOfEntries],
	portableTables: [
		'banking.account',
		'banking.import',
		'banking.profile',
		'banking.statement',
		'banking.reconciliation',
		'banking.line',
		'banking.reconciled_entry',
		'banking.rule',
		'banking.cheque_deposit',
		'banking.deposited_cheque',
		'banking.cash_count'
	]
};
