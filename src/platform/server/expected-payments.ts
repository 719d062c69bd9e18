import type { Day } from '#shared/day.ts';
import type { OperationContext } from './operation.ts';

/** Money that somebody is to pay or to be paid: dues, a claim, a debt. */
export interface ExpectedPayment {
	readonly id: string;
	/** Positive when money is to come in. */
	readonly cents: number;
	/** When it is due. */
	readonly day: Day;
	/** Who pays or is paid, as they may be named by the bank. */
	readonly party: string;
	readonly label: string;
	/** A number that both sides write. */
	readonly reference: string | null;
	/** One payment may settle those that share it. */
	readonly together: string;
}

/** What a bank says of a payment. */
export interface MadePayment {
	readonly date: Day;
	/** Whichever way it goes. Less than what is expected pays the first ones first. */
	readonly cents: number;
	/** Id of the account of the books that the money moved through. */
	readonly means: string;
	readonly reference: string | undefined;
}

/** A payment whose purpose is looked for; its cents are signed as what is expected. */
export interface Near {
	readonly cents: number;
	readonly day: Day;
}

/** Where payments are expected; contributed by the module that knows them, and settles them its own way. */
export interface PaymentSource {
	/** `module.noun`; unique. */
	readonly key: string;
	/** Whoever does not hold it is told of nothing. */
	readonly permission: string;
	/** What is not paid, the earliest first, `limit` at most. */
	list(context: OperationContext, limit: number): Promise<readonly ExpectedPayment[]>;
	/** What a payment of that amount and day may be for: of its side, the same amount first, then the nearest days. */
	nearest(
		context: OperationContext,
		made: Near,
		limit: number
	): Promise<readonly ExpectedPayment[]>;
	/** Writes one payment for these and its entry. Refused when one is paid meanwhile, or less is owed than was paid. */
	settle(
		context: OperationContext,
		ids: readonly string[],
		payment: MadePayment
	): Promise<{ readonly entryId: string; readonly number: string }>;
	/** Undoes the payment that an entry was written for; `undefined` when it is none of this source. */
	undo?(
		context: OperationContext,
		payment: { readonly entryId: string; readonly reason: string }
	): Promise<{ readonly number: string } | undefined>;
}

let sources: readonly PaymentSource[] = [];

/** Called once by `composition`, with the sources of every module. */
export function declarePaymentSources(declared: readonly PaymentSource[]): void {
	sources = declared;
}

/** Those whose payments the caller may know and settle. */
export function paymentSources({ actor }: OperationContext): readonly PaymentSource[] {
	return sources.filter(({ permission }) => actor.permissions.has(permission));
}
