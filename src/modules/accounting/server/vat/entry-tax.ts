import { z } from 'zod';
import type { Day } from '#shared/day.ts';
import { newId } from '#shared/id.ts';
import { refuseField } from '#shared/errors.ts';
import type { OperationContext, Tx } from '#platform/server/operation.ts';
import { candidatesFor } from '#modules/accounting/domain/closing/inventory-accounts.ts';
import type { InventoryRole } from '#modules/accounting/domain/closing/inventory-accounts.ts';
import type { Direction } from '#modules/accounting/domain/meanings.ts';
import { EXIGIBILITIES } from '#modules/accounting/domain/vat/exigibility.ts';
import { EXEMPT, rateOf, ratesOn } from '#modules/accounting/domain/vat/rates.ts';
import { regimeOn } from '#modules/accounting/domain/vat/period.ts';
import { planTax, roleOfTax } from '#modules/accounting/domain/vat/taxed-entry.ts';
import type { PlannedTax, TaxPlaces } from '#modules/accounting/domain/vat/taxed-entry.ts';
import { REVERSED, type VatKind } from '#modules/accounting/domain/vat/vat-kind.ts';
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
	exigibility: z.enum(EXIGIBILITIES).optional(),
	/** Bought abroad without tax, which the association owes and deducts by itself; the amount is without it. */
	reverse: z.enum(REVERSED).optional()
});

export interface EntryTax extends PlannedTax {
	/** Number of the account that the tax goes to; none when there is no line for it. */
	readonly account: string | undefined;
	/** The same of what is owed in place of the supplier. */
	readonly owedAccount: string | undefined;
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
 * @throws {Refusal} `accounting.vat-off`, `vat-not-on-day`, `vat-rate-unknown`, `vat-reverse-yearly`, and as `planTax`
 */
export async function taxOfEntry(
	tx: Tx,
	{ chart }: Pick<KnownYear, 'chart'>,
	{ date, vat, ...entry }: Taxed
): Promise<EntryTax> {
	const { territory, servicesDue, deductiblePercent, regime } = await vatOn(tx, date);
	const rate = rateOf(vat.rate);
	if (vat.rate !== EXEMPT && !ratesOn(territory, date).some(({ code }) => code === rate?.code)) {
		throw refuseField('vat', 'accounting.vat-rate-unknown', { rate: vat.rate });
	}
	const { amountIs, exigibility, reverse } = vat;
	if (reverse && regimeOn(date, regime) === 'yearly') {
		throw refuseField('vat', 'accounting.vat-reverse-yearly');
	}
	const percent = vat.partly ? deductiblePercent : 100;
	const planned = planTax({ ...entry, amountIs, rate, percent, servicesDue, exigibility, reverse });
	const role = planned.taxCents === 0 ? undefined : roleOfTax(planned);
	return {
		...planned,
		account: role && (await accountFor(tx, chart, role)),
		owedAccount:
			planned.owedAs && planned.vatCents !== 0 ? await accountFor(tx, chart, 'vat-owed') : undefined
	};
}

async function accountFor(tx: Tx, chart: KnownYear['chart'], role: InventoryRole) {
	const codes = candidatesFor(role, chart);
	const accounts = await findAccounts(tx, chart, codes);
	return codes.find((code) => accounts.get(code)?.active) ?? codes[0];
}

/** Keeps what the lines of tax are about: their rate, what they are on, when they are due. */
export async function keepTax(
	context: OperationContext,
	entryId: string,
	{ position, owedPosition }: TaxPlaces,
	tax: EntryTax
): Promise<void> {
	if (tax.taxCents !== 0 || tax.kind === 'exempt') await keepLine(context, entryId, position, tax);
	if (owedPosition === undefined || !tax.owedAs) return;
	await keepLine(context, entryId, owedPosition, { ...tax, kind: tax.owedAs, percent: 100 });
}

async function keepLine(
	{ tx, association }: OperationContext,
	entryId: string,
	position: number,
	{ kind, rate, netCents, exigibility, percent }: Omit<EntryTax, 'kind'> & { kind: VatKind }
): Promise<void> {
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
