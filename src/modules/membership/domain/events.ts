/** What other modules may subscribe to; payloads are plain data. */
export const MEMBERSHIP_RECORDED = 'membership.membership-recorded';
export const MEMBERSHIP_CANCELLED = 'membership.membership-cancelled';
/** {renewalId, feeId, people}: no event for each of its memberships. */
export const MEMBERSHIPS_RENEWED = 'membership.memberships-renewed';
/** {renewalId, cancelled, kept} */
export const RENEWAL_UNDONE = 'membership.renewal-undone';
export const PAYMENT_TAKEN = 'membership.payment-taken';
export const PAYMENT_CANCELLED = 'membership.payment-cancelled';

export interface MembershipRecorded {
	readonly membershipId: string;
	readonly personId: string;
	readonly feeId: string;
	/** Civil days. */
	readonly startsOn: string;
	readonly endsOn: string | null;
}

export interface PaymentTaken {
	readonly paymentId: string;
	readonly personId: string;
	readonly amountCents: number;
	/** Civil day. */
	readonly date: string;
	readonly entryId: string;
}
