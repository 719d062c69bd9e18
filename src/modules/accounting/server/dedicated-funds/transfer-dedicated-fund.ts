import { z } from 'zod';
import { refuseField } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import { formatCents } from '#shared/money.ts';
import { m } from '#i18n';
import { defineOperation } from '#platform/server/operation.ts';
import { fundRoles } from '#modules/accounting/domain/dedicated-funds/dedicated-fund.ts';
import { inventoryAccount } from '../closing/inventory-account.ts';
import { credit, debit, postInventoryEntry } from '../closing/post-inventory-entry.ts';
import { amountField, dayField, entryRef, idField } from '../fields.ts';
import { holdOpenYear } from '../fiscal-years.ts';
import { fundsOfYear } from './fund-movements.ts';
import { lockFund, tables } from './funds.ts';

export const transferDedicatedFund = defineOperation({
	name: 'accounting.transfer-dedicated-fund',
	summary:
		'Give what is left of a dedicated fund another purpose, with the agreement of its funder',
	permission: 'accounting.write',
	kind: 'command',
	http: { method: 'post', path: '/accounting/dedicated-funds/{fundId}/transfers', success: 201 },
	input: z.strictObject({
		fundId: idField,
		toId: idField,
		date: dayField,
		amountCents: amountField
	}),
	output: entryRef,
	async run(context, { fundId, toId, date, amountCents }) {
		const { tx, association, now, actor } = context;
		const year = await holdOpenYear(tx, date);
		if (toId === fundId) throw refuseField('toId', 'accounting.fund-same');
		// Always in the same order, so that two transfers never wait for each other.
		const [first, second] = [fundId, toId].sort() as [string, string];
		const held = [await lockFund(tx, first), await lockFund(tx, second)];
		const [from, to] = (fundId === first ? held : held.toReversed()) as [
			(typeof held)[0],
			(typeof held)[0]
		];
		if (amountCents <= 0) throw refuseField('amountCents', 'accounting.amount-not-positive');
		const left = (await fundsOfYear(tx, year)).find(({ fund }) => fund.id === fundId);
		if (amountCents > (left?.closingCents ?? 0)) {
			const amount = formatCents(left?.closingCents ?? 0, actor.locale);
			throw refuseField('amountCents', 'accounting.fund-too-small', { amount });
		}
		const id = newId();
		await tables(tx)
			.insertInto('accounting.dedicated_fund_transfer')
			.values({
				...{ association_id: association.id, id, from_id: fundId, to_id: toId },
				created_at: now
			})
			.execute();
		const leaves = await inventoryAccount(context, year.chart, fundRoles(from.kind).kept);
		const joins = await inventoryAccount(context, year.chart, fundRoles(to.kind).kept);
		const words = { from: from.label, to: to.label };
		const posted = await postInventoryEntry(context, {
			...{ year, date },
			label: m.accounting_fund_transfer_label(words, { locale: actor.locale }),
			lines: [debit(leaves, amountCents), credit(joins, amountCents)],
			type: 'dedicated-fund-transfer',
			sourceId: id
		});
		context.about('dedicated-fund', fundId, { label: from.label, to: to.label });
		return posted;
	}
});
