import { z } from 'zod';
import type { OperationContext } from '#platform/server/operation.ts';
import { checkLines } from '../domain/entry.ts';
import { journalKindFor } from '../domain/journal.ts';
import type { Direction } from '../domain/meanings.ts';
import { plainLines } from '../domain/plain-entry.ts';
import type { EntrySource } from '../domain/events.ts';
import { shareWholeEntry } from './analytics/write-shares.ts';
import { keepAccounts, requireAccount } from './accounts.ts';
import { attachFiles } from './attach-files.ts';
import { chooseAccount } from './choose-account.ts';
import {
	accountField,
	amountField,
	dayField,
	fileIdsField,
	idField,
	labelField,
	meaningField,
	referenceField
} from './fields.ts';
import { holdOpenYear } from './fiscal-years.ts';
import { learnHabit } from './habits.ts';
import { journalOfKind } from './journals.ts';
import { writeEntry } from './write-entry.ts';
import type { PostedEntry } from './write-entry.ts';

export const plainInput = z.strictObject({
	date: dayField,
	label: labelField,
	amountCents: amountField,
	/** The account the money moves through. */
	means: accountField,
	/** What it is about, in plain words; or `account`; or neither, when past labels tell. */
	meaning: meaningField.optional(),
	account: accountField.optional(),
	thirdParty: labelField.optional(),
	reference: referenceField.optional(),
	fileIds: fileIdsField.optional(),
	/** Projects, activities, funders it is for: one on each axis. */
	valueIds: z.array(idField).max(10).optional()
});

export type PlainEntry = z.output<typeof plainInput> & { source?: EntrySource };

/** Writes an income or an expense told in plain words, and remembers where its label went. */
export async function recordPlain(
	context: OperationContext,
	direction: Direction,
	entry: PlainEntry
): Promise<PostedEntry> {
	const { tx } = context;
	const year = await holdOpenYear(tx, entry.date);
	const choice = await chooseAccount(tx, year, direction, entry);
	const accounts = await keepAccounts(context, year.chart, [entry.means, choice.ref]);
	const means = requireAccount(accounts, entry.means, 'means');
	const about = requireAccount(accounts, choice.ref, 'account');
	const lines = checkLines(plainLines(direction, entry.amountCents, means, about));
	const journal = await journalOfKind(tx, journalKindFor(means.kind));
	if (!entry.source) await learnHabit(context, direction, entry.label, about.id);
	const posted = await writeEntry(context, { ...entry, year, journal, lines });
	await shareWholeEntry(context, posted.entryId, entry.valueIds ?? []);
	await attachFiles(context, posted.entryId, entry.fileIds);
	context.about('entry', posted.entryId, { number: posted.number });
	return posted;
}
