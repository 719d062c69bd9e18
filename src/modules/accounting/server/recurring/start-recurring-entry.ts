import { z } from 'zod';
import { newId } from '#shared/id.ts';
import { refuseField } from '#shared/errors.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { checkLines } from '#modules/accounting/domain/entry.ts';
import { dueBetween } from '#modules/accounting/domain/recurring/due-days.ts';
import { findAccounts } from '../accounts.ts';
import { amountField, dayField, idField } from '../fields.ts';
import { chosenYear } from '../fiscal-years.ts';
import { linesOfRecurring } from './post-due.ts';
import { tables } from './recurring-entries.ts';

export const rhythmFields = z.strictObject({
	/** Every so many months: 1, 3, 12… */
	months: z.int().min(1).max(120),
	/** On the last day of the months that have not so many. */
	dayOfMonth: z.int().min(1).max(31),
	from: dayField,
	/** The last day that it may fall due; none: until it is ended. */
	until: dayField.optional(),
	/** How many times in all. */
	times: z.int().min(1).max(1200).optional()
});

export const startRecurringEntry = defineOperation({
	name: 'accounting.start-recurring-entry',
	summary: 'Have an entry come back by itself: a template, a rhythm, posted or only proposed',
	permission: 'accounting.write',
	kind: 'command',
	http: { method: 'post', path: '/accounting/recurring-entries', success: 201 },
	input: rhythmFields.extend({
		templateId: idField,
		/** What the shares of the template are of. */
		totalCents: amountField.optional(),
		/** Posted by itself each time; otherwise it is proposed. */
		posts: z.boolean().default(false)
	}),
	output: z.object({ recurringId: z.string() }),
	async run(context, { templateId, totalCents, posts, ...rhythm }) {
		const { tx, association, now, today } = context;
		if (totalCents !== undefined && totalCents <= 0) {
			throw refuseField('totalCents', 'accounting.amount-not-positive');
		}
		if (dueBetween(rhythm, { most: 1 }).length === 0) {
			throw refuseField('until', 'accounting.recurring-never');
		}
		// What could not be posted is refused now rather than each time.
		const { lines } = await linesOfRecurring(
			context,
			{ templateId, totalCents: totalCents ?? null },
			today
		);
		const { chart } = await chosenYear(context, undefined);
		const refs = lines.map(({ account }) => account);
		const accounts = await findAccounts(tx, chart, refs);
		checkLines(lines.map((line) => ({ ...line, account: accounts.get(line.account) })));
		const id = newId();
		await tables(tx)
			.insertInto('accounting.recurring_entry')
			.values({
				...{ association_id: association.id, id, template_id: templateId, posts },
				...{ months: rhythm.months, day_of_month: rhythm.dayOfMonth, from_day: rhythm.from },
				...{ until_day: rhythm.until ?? null, times: rhythm.times ?? null },
				total_cents: totalCents ?? null,
				created_at: now
			})
			.execute();
		context.about('recurring-entry', id);
		return { recurringId: id };
	}
});
