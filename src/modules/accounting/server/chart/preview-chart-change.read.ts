import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { isCarriedForward } from '#modules/accounting/domain/account.ts';
import { CHART_VERSIONS } from '#modules/accounting/domain/chart.ts';
import type { ChartVersion } from '#modules/accounting/domain/chart.ts';
import { accountsQuery, belongsTo } from '../accounts.ts';
import { accountOfChart } from '../chart-data.ts';
import { loadYears } from '../fiscal-years.ts';
import { balancesByAccount } from '../years/balances.ts';
import { destinations } from './destinations.ts';

const named = z.object({ code: z.string(), label: z.string() });

export const previewChartChange = defineOperation({
	name: 'accounting.preview-chart-change',
	summary:
		'Tell which accounts in use move when the next year opens under another chart, and which wait for a choice',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/chart-changes/{chart}' },
	input: z.strictObject({
		chart: z.enum(CHART_VERSIONS),
		/** Number of the last account of the page before. */
		after: z.string().max(20).optional(),
		limit: z.int().min(1).max(500).default(200)
	}),
	output: z.object({
		/** Chart of the last year. */
		from: z.string(),
		/** How many of all of them wait for a choice. */
		waiting: z.int(),
		moves: z.array(
			named.extend({
				into: named.nullable(),
				/** The association chose it. */
				chosen: z.boolean(),
				choices: z.array(named),
				/** What the opening carries there: debits minus credits of the last year. */
				carriedCents: z.int()
			})
		),
		next: z.string().optional()
	}),
	async run({ tx }, { chart, after = '', limit }) {
		const last = (await loadYears(tx)).at(-1);
		if (!last) throw new Refusal('not-found', 'accounting.no-year-yet');
		const destination = await destinations(tx, [chart]);
		const balances = new Map(
			(await balancesByAccount(tx, last.id)).map((balance) => [balance.accountId, balance])
		);
		const accounts = await accountsQuery(tx).orderBy('code').execute();
		const moves = accounts.flatMap((account) => {
			const used = belongsTo(last.chart, account);
			const found = destination(account, used ? last.chart : null, chart);
			if (found.kind === 'stays') return [];
			// What left before is asked about as long as that waits for a choice: a rule or a template may keep it.
			if (!used && found.kind === 'moves' && !found.chosen) return [];
			const balance = balances.get(account.id)?.balanceCents ?? 0;
			return {
				code: account.code,
				label: account.label,
				into: found.kind === 'moves' ? name(chart, found.into) : null,
				chosen: found.chosen,
				choices: found.kind === 'choice' ? found.choices.map((code) => name(chart, code)) : [],
				carriedCents: isCarriedForward(account.code) ? balance : 0
			};
		});
		const waiting = moves.filter(({ into }) => into === null).length;
		const later = moves.filter(({ code }) => code > after);
		const shown = later.slice(0, limit);
		const next = later.length > limit ? shown.at(-1)?.code : undefined;
		return { from: last.chart, waiting, moves: shown, next };
	}
});

function name(chart: ChartVersion, code: string) {
	return { code, label: accountOfChart(chart, code)?.label ?? '' };
}
