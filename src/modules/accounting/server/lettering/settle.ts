import { z } from 'zod';
import type { Day } from '#shared/day.ts';
import { Refusal, refuseField } from '#shared/errors.ts';
import { formatCents } from '#shared/money.ts';
import { m } from '#i18n';
import { defineOperation } from '#platform/server/operation.ts';
import type { OperationContext, Tx } from '#platform/server/operation.ts';
import { checkLines } from '#modules/accounting/domain/entry.ts';
import { journalKindFor } from '#modules/accounting/domain/journal.ts';
import { checkAmount, checkMeans } from '#modules/accounting/domain/plain-entry.ts';
import { keepAccounts, requireAccount } from '../accounts.ts';
import {
	accountField,
	amountField,
	dayField,
	entryRef,
	idField,
	referenceField
} from '../fields.ts';
import { holdOpenYear } from '../fiscal-years.ts';
import { journalOfKind } from '../journals.ts';
import { tables } from '../tables.ts';
import { writeEntry } from '../write-entry.ts';
import { letterLines } from './letter-lines.ts';
import { openItems } from './open-items.ts';
import type { OpenItem } from './open-items.ts';

export const settle = defineOperation({
	name: 'accounting.settle-items',
	summary:
		'Write the payment of debts or claims of one third party, whole or in part, and tie it to them',
	permission: 'accounting.write',
	kind: 'command',
	http: { method: 'post', path: '/accounting/settlements', success: 201 },
	input: z.strictObject({
		/** Of `list-open-items`; all of the same third party. */
		itemIds: z.array(idField).min(1).max(200),
		date: dayField,
		/** The account the money moves through. */
		means: accountField,
		/** All that is left unless said. */
		amountCents: amountField.optional(),
		reference: referenceField.optional()
	}),
	output: entryRef.extend({
		letter: z.string(),
		/** What is left after it: they owe when positive, we owe when negative. */
		remainingCents: z.int()
	}),
	run: settleItems
});

interface Settlement {
	/** Ids of open items, all of one third party and account. */
	readonly itemIds: readonly string[];
	readonly date: Day;
	/** Number or id of the account the money moves through. */
	readonly means: string;
	readonly amountCents?: number | undefined;
	readonly reference?: string | undefined;
}

/** Writes the payment of open items and ties it to them. @throws {Refusal} `accounting.no-such-open-item`… */
export async function settleItems(
	context: OperationContext,
	{ itemIds, date, means, amountCents, reference }: Settlement
) {
	const { tx, actor } = context;
	const year = await holdOpenYear(tx, date);
	const items = await itemsToSettle(tx, itemIds);
	const [first] = items;
	const owed = items.reduce((sum, { remainingCents }) => sum + remainingCents, 0);
	const paid = amountCents ?? Math.abs(owed);
	checkAmount(paid);
	if (paid > Math.abs(owed)) {
		throw refuseField('amountCents', 'accounting.settlement-too-large', {
			owed: formatCents(Math.abs(owed))
		});
	}
	const accounts = await keepAccounts(context, year.chart, [means, first.accountId]);
	const through = requireAccount(accounts, means, 'means');
	checkMeans(through, 'means');
	const account = requireAccount(accounts, first.accountId, 'itemIds');
	const received = owed > 0;
	const lines = checkLines([
		{ account: through, ...sides(paid, received) },
		{ account, ...sides(paid, !received), thirdPartyId: first.thirdPartyId }
	]);
	const words = { name: first.thirdParty, label: items.length === 1 ? first.label : '' };
	const posted = await writeEntry(context, {
		...{ year, date, lines, reference },
		journal: await journalOfKind(tx, journalKindFor(through.kind)),
		label: m.accounting_settlement_label(words, { locale: actor.locale }).slice(0, 200),
		thirdParty: first.thirdParty
	});
	const payment = await tables(tx)
		.selectFrom('accounting.line')
		.select('id')
		.where('entry_id', '=', posted.entryId)
		.where('third_party_id', 'is not', null)
		.executeTakeFirstOrThrow();
	const lineIds = [...items.flatMap((item) => item.lineIds), payment.id];
	const { letter, remainingCents } = await letterLines(context, lineIds);
	context.about('entry', posted.entryId, { number: posted.number, letter });
	return { ...posted, letter, remainingCents };
}

function sides(amountCents: number, debit: boolean) {
	return { debitCents: debit ? amountCents : 0, creditCents: debit ? 0 : amountCents };
}

async function itemsToSettle(
	tx: Tx,
	itemIds: readonly string[]
): Promise<[OpenItem, ...OpenItem[]]> {
	const [first, ...others] = await openItems(tx, { ids: itemIds, limit: itemIds.length });
	if (!first || others.length + 1 < new Set(itemIds).size) {
		throw new Refusal('not-found', 'accounting.no-such-open-item');
	}
	if (others.some(({ thirdPartyId }) => thirdPartyId !== first.thirdPartyId)) {
		throw refuseField('itemIds', 'accounting.lettering-several-third-parties');
	}
	if (others.some(({ accountId }) => accountId !== first.accountId)) {
		throw refuseField('itemIds', 'accounting.lettering-several-accounts');
	}
	return [first, ...others];
}
