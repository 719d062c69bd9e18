/** The operations, for pages: `membership.listFees`. */
export * as membership from './operations.ts';
export { forgetPayers } from './forget-payers.ts';
export { targetLabel } from './import/target-label.ts';
export type { FeeView } from './fees.read.ts';
export { statusesOf, type PersonStatus } from './status-of-persons.read.ts';
export {
	DUES_ADJUSTED,
	IMPORT_UNDONE,
	MEMBERSHIP_CANCELLED,
	MEMBERSHIP_RECORDED,
	MEMBERSHIPS_IMPORTED,
	MEMBERSHIPS_RENEWED,
	PAYMENT_CANCELLED,
	PAYMENT_TAKEN,
	RENEWAL_UNDONE
} from '../domain/events.ts';
