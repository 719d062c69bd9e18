import { z } from 'zod';
import { newId } from '#shared/id.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { sharesOf } from '#modules/accounting/domain/analytics/shares.ts';
import type { Share, WantedShare } from '#modules/accounting/domain/analytics/shares.ts';
import { idField } from '../fields.ts';
import { loadValues } from './axes.ts';
import { tables } from './tables.ts';

/** What of a line goes to which values; the whole line unless a percentage or an amount is said. */
export const sharesField = z
	.array(
		z.strictObject({
			valueId: idField,
			/** Of the line, two decimals at most. */
			percent: z.number().min(-100).max(100).optional(),
			amountCents: z.int().optional()
		})
	)
	.max(50);

export interface LineShares {
	/** Of the line in its entry, from 1. */
	readonly position: number;
	readonly shares: readonly WantedShare[];
	/** Where a fault is told: `lines.0.shares`. */
	readonly path: string;
}

/**
 * Replaces the shares of some lines of an entry, which is of an open year.
 * @throws {Refusal} as `sharesOf`
 */
export async function writeShares(
	context: OperationContext,
	entryId: string,
	wanted: readonly LineShares[]
): Promise<void> {
	if (wanted.length === 0) return;
	const { tx } = context;
	const lines = await linesAt(context, entryId, wanted);
	const values = new Map((await loadValues(tx)).map((value) => [value.id, value]));
	const rows = lines.flatMap(({ id, debitCents, creditCents, shares, path }) =>
		sharesOf(debitCents + creditCents, shares, values, path).map((share) =>
			shareRow(context, id, debitCents > 0, share)
		)
	);
	await tables(tx)
		.deleteFrom('accounting.line_share')
		.where(
			'line_id',
			'in',
			lines.map(({ id }) => id)
		)
		.execute();
	if (rows.length > 0) await tables(tx).insertInto('accounting.line_share').values(rows).execute();
}

function shareRow(
	{ association }: OperationContext,
	lineId: string,
	debit: boolean,
	{ valueId, axisId, amountCents }: Share
) {
	return {
		association_id: association.id,
		id: newId(),
		line_id: lineId,
		axis_id: axisId,
		value_id: valueId,
		debit_cents: debit ? amountCents : 0,
		credit_cents: debit ? 0 : amountCents
	};
}

async function linesAt({ tx }: OperationContext, entryId: string, wanted: readonly LineShares[]) {
	const rows = await tables(tx)
		.selectFrom('accounting.line')
		.select(['id', 'position', 'debit_cents as debitCents', 'credit_cents as creditCents'])
		.where('entry_id', '=', entryId)
		.execute();
	return wanted.flatMap(({ position, ...asked }) => {
		const line = rows.find((row) => row.position === position);
		return line ? [{ ...line, ...asked }] : [];
	});
}

/** Gives the lines of income, expense and volunteering of an entry, whole, to one value on each axis. */
export async function shareWholeEntry(
	context: OperationContext,
	entryId: string,
	valueIds: readonly string[]
): Promise<void> {
	if (valueIds.length === 0) return;
	const rows = await tables(context.tx)
		.selectFrom('accounting.line as l')
		.innerJoin('accounting.account as a', (join) =>
			join.onRef('a.association_id', '=', 'l.association_id').onRef('a.id', '=', 'l.account_id')
		)
		.select(['l.position', 'a.code', 'a.is_means as isMeans'])
		.where('l.entry_id', '=', entryId)
		.execute();
	const shares = valueIds.map((valueId) => ({ valueId }));
	await writeShares(
		context,
		entryId,
		rows
			.filter(({ isMeans, code }) => !isMeans && !code.startsWith('445'))
			.map(({ position }) => ({ position, shares, path: 'values' }))
	);
}

/** What undoes an entry undoes its shares: the same ones, debit for credit, line by line. */
export async function reverseShares(
	{ tx, association }: OperationContext,
	{ from, to }: { from: string; to: string }
): Promise<void> {
	const shares = await tables(tx)
		.selectFrom('accounting.line_share as s')
		.innerJoin('accounting.line as l', (join) =>
			join.onRef('l.association_id', '=', 's.association_id').onRef('l.id', '=', 's.line_id')
		)
		.innerJoin('accounting.line as o', (join) =>
			join.onRef('o.association_id', '=', 'l.association_id').onRef('o.position', '=', 'l.position')
		)
		.select(['o.id as lineId', 's.axis_id', 's.value_id', 's.debit_cents', 's.credit_cents'])
		.where('s.entry_id', '=', from)
		.where('o.entry_id', '=', to)
		.execute();
	if (shares.length === 0) return;
	await tables(tx)
		.insertInto('accounting.line_share')
		.values(
			shares.map(({ lineId, debit_cents, credit_cents, ...share }) => ({
				...share,
				association_id: association.id,
				id: newId(),
				line_id: lineId,
				debit_cents: credit_cents,
				credit_cents: debit_cents
			}))
		)
		.execute();
}
