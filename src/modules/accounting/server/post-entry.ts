import { z } from 'zod';
import type { Day } from '#shared/day.ts';
import { defineOperation } from '#platform/server/operation.ts';
import type { Call, OperationContext } from '#platform/server/operation.ts';
import type { ChartVersion } from '../domain/chart.ts';
import { checkLines } from '../domain/entry.ts';
import type { Line } from '../domain/entry.ts';
import type { EntrySource } from '../domain/events.ts';
import { keepAccounts } from './accounts.ts';
import type { AccountsByRef } from './accounts.ts';
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
import { holdBooks } from './fiscal-years.ts';
import { thirdPartiesOf } from './third-parties/third-parties.ts';
import { writeEntries } from './write-entry.ts';
import type { EntryInContext, PostedEntry } from './write-entry.ts';

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
	run: (context, input) => postLines(context, input),
	runTogether: postEntries
});

/** An entry as asked; `source` says what it comes from. */
type Posting = Omit<z.input<typeof entryInput>, 'date'> & {
	readonly date: Day;
	readonly source?: EntrySource | undefined;
};

/**
 * Posts an entry line by line, for an operation of this module.
 * @throws {Refusal} as `accounting.post-entry`
 */
export async function postLines(context: OperationContext, input: Posting): Promise<PostedEntry> {
	const [posted] = await postEntries([{ context, input }]);
	if (!posted) throw new Error('Nothing was posted');
	return posted;
}

/** The same for several entries of one transaction and association. */
async function postEntries(calls: readonly Call<Posting>[]): Promise<PostedEntry[]> {
	const posted = await writeEntries(await entriesOf(calls));
	for (const [index, { context, input }] of calls.entries()) {
		const { entryId, number } = posted[index] as PostedEntry;
		await writeShares(
			context,
			entryId,
			input.lines.flatMap(({ shares }, line) =>
				shares ? [{ position: line + 1, shares, path: `lines.${line}.shares` }] : []
			)
		);
		await attachFiles(context, entryId, input.fileIds);
		await useDraft(context, input.draftId);
		context.about('entry', entryId, { number });
	}
	return posted;
}

/** What they ask for, checked: each statement is for all of them. */
async function entriesOf(calls: readonly Call<Posting>[]): Promise<EntryInContext[]> {
	const [first] = calls;
	if (!first) return [];
	const { tx } = first.context;
	const inputs = calls.map(({ input }) => input);
	const days = inputs.map(({ date }) => date);
	const codes = inputs.map(({ journal }) => journal);
	const { yearOn, journalOf } = await holdBooks(tx, days, codes);
	const accountsOf = new Map<ChartVersion, AccountsByRef>();
	for (const chart of new Set(days.map((on) => yearOn(on).chart))) {
		const refs = inputs
			.filter(({ date }) => yearOn(date).chart === chart)
			.flatMap(({ lines }) => lines.map(({ account }) => account));
		accountsOf.set(chart, await keepAccounts(first.context, chart, [...new Set(refs)]));
	}
	const entries: EntryInContext[] = [];
	for (const { context, input } of calls) {
		const year = yearOn(input.date);
		const parties = await thirdPartiesOf(tx, input.lines);
		const lines = linesOf(input, accountsOf.get(year.chart), parties);
		entries.push({ context, entry: { ...input, year, journal: journalOf(input.journal), lines } });
	}
	return entries;
}

function linesOf(
	{ lines }: Posting,
	accounts: AccountsByRef | undefined,
	parties: readonly (string | undefined)[]
): Line[] {
	return checkLines(
		lines.map(({ debitCents = 0, creditCents = 0, dueDay, ...line }, index) => ({
			...{ debitCents, creditCents, label: line.label, dueDay: dueDay as Day | undefined },
			account: accounts?.get(line.account),
			thirdPartyId: parties[index]
		}))
	);
}
