import { z } from 'zod';
import { fold } from '#shared/text.ts';
import { defineOperation } from '#platform/server/operation.ts';
import type { Locale } from '#platform/server/actor.ts';
import type { ChartVersion } from '../domain/chart.ts';
import { MEANINGS, accountOfMeaning } from '../domain/meanings.ts';
import type { Meaning } from '../domain/meanings.ts';
import { wholeChart } from './chart/whole-chart.ts';
import { idField, meaningField } from './fields.ts';
import { chosenYear } from './fiscal-years.ts';
import { meaningLabel } from './words.ts';

const accountView = z.object({
	/** Absent for an account of the chart that was never used. */
	id: z.string().optional(),
	code: z.string(),
	label: z.string(),
	position: z.string(),
	kind: z.string(),
	/** A title of the chart: nothing is written in it. */
	heading: z.boolean(),
	own: z.boolean(),
	active: z.boolean(),
	isMeans: z.boolean(),
	/** Proposed before the others. */
	favourite: z.boolean(),
	description: z.string().nullable(),
	meanings: z.array(z.string())
});

export const listAccounts = defineOperation({
	name: 'accounting.list-accounts',
	summary:
		'List the accounts of a year in order of number: by number, words of the label, or meaning',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/accounts' },
	input: z.strictObject({
		fiscalYearId: idField.optional(),
		/** Beginning of a number, or words of the label or of a meaning. */
		search: z.string().trim().max(100).optional(),
		meaning: meaningField.optional(),
		/** Only those that money moves through. */
		means: z.boolean().optional(),
		/** Only the favourites. */
		favourites: z.boolean().optional(),
		/** Number of the last account of the page before. */
		after: z.string().max(20).optional(),
		limit: z.int().min(1).max(1000).default(50)
	}),
	output: z.object({ accounts: z.array(accountView), next: z.string().optional() }),
	async run(context, input) {
		const { tx, actor } = context;
		const { chart } = await chosenYear(context, input.fiscalYearId);
		const meanings = meaningsByCode(chart);
		const found = (await wholeChart(tx, chart))
			.map((account) => ({ ...account, meanings: meanings.get(account.code) ?? [] }))
			.filter(({ code }) => input.after === undefined || code > input.after)
			.filter(({ favourite }) => !input.favourites || favourite)
			.filter(({ isMeans, active }) => !input.means || (isMeans && active))
			.filter(({ meanings }) => !input.meaning || meanings.includes(input.meaning))
			.filter((account) => !input.search || matches(account, input.search, actor.locale));
		const accounts = found.slice(0, input.limit);
		const next = found.length > accounts.length ? accounts.at(-1)?.code : undefined;
		return { accounts, next };
	}
});

function meaningsByCode(chart: ChartVersion): Map<string, Meaning[]> {
	return Map.groupBy(MEANINGS, (meaning) => accountOfMeaning(meaning, chart));
}

function matches(
	{ code, label, meanings }: { code: string; label: string; meanings: readonly Meaning[] },
	search: string,
	locale: Locale
): boolean {
	if (/^\d/.test(search)) return code.startsWith(search.toUpperCase());
	const texts = [label, ...meanings.map((meaning) => meaningLabel(meaning, locale))].map(fold);
	const words = fold(search).split(' ');
	return texts.some((text) => words.every((word) => text.includes(word)));
}
