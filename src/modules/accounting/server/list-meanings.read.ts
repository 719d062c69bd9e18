import { z } from 'zod';
import { defineOperation } from '#platform/server/operation.ts';
import { MEANINGS, accountOfMeaning, directionOf } from '../domain/meanings.ts';
import { findAccounts } from './accounts.ts';
import { idField } from './fields.ts';
import { chosenYear } from './fiscal-years.ts';
import { meaningLabel } from './words.ts';

export const listMeanings = defineOperation({
	name: 'accounting.list-meanings',
	summary: 'List the plain words of simple entry, with the account that each stands for',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/meanings' },
	input: z.strictObject({ fiscalYearId: idField.optional() }),
	output: z.object({
		meanings: z.array(
			z.object({
				key: z.string(),
				direction: z.enum(['income', 'expense']),
				label: z.string(),
				account: z.string(),
				accountLabel: z.string()
			})
		)
	}),
	async run(context, { fiscalYearId }) {
		const { tx, actor } = context;
		const { chart } = await chosenYear(context, fiscalYearId);
		const codes = MEANINGS.map((meaning) => accountOfMeaning(meaning, chart));
		const accounts = await findAccounts(tx, chart, codes);
		return {
			meanings: MEANINGS.map((key) => {
				const account = accountOfMeaning(key, chart);
				return {
					key,
					direction: directionOf(key),
					label: meaningLabel(key, actor.locale),
					account,
					accountLabel: accounts.get(account)?.label ?? ''
				};
			})
		};
	}
});
