import { makeFile } from '#platform/server/tasks/make-file.ts';
import { m } from '#i18n';
import { peopleWithReceipts, printReceipts } from './print-receipts.ts';

const receipts = makeFile({
	name: 'membership.start-receipts',
	task: 'membership.make-receipts',
	summary:
		'Has the receipts of a selection of people, or of a collection, made as one PDF, after the answer: a task.',
	title: (locale) => m.membership_receipts_task({}, { locale }),
	page: ({ collectionId }) =>
		collectionId ? `membership/collect/${collectionId}` : 'membership/print-receipts',
	path: '/membership/receipt-batches',
	download: printReceipts,
	count: peopleWithReceipts
});

export const startReceipts = receipts.start;
export const makeReceiptsTask = receipts.task;
