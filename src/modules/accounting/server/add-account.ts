import { z } from 'zod';
import { Refusal, refuseField } from '#shared/errors.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { isAccountCode } from '../domain/account.ts';
import { belongsTo, findAccounts, insertAccounts } from './accounts.ts';
import { labelField } from './fields.ts';
import { chosenYear } from './fiscal-years.ts';
import { ownAccount } from './open-year.ts';

export const addAccount = defineOperation({
	name: 'accounting.add-account',
	summary: 'Add an account below one of the chart, such as 5122 for a savings account',
	permission: 'accounting.configure',
	kind: 'command',
	http: { method: 'post', path: '/accounting/accounts', success: 201 },
	input: z.strictObject({
		/** Three figures of the chart, then figures or capitals. */
		code: z.string().trim().toUpperCase().max(20),
		label: labelField
	}),
	output: z.object({ accountId: z.string() }),
	async run(context, { code, label }) {
		const { tx } = context;
		if (!isAccountCode(code)) throw refuseField('code', 'accounting.account-code-invalid');
		const year = await chosenYear(context, undefined);
		const known = await findAccounts(tx, year.chart, [code]);
		if (known.size > 0) throw taken(code);
		if (!belongsTo(year.chart, { code, own: true })) {
			throw refuseField('code', 'accounting.account-outside-chart', { account: code });
		}
		await insertAccounts(context, [ownAccount(code, label)]);
		const account = (await findAccounts(tx, year.chart, [code])).get(code);
		if (account?.label !== label) throw taken(code);
		context.about('account', account.id, { code });
		return { accountId: account.id };
	}
});

function taken(code: string): Refusal {
	const parameters = { account: code };
	return new Refusal('conflict', 'accounting.account-exists', parameters, [
		{ path: 'code', code: 'accounting.account-exists', parameters }
	]);
}
