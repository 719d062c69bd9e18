import { Refusal } from '#shared/errors.ts';
import type { Day } from '#shared/day.ts';
import type { Tx } from '#platform/server/operation.ts';
import { figuresOf, type Figures } from '#modules/accounting/domain/vat/figures.ts';
import { checkRefund } from '#modules/accounting/domain/vat/refund.ts';
import type { Regime } from '#modules/accounting/domain/vat/period.ts';
import { dueTaxes, type DueItem, type DueTaxes } from './due-items.ts';
import { lastReturn, openPeriod, returnById, returnItems } from './vat-returns.ts';
import type { VatSetting } from './vat-setting.ts';

export interface VatPeriod {
	/** Of the return, when it is settled. */
	readonly returnId: string | null;
	readonly start: Day;
	readonly end: Day;
	readonly regime: Regime;
	readonly carriedCents: number;
	readonly refundCents: number;
	readonly items: readonly DueItem[];
	readonly figures: Figures;
	readonly waiting: DueTaxes['waiting'];
	readonly unknown: DueTaxes['unknown'];
}

const NOTHING_WAITS = { waiting: { collectedCents: 0, deductibleCents: 0 }, unknown: [] };

/**
 * The period to settle next, as it stands now, with what is asked back of its credit.
 * @throws {Refusal} `accounting.vat-all-settled`, `vat-refund-beyond-credit`, `vat-refund-too-small`
 */
export async function loadOpenPeriod(
	tx: Tx,
	setting: VatSetting,
	refundCents = 0
): Promise<VatPeriod> {
	const period = await openPeriod(tx, setting);
	if (!period) throw new Refusal('conflict', 'accounting.vat-all-settled');
	const due = await dueTaxes(tx, setting, period.end);
	const figures = figuresOf(due.items, { ...period, refundCents }, period.regime);
	checkRefund({ ...period, refundCents }, figures.creditCents + refundCents);
	return { returnId: null, ...period, refundCents, ...due, figures };
}

/** A period that was settled, as it was; or the next one, or the last one when none is left. */
export async function loadPeriod(
	tx: Tx,
	setting: VatSetting,
	returnId: string | undefined
): Promise<VatPeriod> {
	if (returnId === undefined) {
		const [open, last] = [await openPeriod(tx, setting), await lastReturn(tx)];
		return open || !last ? loadOpenPeriod(tx, setting) : loadPeriod(tx, setting, last.id);
	}
	const { id, ...settled } = await returnById(tx, returnId);
	const items = await returnItems(tx, id);
	const figures = figuresOf(items, settled, settled.regime);
	return { returnId: id, ...settled, items, figures, ...NOTHING_WAITS };
}
