import { z } from 'zod';
import { addMonths } from '#shared/day.ts';
import { Refusal } from '#shared/errors.ts';
import { defineOperation } from '#platform/server/operation.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { onUsualSide, raised, sideOf } from '#modules/accounting/domain/budget/budget.ts';
import { findAccounts, keepAccounts } from '../accounts.ts';
import { balancesOfValue } from '../analytics/share-sums.ts';
import { valueById } from '../analytics/axes.ts';
import { successorsOf } from '../chart/kept-accounts.ts';
import { idField } from '../fields.ts';
import { loadYears } from '../fiscal-years.ts';
import type { KnownYear } from '../fiscal-years.ts';
import { balancesOf } from '../year-balances.ts';
import { loadBudget } from './load-budget.ts';
import { openYearOf, writeBudget } from './set-budget.ts';
import { tables } from './tables.ts';

export const copyBudget = defineOperation({
	name: 'accounting.copy-budget',
	summary: 'Begin the budget of a year from that of the year before, or from what was done in it',
	permission: 'accounting.write',
	kind: 'command',
	http: { method: 'post', path: '/accounting/budgets/{fiscalYearId}/copy' },
	input: z.strictObject({
		fiscalYearId: idField,
		valueId: idField.optional(),
		from: z.enum(['budget', 'actual']).default('actual'),
		/** Raises every amount, or lowers it; amounts are then rounded to the euro. */
		percent: z.int().min(-90).max(200).default(0)
	}),
	output: z.object({
		copied: z.int(),
		/** Numbers of the accounts that the chart of this year has no more. */
		left: z.array(z.string())
	}),
	async run(context, { fiscalYearId, valueId, from, percent }) {
		const { tx } = context;
		const year = await openYearOf(context, fiscalYearId);
		if (valueId !== undefined) await valueById(tx, valueId);
		const before = (await loadYears(tx)).filter(({ end }) => end < year.start).at(-1);
		if (!before) throw new Refusal('conflict', 'accounting.no-year-before', { year: year.code });
		await nothingForeseen(context, year, valueId);
		const amounts =
			from === 'budget'
				? await foreseen(context, before, year, valueId)
				: await done(context, before, valueId);
		const { known, left } = await inChart(
			context,
			year,
			await moved(context, before, year, amounts)
		);
		const wanted = known
			.map((amount) => ({ ...amount, amountCents: raised(amount.amountCents, percent) }))
			.filter(({ amountCents }) => amountCents > 0);
		await writeBudget(context, { year, valueId, wanted });
		context.about('fiscal-year', year.id, { code: year.code, from });
		return { copied: wanted.length, left };
	}
});

interface Amount {
	readonly code: string;
	/** `YYYY-MM` of the new year. */
	readonly month?: string | undefined;
	readonly amountCents: number;
}

async function nothingForeseen(
	{ tx }: OperationContext,
	year: KnownYear,
	valueId: string | undefined
): Promise<void> {
	const line = await tables(tx)
		.selectFrom('accounting.budget_line')
		.select('id')
		.where('fiscal_year_id', '=', year.id)
		.where('value_id', valueId === undefined ? 'is' : '=', valueId ?? null)
		.limit(1)
		.executeTakeFirst();
	if (line) throw new Refusal('conflict', 'accounting.budget-exists', { year: year.code });
}

/** The months of the year before become the same months of this one, as far as it has them. */
async function foreseen(
	{ tx }: OperationContext,
	before: KnownYear,
	year: KnownYear,
	valueId: string | undefined
): Promise<Amount[]> {
	const lines = (await loadBudget(tx, before.id, valueId)).filter(
		(line) => (line.valueId ?? undefined) === valueId
	);
	return lines.flatMap(({ code, month, amountCents }) => {
		if (month === null) return [{ code, amountCents }];
		const next = addMonths(month, 12);
		return next > year.end ? [] : [{ code, month: next.slice(0, 7), amountCents }];
	});
}

async function done(
	{ tx }: OperationContext,
	before: KnownYear,
	valueId: string | undefined
): Promise<Amount[]> {
	const balances =
		valueId === undefined
			? await balancesOf(tx, before)
			: await balancesOfValue(tx, before.id, valueId);
	return balances
		.filter(({ code }) => sideOf(code) !== undefined)
		.map(({ code, balanceCents }) => ({ code, amountCents: onUsualSide(code, balanceCents) }))
		.filter(({ amountCents }) => amountCents > 0);
}

/** The same under the nomenclature of the new year; what goes to one account is added up. */
async function moved(
	{ tx }: OperationContext,
	before: KnownYear,
	year: KnownYear,
	amounts: readonly Amount[]
): Promise<Amount[]> {
	const codes = [...new Set(amounts.map(({ code }) => code))];
	const successors = await successorsOf(
		tx,
		codes.map((account) => ({ account, keptUnder: before.chart, chart: year.chart }))
	);
	const into = new Map(codes.map((code, index) => [code, successors[index]?.account]));
	const sums = new Map<string, Amount>();
	for (const { code: former, month, amountCents } of amounts) {
		const code = into.get(former) ?? former;
		const key = `${code} ${month}`;
		const sum = (sums.get(key)?.amountCents ?? 0) + amountCents;
		sums.set(key, { code, month, amountCents: sum });
	}
	return [...sums.values()];
}

async function inChart(context: OperationContext, year: KnownYear, amounts: readonly Amount[]) {
	const codes = [...new Set(amounts.map(({ code }) => code))];
	if (codes.length === 0) return { known: [], left: [] };
	const found = await findAccounts(context.tx, year.chart, codes);
	const usable = codes.filter((code) => found.get(code)?.active);
	const accounts =
		usable.length > 0 ? await keepAccounts(context, year.chart, usable) : new Map<string, never>();
	return {
		known: amounts.flatMap(({ code, ...amount }) => {
			const account = accounts.get(code);
			return account ? [{ ...amount, accountId: account.id }] : [];
		}),
		left: codes.filter((code) => !usable.includes(code))
	};
}
