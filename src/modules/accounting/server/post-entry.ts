import { z } from 'zod';
import type { Day } from '#shared/day.ts';
import { defineOperation } from '#platform/server/operation.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { checkLines } from '../domain/entry.ts';
import type { EntrySource } from '../domain/events.ts';
import { keepAccounts } from './accounts.ts';
import { sharesField, writeShares } from './analytics/write-shares.ts';
import { attachFiles } from './attach-files.ts';
import { useDraft } from './drafts/discard-entry-draft.ts';
import {
	accountField,
	amountField,
	dayField,
	entryRef,
	fileIdsField,
	idField,
	labelField,
	referenceField
} from './fields.ts';
import { holdOpenYear } from './fiscal-years.ts';
import { journalByCode } from './journals.ts';
import { thirdPartiesOf } from './third-parties/third-parties.ts';
import { writeEntry } from './write-entry.ts';
import type { PostedEntry } from './write-entry.ts';

const MAX_LINES = 500;

const entryInput = z.strictObject({
	journal: z.string().trim().min(1).max(5),
	date: dayField,
	label: labelField,
	reference: referenceField.optional(),
	thirdParty: labelField.optional(),
	lines: z
		.array(
			z.strictObject({
				account: accountField,
				debitCents: amountField.default(0),
				creditCents: amountField.default(0),
				label: labelField.optional(),
				/** Projects, activities, funders it is for. */
				shares: sharesField.optional(),
				/** Whom the line is about, on an account of third parties. */
				thirdPartyId: idField.optional(),
				/** The same, by name or code. */
				thirdParty: labelField.optional(),
				/** When it is to be paid. */
				dueDay: dayField.optional()
			})
		)
		.max(MAX_LINES),
	fileIds: fileIdsField.optional(),
	/** The draft that it finishes, which goes with it. */
	draftId: idField.optional()
});

export const postEntry = defineOperation({
	name: 'accounting.post-entry',
	summary: 'Post an entry line by line, each with a debit or a credit',
	permission: 'accounting.write',
	kind: 'command',
	gathers: true,
	http: { method: 'post', path: '/accounting/entries', success: 201 },
	input: entryInput,
	output: entryRef,
	run: (context, input) => postLines(context, input)
});

/**
 * Posts an entry line by line, for an operation of this module; `source` says what it comes from.
 * @throws {Refusal} as `accounting.post-entry`
 */
export async function postLines(
	context: OperationContext,
	input: Omit<z.input<typeof entryInput>, 'date'> & { readonly date: Day },
	source?: EntrySource
): Promise<PostedEntry> {
	const { tx } = context;
	const year = await holdOpenYear(tx, input.date);
	const journal = await journalByCode(tx, input.journal);
	const refs = input.lines.map((line) => line.account);
	const accounts = await keepAccounts(context, year.chart, refs);
	const parties = await thirdPartiesOf(tx, input.lines);
	const lines = checkLines(
		input.lines.map(({ debitCents = 0, creditCents = 0, dueDay, ...line }, index) => ({
			...{ debitCents, creditCents, label: line.label, dueDay: dueDay as Day | undefined },
			account: accounts.get(line.account),
			thirdPartyId: parties[index]
		}))
	);
	const posted = await writeEntry(context, { ...input, source, year, journal, lines });
	await writeShares(
		context,
		posted.entryId,
		input.lines.flatMap(({ shares }, index) =>
			shares ? [{ position: index + 1, shares, path: `lines.${index}.shares` }] : []
		)
	);
	await attachFiles(context, posted.entryId, input.fileIds);
	await useDraft(context, input.draftId);
	context.about('entry', posted.entryId, { number: posted.number });
	return posted;
}
