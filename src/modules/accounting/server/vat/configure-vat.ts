import { sql } from 'kysely';
import { z } from 'zod';
import { newId } from '#shared/id.ts';
import { refuseField } from '#shared/errors.ts';
import { toFrenchDay, type Day } from '#shared/day.ts';
import { deductionPercent } from '#modules/accounting/domain/vat/amounts.ts';
import { EXIGIBILITIES } from '#modules/accounting/domain/vat/exigibility.ts';
import { REGIMES } from '#modules/accounting/domain/vat/period.ts';
import { TERRITORIES } from '#modules/accounting/domain/vat/rates.ts';
import { defineOperation } from '#platform/server/operation.ts';
import type { Tx } from '#platform/server/operation.ts';
import { vatNumberInput } from '#platform/server/register-numbers.ts';
import { amountField, dayField } from '../fields.ts';
import { tables } from './tables.ts';
import { loadVatSetting } from './vat-setting.ts';

export const configureVat = defineOperation({
	name: 'accounting.configure-vat',
	summary: 'Say that the association is liable to VAT, from when, and how it declares it',
	permission: 'accounting.configure',
	kind: 'command',
	http: { method: 'put', path: '/accounting/vat-setting' },
	input: z.strictObject({
		vatNumber: vatNumberInput.optional(),
		regime: z.enum(REGIMES),
		territory: z.enum(TERRITORIES).default('mainland'),
		/** When the tax on the services that it sells is due. */
		servicesDue: z.enum(EXIGIBILITIES).default('payment'),
		/** What may be deducted of the tax on purchases for all its activities. */
		deductiblePercent: z.int().min(0).max(100).optional(),
		/** Instead: its taxed receipts of the year before without tax, and all those within the scope of the tax. */
		taxedCents: amountField.optional(),
		turnoverCents: amountField.optional(),
		since: dayField,
		/** The last day, when it is no longer liable. */
		until: dayField.optional()
	}),
	output: z.object({ deductiblePercent: z.int() }),
	async run(context, input) {
		const { tx, association } = context;
		const { since, until } = input;
		if (until && until < since) throw refuseField('until', 'accounting.vat-until-before-since');
		const percent = percentOf(input);
		const before = await loadVatSetting(tx);
		if (before) await checkWritten(tx, before.since, input);
		const values = {
			vat_number: input.vatNumber ?? null,
			...{ regime: input.regime, territory: input.territory, services_due: input.servicesDue },
			...{ deductible_percent: percent, since_day: since, until_day: until ?? null }
		};
		await tables(tx)
			.insertInto('accounting.vat_setting')
			.values({ association_id: association.id, id: newId(), ...values })
			.onConflict((conflict) => conflict.column('association_id').doUpdateSet(values))
			.execute();
		context.about('vat-setting', before?.id ?? association.id, { ...values });
		return { deductiblePercent: percent };
	}
});

interface Receipts {
	readonly deductiblePercent?: number | undefined;
	readonly taxedCents?: number | undefined;
	readonly turnoverCents?: number | undefined;
}

function percentOf({ deductiblePercent, taxedCents, turnoverCents }: Receipts): number {
	if (taxedCents === undefined || turnoverCents === undefined) return deductiblePercent ?? 100;
	if (taxedCents > turnoverCents) {
		throw refuseField('taxedCents', 'accounting.vat-taxed-beyond-turnover');
	}
	return deductionPercent(taxedCents, turnoverCents);
}

/** What was written and settled stays within the days of the tax. */
async function checkWritten(
	tx: Tx,
	sinceBefore: Day,
	{ since, until }: { since: Day; until?: Day | undefined }
): Promise<void> {
	const { rows } = await sql<{ settled: Day | null; first: Day | null; last: Day | null }>`select
		(select max(end_day) from accounting.vat_return) as settled,
		min(l.entry_date) as first, max(l.entry_date) as last
		from accounting.vat_line v
		join accounting.line l on l.association_id = v.association_id and l.id = v.line_id`.execute(tx);
	const { settled = null, first = null, last = null } = rows[0] ?? {};
	if (settled && since !== sinceBefore) {
		throw refuseField('since', 'accounting.vat-since-settled', { day: toFrenchDay(sinceBefore) });
	}
	if (first && since > first) {
		throw refuseField('since', 'accounting.vat-since-after-lines', { day: toFrenchDay(first) });
	}
	const latest = [settled, last]
		.filter((day) => day !== null)
		.sort()
		.at(-1);
	if (until && latest && until < latest) {
		throw refuseField('until', 'accounting.vat-until-before-lines', { day: toFrenchDay(latest) });
	}
}
