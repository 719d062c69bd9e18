import { refuseField } from '#shared/errors.ts';
import type { Day } from '#shared/day.ts';
import { sum } from '#shared/money.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { checkLines } from '../domain/entry.ts';
import type { DraftLine } from '../domain/entry.ts';
import type { EntrySource } from '../domain/events.ts';
import { journalKindFor } from '../domain/journal.ts';
import type { Meaning } from '../domain/meanings.ts';
import { checkMeans } from '../domain/plain-entry.ts';
import { keepAccounts, requireAccount } from './accounts.ts';
import { chooseAccount } from './choose-account.ts';
import type { Choice } from './choose-account.ts';
import { holdOpenYear } from './fiscal-years.ts';
import { learnHabit } from './habits.ts';
import { journalOfKind } from './journals.ts';
import { linesIn } from './lines-in.ts';
import { writeEntry } from './write-entry.ts';
import type { PostedEntry } from './write-entry.ts';

/** A share of a movement, and what it is about: a meaning, an account, or what past labels tell. */
export interface Part {
	/** Signed like the movement. */
	readonly amountCents: number;
	readonly meaning?: Meaning | undefined;
	/** Number or id of an account. */
	readonly account?: string | undefined;
	readonly label?: string | undefined;
}

/** Money that moved through one account, and where each share of it belongs. */
export interface SharedMovement {
	readonly date: Day;
	readonly label: string;
	/** Number or id of the account that the money moved through. */
	readonly means: string;
	/** Positive when money came in. The parts must come to it. */
	readonly amountCents: number;
	readonly parts: readonly Part[];
	readonly thirdParty?: string | undefined;
	readonly reference?: string | undefined;
	readonly source: EntrySource;
	/** Remembers where such labels go. */
	readonly learn?: boolean;
}

/**
 * Writes a movement of money shared among accounts as one entry; answers the ids of its lines on the account
 * that the money moved through.
 * @throws {Refusal} as `accounting.record-income`, and `accounting.parts-differ` when the parts do not come to it
 */
export async function recordParts(
	context: OperationContext,
	movement: SharedMovement
): Promise<PostedEntry & { lineIds: string[] }> {
	const { tx } = context;
	const { amountCents, parts } = movement;
	if (parts.length === 0 || sum(parts.map((part) => part.amountCents)) !== amountCents) {
		throw refuseField('parts', 'accounting.parts-differ');
	}
	const year = await holdOpenYear(tx, movement.date);
	const direction = amountCents > 0 ? 'income' : 'expense';
	const choices: Choice[] = [];
	for (const part of parts) {
		const own = part.amountCents > 0 ? 'income' : 'expense';
		const label = part.label ?? movement.label;
		choices.push(await chooseAccount(tx, year, own, { ...part, label }));
	}
	const refs = [movement.means, ...choices.map(({ ref }) => ref)];
	const accounts = await keepAccounts(context, year.chart, refs);
	const means = requireAccount(accounts, movement.means, 'means');
	checkMeans(means, 'means');
	const drafts: DraftLine[] = [
		side(means, amountCents),
		...parts.map((part, index) => {
			const account = requireAccount(accounts, choices[index]?.ref ?? '', `parts.${index}.account`);
			if (account.id === means.id) throw refuseField(`parts.${index}`, 'accounting.same-account');
			return { ...side(account, -part.amountCents), label: part.label };
		})
	];
	const lines = checkLines(drafts);
	const journal = await journalOfKind(tx, journalKindFor(means.kind));
	const [only] = choices;
	if (movement.learn && parts.length === 1 && only) {
		const about = requireAccount(accounts, only.ref, 'account');
		await learnHabit(context, direction, movement.label, about.id);
	}
	const posted = await writeEntry(context, { ...movement, year, journal, lines });
	return { ...posted, lineIds: await linesIn(tx, posted.entryId, means.id) };
}

function side(account: DraftLine['account'], cents: number): DraftLine {
	return { account, debitCents: Math.max(cents, 0), creditCents: Math.max(-cents, 0) };
}
