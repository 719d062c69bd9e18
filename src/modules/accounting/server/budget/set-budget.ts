import { z } from 'zod';
import type { Day } from '#shared/day.ts';
import { Refusal, refuseField } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import { defineOperation } from '#platform/server/operation.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { sideOf } from '#modules/accounting/domain/budget/budget.ts';
import { keepAccounts } from '../accounts.ts';
import type { AccountsByRef } from '../accounts.ts';
import { valueById } from '../analytics/axes.ts';
import { accountField, amountField, idField } from '../fields.ts';
import { loadYears, yearById } from '../fiscal-years.ts';
import type { KnownYear } from '../fiscal-years.ts';
import { firstOfMonth } from '../sums.ts';
import { tables } from './tables.ts';

const budgetAmounts = z
	.array(
		z.strictObject({
			account: accountField,
			/** `YYYY-MM`; the whole year unless said. */
			month: z
				.string()
				.regex(/^\d{4}-(?:0[1-9]|1[0-2])$/, 'accounting.month-invalid')
				.optional(),
			/** Zero takes it away. */
			amountCents: amountField
		})
	)
	.max(500);

export const setBudget = defineOperation({
	name: 'accounting.set-budget',
	summary:
		'Foresee amounts of a year: by account, for the whole year or a month, for a project or none',
	permission: 'accounting.write',
	kind: 'command',
	http: { method: 'put', path: '/accounting/budgets/{fiscalYearId}' },
	input: z.strictObject({
		fiscalYearId: idField,
		valueId: idField.optional(),
		/** Accounts that are not named keep what they have. */
		amounts: budgetAmounts
	}),
	output: z.object({ fiscalYearId: z.string() }),
	async run(context, { fiscalYearId, valueId, amounts }) {
		const { tx } = context;
		const year = await openYearOf(context, fiscalYearId);
		if (valueId !== undefined) await valueById(tx, valueId);
		const refs = amounts.map(({ account }) => account);
		const accounts = refs.length > 0 ? await keepAccounts(context, year.chart, refs) : new Map();
		const wanted = amounts.map((amount, index) => ({
			...amount,
			accountId: checkAmount(accounts, year, amount, `amounts.${index}`)
		}));
		await writeBudget(context, { year, valueId, wanted });
		context.about('fiscal-year', year.id, { code: year.code });
		return { fiscalYearId };
	}
});

/** @throws {Refusal} `accounting.no-such-year`, `accounting.year-closed` */
export async function openYearOf({ tx }: OperationContext, id: string): Promise<KnownYear> {
	const year = yearById(await loadYears(tx), id);
	if (year.closed) throw new Refusal('conflict', 'accounting.year-closed', { year: year.code });
	return year;
}

function checkAmount(
	accounts: AccountsByRef,
	year: KnownYear,
	{ account: ref, month, amountCents }: z.output<typeof budgetAmounts>[number],
	path: string
): string {
	const account = accounts.get(ref);
	if (!account)
		throw refuseField(`${path}.account`, 'accounting.no-such-account', { account: ref });
	if (sideOf(account.code) === undefined || !account.active) {
		throw refuseField(`${path}.account`, 'accounting.no-budget-account', { account: account.code });
	}
	if (amountCents < 0) {
		throw refuseField(`${path}.amountCents`, 'accounting.budget-negative', {
			account: account.code
		});
	}
	if (month && (`${month}-01` < firstOfMonth(year.start) || `${month}-01` > year.end)) {
		throw refuseField(`${path}.month`, 'accounting.month-outside-year', { year: year.code });
	}
	return account.id;
}

interface Wanted {
	readonly accountId: string;
	readonly month?: string | undefined;
	readonly amountCents: number;
}

/** An account is foreseen for the whole year or month by month: one way of telling takes the other away. */
export async function writeBudget(
	{ tx, association }: OperationContext,
	{
		year,
		valueId,
		wanted
	}: { year: KnownYear; valueId?: string | undefined; wanted: readonly Wanted[] }
): Promise<void> {
	for (const { accountId, month, amountCents } of wanted) {
		const own = tables(tx)
			.deleteFrom('accounting.budget_line')
			.where('fiscal_year_id', '=', year.id)
			.where('account_id', '=', accountId)
			.where('value_id', valueId === undefined ? 'is' : '=', valueId ?? null);
		await (
			month
				? own.where((eb) =>
						eb.or([eb('month', 'is', null), eb('month', '=', `${month}-01` as Day)])
					)
				: own
		).execute();
		if (amountCents === 0) continue;
		await tables(tx)
			.insertInto('accounting.budget_line')
			.values({
				association_id: association.id,
				id: newId(),
				fiscal_year_id: year.id,
				account_id: accountId,
				month: month ? `${month}-01` : null,
				value_id: valueId ?? null,
				amount_cents: amountCents
			})
			.execute();
	}
}
