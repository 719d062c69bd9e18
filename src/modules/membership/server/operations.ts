export { exemptMembership, grantDiscount, refundMembership } from './adjust-dues.ts';
export { archiveFee, restoreFee } from './archive-fee.ts';
export { cancelAdjustment } from './cancel-adjustment.ts';
export { cancelMembership } from './cancel-membership.ts';
export { cancelCollection, cancelPayment } from './cancel-payment.ts';
export { defineFee } from './define-fee.ts';
export { enrolHousehold } from './enrol-household.ts';
export { editFee } from './edit-fee.ts';
export { getFee, listFees } from './fees.read.ts';
export { exportMemberships } from './export-memberships.ts';
export { getCollection } from './get-collection.read.ts';
export { getMembership } from './get-membership.read.ts';
export { listMemberships } from './list-memberships.read.ts';
export { listOwing } from './list-owing.read.ts';
export { listPayers } from './list-payers.read.ts';
export { listRenewals } from './list-renewals.read.ts';
export { nameSuccessor } from './name-successor.ts';
export { personMemberships } from './person-memberships.read.ts';
export { planInstalments, removeInstalments } from './plan-instalments.ts';
export { previewCollection } from './preview-collection.read.ts';
export { previewHousehold } from './preview-household.read.ts';
export { previewRenewal } from './preview-renewal.read.ts';
export { printReceipt } from './print-receipt.ts';
export { printReceipts } from './print-receipts.ts';
export { recordMembership } from './record-membership.ts';
export { removeFee, removeTariff } from './remove-fee.ts';
export { renewMemberships, undoRenewal } from './renew-memberships.ts';
export { startReceipts } from './start-receipts.ts';
export { statusOfPersons } from './status-of-persons.read.ts';
export { membershipSummary } from './summary.read.ts';
export { takePayment } from './take-payment.ts';
export { takePayments } from './take-payments.ts';
export { listReminders } from './list-reminders.read.ts';
export {
	defineReminder,
	editReminder,
	listReminderRules,
	removeReminder
} from './reminder-rules.ts';
export { previewReminders, sendReminders } from './send-reminders.ts';
export { stopReminders } from './stop-reminders.ts';
export { exportMemberStatistics } from './export-member-statistics.ts';
export { memberStatistics } from './member-statistics.read.ts';
export { commitImport } from './import/commit-import.ts';
export { listImports } from './import/list-imports.read.ts';
export { previewImport } from './import/preview-import.read.ts';
export { setImportChoices } from './import/set-import-choices.ts';
export { getImport, startImport } from './import/start-import.ts';
export { undoImport } from './import/undo-import.ts';
