import { z } from 'zod';
import { Refusal, refuseField } from '#shared/errors.ts';
import { formatCents, sum } from '#shared/money.ts';
import { defineOperation } from '#platform/server/operation.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { lineById } from './bank-line.ts';
import { allExpected } from './expected-for.ts';
import { settleExpected } from './record.ts';

export const settleLine = defineOperation({
	name: 'banking.settle-line',
	summary:
		'Say which dues, claims or debts a line of the bank pays, whole or in part: their payment is written, and both reconciled',
	permission: 'banking.write',
	kind: 'command',
	http: { method: 'post', path: '/banking/lines/{id}/settlement', success: 201 },
	input: z.strictObject({
		id: z.uuid(),
		/** Ids of `expected` in `banking.get-line`. A line that is less than their sum pays the first ones first. */
		items: z.array(z.string().max(100)).min(1, 'banking.nothing-chosen').max(50)
	}),
	output: z.object({ entryId: z.string(), number: z.string() }),
	async run(context, { id, items }) {
		const { line, account } = await lineById(context, id, { hold: true });
		if (line.reconciliationId) throw new Refusal('conflict', 'banking.line-reconciled');
		const source = await sourceOf(context, items, line.cents);
		const posted = await settleExpected(context, account, line, { source, ids: items });
		context.about('bank-line', id, { number: posted.number });
		return { entryId: posted.entryId, number: posted.number };
	}
});

/**
 * Who expects all of them.
 * @throws {Refusal} `banking.named-twice`, `banking.not-expected`, `banking.settles-several-kinds`, `banking.settled-less`
 */
async function sourceOf(
	context: OperationContext,
	ids: readonly string[],
	cents: number
): Promise<string> {
	const wanted = new Set(ids);
	if (wanted.size < ids.length) throw new Refusal('invalid', 'banking.named-twice');
	const chosen = (await allExpected(context)).filter(
		(item) => wanted.has(item.id) && Math.sign(item.cents) === Math.sign(cents)
	);
	const [first] = chosen;
	if (!first || chosen.length < wanted.size) throw new Refusal('conflict', 'banking.not-expected');
	if (chosen.some(({ source }) => source !== first.source)) {
		throw refuseField('items', 'banking.settles-several-kinds');
	}
	const owed = Math.abs(sum(chosen.map((item) => item.cents)));
	if (owed < Math.abs(cents)) {
		const said = (amount: number) => formatCents(Math.abs(amount), context.actor.locale);
		throw refuseField('items', 'banking.settled-less', { owed: said(owed), amount: said(cents) });
	}
	return first.source;
}
