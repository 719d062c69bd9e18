import { z } from 'zod';
import type { Day } from '#shared/day.ts';
import { newId } from '#shared/id.ts';
import { refuseField } from '#shared/errors.ts';
import type { OperationContext, Tx } from '#platform/server/operation.ts';
import { candidatesFor } from '#modules/accounting/domain/closing/inventory-accounts.ts';
import type { Direction } from '#modules/accounting/domain/meanings.ts';
import { EXIGIBILITIES } from '#modules/accounting/domain/vat/exigibility.ts';
import { EXEMPT, rateOf, ratesOn } from '#modules/accounting/domain/vat/rates.ts';
import { planTax, roleOfTax, type PlannedTax } from '#modules/accounting/domain/vat/taxed-entry.ts';
import { findAccounts } from '../accounts.ts';
import type { KnownYear } from '../fiscal-years.ts';
import { tables } from './tables.ts';
import { vatOn } from './vat-setting.ts';

/** The tax of an entry in plain words. */
export const vatField = z.strictObject({
	/** Code of `get-vat-setting`, or `exempt`. */
	rate: z.string().trim().min(1).max(20),
	/** Whether the amount is with the tax, or without. */
	amountIs: z.enum(['gross', 'net']).default('gross'),
	/** A purchase for all the activities: only the percentage of the association is deducted. */
	partly: z.boolean().default(false),
	/** When the invoice says when its tax is due; otherwise goods with the invoice, services with the payment. */
	exigibility: z.enum(EXIGIBILITIES).optional()
});

export interface EntryTax extends PlannedTax {
	/** Number of the account that the tax goes to; none when there is no line for it. */
	readonly account: string | undefined;
}

interface Taxed {
	readonly direction: Direction;
	readonly date: Day;
	/** Number of the account that the entry is about. */
	readonly account: string;
	readonly amountCents: number;
	readonly vat: z.output<typeof vatField>;
}

/**
 * The tax of an entry that says its rate.
 * @throws {Refusal} `accounting.vat-off`, `vat-not-on-day`, `vat-rate-unknown`, and as `planTax`
 */
export async function taxOfEntry(
	tx: Tx,
	{ chart }: Pick<KnownYear, 'chart'>,
	{ date, vat, ...entry }: Taxed
): Promise<EntryTax> {
	const { territory, servicesDue, deductiblePercent } = await vatOn(tx, date);
	const rate = rateOf(vat.rate);
	if (vat.rate !== EXEMPT && !ratesOn(territory, date).some(({ code }) => code === rate?.code)) {
		throw refuseField('vat', 'accounting.vat-rate-unknown', { rate: vat.rate });
	}
	const { amountIs, exigibility } = vat;
	const percent = vat.partly ? deductiblePercent : 100;
	const tax = planTax({ ...entry, amountIs, rate, percent, servicesDue, exigibility });
	const role = tax.taxCents === 0 ? undefined : roleOfTax(tax);
	if (!role) return { ...tax, account: undefined };
	const codes = candidatesFor(role, chart);
	const accounts = await findAccounts(tx, chart, codes);
	return { ...tax, account: codes.find((code) => accounts.get(code)?.active) ?? codes[0] };
}

/** Keeps what a line of tax is about: its rate, what it is on, when it is due. */
export async function keepTax(
	{ tx, association }: OperationContext,
	entryId: string,
	position: number,
	{ kind, rate, netCents, vatCents, taxCents, exigibility, percent }: EntryTax
): Promise<void> {
	if (vatCents !== 0 && taxCents === 0) return;
	const { id } = await tables(tx)
		.selectFrom('accounting.line')
		.select('id')
		.where('entry_id', '=', entryId)
		.where('position', '=', position)
		.executeTakeFirstOrThrow();
	await tables(tx)
		.insertInto('accounting.vat_line')
		.values({
			...{ association_id: association.id, id: newId(), line_id: id, kind, exigibility },
			...{ rate: rate?.code ?? EXEMPT, basis_points: rate?.basisPoints ?? 0 },
			...{ base_cents: netCents, deductible_percent: percent }
		})
		.execute();
}

/** What undoes an entry undoes its taxes, line by line. */
export async function reverseTaxes(
	{ tx }: OperationContext,
	{ from, to }: { from: string; to: string }
): Promise<void> {
	const taxes = await tables(tx)
		.selectFrom('accounting.line as l')
		.innerJoin('accounting.vat_line as v', (join) =>
			join.onRef('v.association_id', '=', 'l.association_id').onRef('v.line_id', '=', 'l.id')
		)
		.innerJoin('accounting.line as b', (join) =>
			join
				.onRef('b.association_id', '=', 'l.association_id')
				.onRef('b.position', '=', 'l.position')
				.on('b.entry_id', '=', to)
		)
		.selectAll('v')
		.select('b.id as oppositeId')
		.where('l.entry_id', '=', from)
		.execute();
	if (taxes.length === 0) return;
	await tables(tx)
		.insertInto('accounting.vat_line')
		.values(
			taxes.map(({ oppositeId, base_cents, ...tax }) => ({
				...tax,
				...{ id: newId(), line_id: oppositeId, base_cents: 0 - base_cents }
			}))
		)
		.execute();
}
