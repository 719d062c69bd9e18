import { z } from 'zod';
import { defineOperation } from '#platform/server/operation.ts';
import { balanceSheet } from '../domain/balance-sheet.ts';
import { ASSET_AMOUNTS, PAIR, simplify } from '../domain/simplified-layout.ts';
import {
	accountDetail,
	rowLabel,
	statementReadInput,
	toYearView,
	yearView
} from './statement-fields.ts';
import { loadStatementYears } from './year-balances.ts';

const head = { id: z.string(), kind: z.enum(['heading', 'line', 'total']), label: z.string() };

export const readBalanceSheet = defineOperation({
	name: 'accounting.balance-sheet',
	summary: 'Read the balance sheet of a year beside the one before, as ANC 2018-06 lays it out',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/balance-sheet' },
	input: statementReadInput,
	output: z.object({
		year: yearView,
		previousYear: yearView.nullable(),
		assets: z.array(
			z.object({
				...head,
				grossCents: z.int().nullable(),
				/** Depreciation and impairment. */
				reductionCents: z.int().nullable(),
				netCents: z.int().nullable(),
				/** Net, of the year before. */
				previousCents: z.int().nullable(),
				accounts: z.array(accountDetail)
			})
		),
		liabilities: z.array(
			z.object({
				...head,
				currentCents: z.int().nullable(),
				previousCents: z.int().nullable(),
				accounts: z.array(accountDetail)
			})
		),
		/** Equal to `totalLiabilitiesCents`. */
		totalAssetsCents: z.int(),
		totalLiabilitiesCents: z.int(),
		/** Of the income statement; one of the liabilities. */
		resultCents: z.int()
	}),
	async run(context, { fiscalYearId, layout }) {
		const { actor } = context;
		const { year, previousYear, current, previous } = await loadStatementYears(
			context,
			fiscalYearId
		);
		const sheet = balanceSheet(current, previous);
		const full = layout === 'full';
		const worded = <Row extends { id: string; accounts: readonly unknown[] }>(row: Row) => ({
			...row,
			label: rowLabel(row.id, actor.locale),
			accounts: [...row.accounts] as Row['accounts'][number][]
		});
		return {
			...sheet,
			year: toYearView(year),
			previousYear: previousYear && toYearView(previousYear),
			assets: (full ? sheet.assets : simplify(sheet.assets, ASSET_AMOUNTS)).map(worded),
			liabilities: (full ? sheet.liabilities : simplify(sheet.liabilities, PAIR)).map(worded)
		};
	}
});
