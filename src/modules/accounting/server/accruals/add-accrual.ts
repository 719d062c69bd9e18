import { z } from 'zod';
import { refuseField } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { classOf } from '#modules/accounting/domain/accruals/accrual.ts';
import { keepAccounts, requireAccount } from '../accounts.ts';
import { valueById } from '../analytics/axes.ts';
import { chosenYear } from '../fiscal-years.ts';
import { accrualFields, checkAccrual, tables } from './accruals.ts';

export const addAccrual = defineOperation({
	name: 'accounting.add-accrual',
	summary:
		'Note an expense or an income of other days than its invoice: paid ahead, not invoiced yet',
	permission: 'accounting.write',
	kind: 'command',
	http: { method: 'post', path: '/accounting/accruals', success: 201 },
	input: accrualFields,
	output: z.object({ accrualId: z.string() }),
	async run(context, fields) {
		const { tx, association, now } = context;
		checkAccrual(fields);
		const { chart } = await chosenYear(context, undefined);
		const accounts = await keepAccounts(context, chart, [fields.account]);
		const account = requireAccount(accounts, fields.account, 'account');
		if (!account.code.startsWith(classOf(fields.kind))) {
			const code = `accounting.accrual-account-${classOf(fields.kind) === '6' ? 'expense' : 'income'}`;
			throw refuseField('account', code, { account: account.code });
		}
		if (fields.valueId !== undefined) await valueById(tx, fields.valueId);
		const id = newId();
		await tables(tx)
			.insertInto('accounting.accrual')
			.values({
				...{ association_id: association.id, id, kind: fields.kind, label: fields.label },
				...{ account_id: account.id, amount_cents: fields.amountCents },
				...{ period_start: fields.periodStart, period_end: fields.periodEnd },
				booked_on: fields.bookedOn ?? null,
				value_id: fields.valueId ?? null,
				chart,
				created_at: now
			})
			.execute();
		context.about('accrual', id, { label: fields.label });
		return { accrualId: id };
	}
});
