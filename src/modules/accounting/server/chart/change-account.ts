import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { defineOperation } from '#platform/server/operation.ts';
import type { Tx } from '#platform/server/operation.ts';
import { chosenYear } from '../fiscal-years.ts';
import { labelField } from '../fields.ts';
import { tables } from '../tables.ts';
import { wholeChart } from './whole-chart.ts';
import { writeAccounts } from './write-accounts.ts';

export const changeAccount = defineOperation({
	name: 'accounting.change-account',
	summary:
		'Give an account other words, make it a favourite, or put it away when nothing open uses it',
	permission: 'accounting.configure',
	kind: 'command',
	http: { method: 'patch', path: '/accounting/accounts/{code}' },
	input: z.strictObject({
		code: z.string().trim().toUpperCase().min(3).max(20),
		label: labelField.optional(),
		/** Empty to take it away. */
		description: z.string().trim().max(1000).optional(),
		/** Proposed before the others. */
		favourite: z.boolean().optional(),
		active: z.boolean().optional()
	}),
	output: z.object({
		code: z.string(),
		label: z.string(),
		description: z.string().nullable(),
		favourite: z.boolean(),
		active: z.boolean()
	}),
	async run(context, { code, ...changes }) {
		const { tx } = context;
		const { chart } = await chosenYear(context, undefined);
		const before = (await wholeChart(tx, chart)).find((account) => account.code === code);
		if (!before || before.heading) {
			throw new Refusal('not-found', 'accounting.no-such-account', { account: code });
		}
		if (changes.active === false && before.id) await refuseUsed(tx, before.id, code);
		const { description = before.description, ...words } = changes;
		const after = { ...before, ...words, description: description || null };
		const { label, favourite, active, position, own } = after;
		const row = { code, label, description: after.description, favourite, active, position, own };
		await writeAccounts(context, [row]);
		context.about('account', before.id ?? code, { code, ...changes });
		return { code, label, description: row.description, favourite, active };
	}
});

/** @throws {Refusal} `accounting.account-in-use` when an entry of an open year is written in it */
async function refuseUsed(tx: Tx, accountId: string, code: string): Promise<void> {
	const used = await tables(tx)
		.selectFrom('accounting.account_month as s')
		.innerJoin('accounting.fiscal_year as y', (join) =>
			join.onRef('y.association_id', '=', 's.association_id').onRef('y.id', '=', 's.fiscal_year_id')
		)
		.select('y.code')
		.where('s.account_id', '=', accountId)
		.where('y.closed_at', 'is', null)
		.where((eb) => eb.or([eb('s.debit_cents', '>', 0), eb('s.credit_cents', '>', 0)]))
		.executeTakeFirst();
	if (!used) return;
	const parameters = { account: code, year: used.code };
	throw new Refusal('conflict', 'accounting.account-in-use', parameters);
}
