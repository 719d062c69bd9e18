import { z } from 'zod';
import { daysBetween, isDay } from '#shared/day.ts';
import type { Day } from '#shared/day.ts';
import { isId } from '#shared/id.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import { idField } from '../fields.ts';
import { openItems } from './open-items.ts';
import type { OpenItem } from './open-items.ts';

export const openItemView = z.object({
	/** What `settle-items` and the lettering take. */
	id: z.string(),
	thirdPartyId: z.string(),
	thirdParty: z.string(),
	account: z.string(),
	entryId: z.string(),
	label: z.string(),
	reference: z.string().nullable(),
	date: z.string(),
	dueDay: z.string(),
	/** 0 until its day has passed. */
	daysLate: z.int(),
	remindedOn: z.string().nullable(),
	/** What it began with. They owe when positive, we owe when negative. */
	amountCents: z.int(),
	remainingCents: z.int(),
	lineIds: z.array(z.string())
});

export function toOpenItemView(
	{ accountId: _, ...item }: OpenItem,
	today: Day
): z.output<typeof openItemView> {
	return {
		...item,
		lineIds: [...item.lineIds],
		daysLate: Math.max(0, daysBetween(item.dueDay, today))
	};
}

export const listOpenItems = defineOperation({
	name: 'accounting.list-open-items',
	summary: 'List what is owed, either way, and not settled, the earliest due first',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/open-items' },
	input: z.strictObject({
		/** `claims`: others owe us; `debts`: we owe. Both unless said. */
		side: z.enum(['claims', 'debts']).optional(),
		thirdPartyId: idField.optional(),
		/** Only what is past its day. */
		late: z.boolean().optional(),
		after: z.string().max(200).optional(),
		limit: z.int().min(1).max(200).default(50)
	}),
	output: z.object({ items: z.array(openItemView), next: z.string().optional() }),
	async run({ tx, today }, { side, thirdPartyId, late, after, limit }) {
		const key = after
			? readCursor<[Day, string]>(after, [
					(value) => typeof value === 'string' && isDay(value),
					(value) => typeof value === 'string' && isId(value)
				])
			: undefined;
		const found = await openItems(tx, {
			...{ side, thirdPartyId, after: key },
			dueBefore: late ? today : undefined,
			limit: limit + 1
		});
		const page = found.slice(0, limit);
		const last = page.at(-1);
		return {
			items: page.map((item) => toOpenItemView(item, today)),
			next: found.length > page.length && last ? writeCursor([last.dueDay, last.id]) : undefined
		};
	}
});
