import { z } from 'zod';
import { defineOperation } from '#platform/server/operation.ts';
import { MEANINGS } from '#modules/accounting/index.ts';
import { accountField, amountField, dayField, labelField, lineVatField } from '../fields.ts';
import { lineById } from './bank-line.ts';
import { recordEntry, taxOfLine } from './record.ts';
import { writeRule } from './rules.ts';

const partField = z.strictObject({
	/** Signed like the line; the whole line unless said, when there is one part. */
	amountCents: amountField.optional(),
	/** What it is about, in plain words; or `account`; or neither, when past labels tell. */
	meaning: z.enum(MEANINGS).optional(),
	account: accountField.optional(),
	label: labelField.optional(),
	/** The tax that it is with; nothing outside the scope of the tax. */
	vat: lineVatField.optional()
});

export const recordLine = defineOperation({
	name: 'banking.record-line',
	summary: 'Write the entry of a line of the bank, whole or split, and reconcile both',
	permission: 'banking.write',
	kind: 'command',
	http: { method: 'post', path: '/banking/lines/{id}/entry', success: 201 },
	input: z.strictObject({
		id: z.uuid(),
		/** The label of the bank unless said. */
		label: labelField.optional(),
		thirdParty: labelField.optional(),
		/** The day of the line unless said. */
		date: dayField.optional(),
		parts: z.array(partField).min(1).max(20),
		/** Words by which such lines will be known from now on: makes a rule. */
		remember: z.string().trim().min(1).max(100).optional()
	}),
	output: z.object({ entryId: z.string(), number: z.string() }),
	async run(context, { id, parts, remember, ...words }) {
		const { line, account } = await lineById(context, id, { hold: true });
		const only = parts.length === 1;
		const shares = parts.map((part) => ({
			...part,
			amountCents: part.amountCents ?? (only ? line.cents : 0),
			vat: part.vat && taxOfLine(part.vat)
		}));
		const learn = only && shares[0]?.account === undefined;
		const posted = await recordEntry(context, account, line, { ...words, parts: shares, learn });
		const [first] = shares;
		if (remember && first && (first.account ?? first.meaning)) {
			await writeRule(context, {
				contains: remember,
				direction: line.cents > 0 ? 'income' : 'expense',
				...(first.account ? { account: first.account } : { meaning: first.meaning }),
				label: words.label,
				vat: first.vat
			});
		}
		context.about('bank-line', id, { number: posted.number });
		return posted;
	}
});
