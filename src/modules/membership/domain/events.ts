/** What other modules may subscribe to; payloads are plain data. */
export const MEMBERSHIP_RECORDED = 'membership.membership-recorded';
export const MEMBERSHIP_CANCELLED = 'membership.membership-cancelled';
/** {renewalId, feeId, people}: no event for each of its memberships. */
export const MEMBERSHIPS_RENEWED = 'membership.memberships-renewed';
/** {renewalId, cancelled, kept} */
export const RENEWAL_UNDONE = 'membership.renewal-undone';
/** {importId, memberships}: no event for each of its memberships. */
export const MEMBERSHIPS_IMPORTED = 'membership.memberships-imported';
/** {importId, cancelled} */
export const IMPORT_UNDONE = 'membership.import-undone';
export const PAYMENT_TAKEN = 'membership.payment-taken';
export const PAYMENT_CANCELLED = 'membership.payment-cancelled';

/** A discount, an exemption or a refund. */
export const DUES_ADJUSTED = 'membership.dues-adjusted';

export interface DuesAdjusted {
	readonly adjustmentId: string;
	readonly membershipId: string;
	readonly personId: string;
	readonly kind: 'discount' | 'exemption' | 'refund';
	readonly amountCents: number;
}

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
	/** All that was received, the gift with it. */
	readonly amountCents: number;
	/** Given on top of the dues; the gifts module may make a tax receipt of it. */
	readonly giftCents: number;
	/** Civil day. */
	readonly date: string;
	readonly entryId: string;
}
