import { z } from 'zod';
import { refuseField } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { isCarriedForward } from '#modules/accounting/domain/account.ts';
import { CHART_VERSIONS } from '#modules/accounting/domain/chart.ts';
import { accountsQuery } from '../accounts.ts';
import { accountOfChart } from '../chart-data.ts';
import { tables } from '../tables.ts';

const codeField = z.string().trim().toUpperCase().min(1).max(20);

export const chooseAccountMove = defineOperation({
	name: 'accounting.choose-account-move',
	summary: 'Choose which account takes the place of another when a year opens under that chart',
	permission: 'accounting.configure',
	kind: 'command',
	http: { method: 'put', path: '/accounting/chart-changes/{chart}/{account}' },
	input: z.strictObject({ chart: z.enum(CHART_VERSIONS), account: codeField, into: codeField }),
	output: z.object({ account: z.string(), into: z.string(), label: z.string() }),
	async run(context, { chart, account, into }) {
		const from = await accountsQuery(context.tx).where('code', '=', account).executeTakeFirst();
		if (!from) throw refuseField('account', 'accounting.no-such-account', { account });
		const taker = accountOfChart(chart, into);
		if (!taker || taker.heading) {
			throw refuseField('into', 'accounting.move-outside-chart', { account: into });
		}
		if (isCarriedForward(into) !== isCarriedForward(account)) {
			throw refuseField('into', 'accounting.move-of-other-side', { account, into });
		}
		await tables(context.tx)
			.insertInto('accounting.account_move')
			.values({
				...{ association_id: context.association.id, id: newId(), chart },
				...{ account_id: from.id, into_code: into }
			})
			.onConflict((conflict) =>
				conflict.columns(['association_id', 'chart', 'account_id']).doUpdateSet({ into_code: into })
			)
			.execute();
		context.about('account', from.id, { chart, account, into });
		return { account, into, label: taker.label };
	}
});
