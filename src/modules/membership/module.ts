import type { ModuleManifest } from '#platform/server/module.ts';
import { forgetImportFiles } from './server/import/forget-files.ts';
import { takeBackTask } from './server/import/take-back.ts';
import { writeImportTask } from './server/import/write-import.ts';
import * as operations from './server/operations.ts';
import { membershipPersonalData } from './server/personal-data.ts';
import { membershipCriteria } from './server/criteria.ts';
import { duesOfEntries } from './server/entry-links.ts';
import { expectedDues } from './server/expected-dues.ts';
import { membershipPolicy } from './server/policy.ts';
import { remindEverywhere } from './server/remind-everywhere.ts';
import { makeReceiptsTask } from './server/start-receipts.ts';

export const membershipModule: ModuleManifest = {
	name: 'membership',
	dependsOn: ['people', 'accounting'],
	permissions: membershipPolicy,
	navigation: [
		{
			area: 'association',
			path: 'membership',
			label: 'membership_nav_dues',
			icon: 'id-card',
			permission: 'membership.read'
		}
	],
	operations: Object.values(operations),
	tasks: [makeReceiptsTask, writeImportTask, takeBackTask],
	jobs: [remindEverywhere, forgetImportFiles],
	selectionActions: [
		{
			path: 'membership/print-receipts',
			label: 'membership_receipts_choose',
			permission: 'membership.read'
		}
	],
	criteria: membershipCriteria,
	personalData: membershipPersonalData,
	paymentSources: [expectedDues],
	entrySources: [duesOfEntries],
	portableTables: [
		'membership.fee',
		'membership.tariff',
		'membership.former_price',
		'membership.household_price',
		'membership.renewal',
		'membership.import',
		'membership.membership',
		'membership.payment',
		'membership.payment_share',
		'membership.adjustment',
		'membership.instalment',
		'membership.reminder_rule',
		'membership.reminder',
		'membership.reminder_stop'
	]
};
