import type { Day } from '#shared/day.ts';
import type { Tx } from '#platform/server/operation.ts';
import { dueUntil, paymentsOf, type Payment } from '#modules/accounting/domain/vat/due.ts';
import { paymentOf, tellTax, toOpenLine } from '#modules/accounting/domain/vat/told-tax.ts';
import type { ToldTax } from '#modules/accounting/domain/vat/told-tax.ts';
import { isOwed } from '#modules/accounting/domain/vat/vat-kind.ts';
import { entryLines, letteredLines, taxLines, type TaxLine } from './tax-lines.ts';
import type { VatSetting } from './vat-setting.ts';

/** What a return takes of a line. */
export interface DueItem extends Pick<ToldTax, 'kind' | 'rate' | 'baseCents' | 'vatCents'> {
	readonly lineId: string;
	readonly entryId: string;
	readonly accountId: string;
}

export interface DueTaxes {
	readonly items: readonly DueItem[];
	/** Collected, or deductible, that waits for its payment. */
	readonly waiting: { readonly collectedCents: number; readonly deductibleCents: number };
	/** Collected at a rate that nothing tells: left out. */
	readonly unknown: readonly { readonly entryId: string; readonly vatCents: number }[];
}

/**
 * What is due until the end of a day and no return took yet. A line late for a period that was settled, a payment
 * lettered afterwards, a lettering undone: whatever changed since, the next return takes the difference, so that all
 * of them together take each line exactly once.
 */
export async function dueTaxes(tx: Tx, setting: VatSetting, until: Day): Promise<DueTaxes> {
	const lines = await taxLines(tx, setting.since, until);
	const entries = Map.groupBy(
		await entryLines(tx, [...new Set(lines.map(({ entryId }) => entryId))]),
		({ entryId }) => entryId
	);
	const letterings = [...entries.values()].flat().flatMap(({ letteringId }) => letteringId ?? []);
	const payments = await paymentsIn(tx, letterings);
	const items: DueItem[] = [];
	const unknown: { entryId: string; vatCents: number }[] = [];
	const waiting = { collectedCents: 0, deductibleCents: 0 };
	for (const line of lines) {
		const entry = entries.get(line.entryId) ?? [];
		const told = tellTax(line, line.kept, entry, { ...setting, day: line.day });
		if (!told) continue;
		if (isOwed(told.kind) && told.rate === null) {
			unknown.push({ entryId: line.entryId, vatCents: told.vatCents });
			continue;
		}
		const paid = paymentOf(told, line.day, entry, payments);
		const due = dueUntil(told.vatCents, paid, until);
		const side = isOwed(told.kind) ? 'collectedCents' : 'deductibleCents';
		waiting[side] += told.vatCents - due;
		const baseCents = dueUntil(told.baseCents, paid, until) - line.declaredBaseCents;
		const vatCents = due - line.declaredVatCents;
		if (baseCents !== 0 || vatCents !== 0) items.push(toItem(line, told, baseCents, vatCents));
	}
	return { items, waiting, unknown };
}

function toItem(line: TaxLine, told: ToldTax, baseCents: number, vatCents: number): DueItem {
	const { id: lineId, entryId, accountId } = line;
	const rate = isOwed(told.kind) ? told.rate : null;
	return { lineId, entryId, accountId, kind: told.kind, rate, baseCents, vatCents };
}

async function paymentsIn(
	tx: Tx,
	letteringIds: readonly string[]
): Promise<Map<string, readonly Payment[]>> {
	if (letteringIds.length === 0) return new Map();
	const lettered = await letteredLines(tx, [...new Set(letteringIds)]);
	const groups = Map.groupBy(lettered, ({ letteringId }) => letteringId);
	return new Map([...groups.values()].flatMap((lines) => [...paymentsOf(lines.map(toOpenLine))]));
}
