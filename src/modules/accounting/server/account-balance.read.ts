import { z } from 'zod';
import { Refusal, refuseField } from '#shared/errors.ts';
import { addDays, toFrenchDay } from '#shared/day.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { contains } from '../domain/fiscal-year.ts';
import { findAccounts } from './accounts.ts';
import { accountField, dayField } from './fields.ts';
import { loadYears } from './fiscal-years.ts';
import { balanceBefore } from './sums.ts';

export const accountBalance = defineOperation({
	name: 'accounting.account-balance',
	summary: 'Read the balance of an account at the end of a day, within the fiscal year of that day',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/accounts/{account}/balance' },
	input: z.strictObject({ account: accountField, on: dayField.optional() }),
	output: z.object({
		code: z.string(),
		on: z.string(),
		/** Debits minus credits. */
		balanceCents: z.int()
	}),
	async run({ tx, today }, { account: ref, on = today }) {
		const year = (await loadYears(tx)).find((candidate) => contains(candidate, on));
		if (!year) throw refuseField('on', 'accounting.no-year-on-day', { date: toFrenchDay(on) });
		const account = (await findAccounts(tx, year.chart, [ref])).get(ref);
		if (!account) throw new Refusal('not-found', 'accounting.no-such-account', { account: ref });
		const day = addDays(on, 1);
		return {
			code: account.code,
			on,
			balanceCents: await balanceBefore(tx, year.id, account.id, { day })
		};
	}
});
