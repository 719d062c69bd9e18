import type { z } from 'zod';
import { refuseField } from '#shared/errors.ts';
import type { Day } from '#shared/day.ts';
import { sum } from '#shared/money.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import type { ChartVersion } from '../domain/chart.ts';
import { checkLines } from '../domain/entry.ts';
import type { DraftLine } from '../domain/entry.ts';
import type { EntrySource } from '../domain/events.ts';
import { journalKindFor } from '../domain/journal.ts';
import type { Direction, Meaning } from '../domain/meanings.ts';
import { checkMeans, checkUsualSide } from '../domain/plain-entry.ts';
import { keepAccounts, requireAccount } from './accounts.ts';
import type { AccountsByRef, KnownAccount } from './accounts.ts';
import { writeShares } from './analytics/write-shares.ts';
import { chooseAccount } from './choose-account.ts';
import { holdOpenYear } from './fiscal-years.ts';
import type { KnownYear } from './fiscal-years.ts';
import { learnHabit } from './habits.ts';
import { journalOfKind } from './journals.ts';
import { linesIn } from './lines-in.ts';
import type { vatField } from './vat/entry-tax.ts';
import { keepTaxes, taxParts } from './vat/tax-parts.ts';
import type { TaxablePart } from './vat/tax-parts.ts';
import { writeEntry } from './write-entry.ts';
import type { PostedEntry } from './write-entry.ts';

/** A share of a movement, and what it is about: a meaning, an account, or what past labels tell. */
export interface Part {
	/** Signed like the movement. */
	readonly amountCents: number;
	readonly meaning?: Meaning | undefined;
	/** Number or id of an account. */
	readonly account?: string | undefined;
	/** The nomenclature that the account was kept under, when it was not chosen for this: `null` when not noted. */
	readonly keptUnder?: ChartVersion | null | undefined;
	readonly label?: string | undefined;
	/** Projects, activities, funders it is for, whole: one on each axis. */
	readonly valueIds?: readonly string[] | undefined;
	/** The tax it is with. */
	readonly vat?: z.output<typeof vatField> | undefined;
	/** Before the names of its fields, where a fault is told: `parts.0.` and so on unless said. */
	readonly path?: string | undefined;
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
	readonly source?: EntrySource | undefined;
	/** Remembers where such labels go. */
	readonly learn?: boolean;
	/** Money that goes back where it came from: each part is taken off what it was about. */
	readonly givesBack?: boolean;
	/** Refuses an account of income for an expense, and the reverse. */
	readonly usualSide?: boolean;
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
	const { meansId, ...posted } = await writeMovement(context, movement);
	return { ...posted, lineIds: await linesIn(context.tx, posted.entryId, meansId) };
}

/** The same; answers the id of the account that the money moved through. @throws {Refusal} as `recordParts` */
export async function writeMovement(
	context: OperationContext,
	movement: SharedMovement
): Promise<PostedEntry & { meansId: string }> {
	const { tx } = context;
	const { amountCents, parts } = movement;
	if (parts.length === 0 || sum(parts.map((part) => part.amountCents)) !== amountCents) {
		throw refuseField('parts', 'accounting.parts-differ');
	}
	const year = await holdOpenYear(tx, movement.date);
	const refs = await refsOf(context, year, movement);
	const accounts = await keepAccounts(context, year.chart, [movement.means, ...refs]);
	const means = requireAccount(accounts, movement.means, 'means');
	checkMeans(means, 'means');
	const about = parts.map((part, index) =>
		accountOfPart(accounts, refs[index] ?? '', means, movement, part, pathOf(part, index))
	);
	const taxed = await taxParts(context, year, movement.date, about);
	if (movement.learn) await learnParts(context, year, movement, about);
	const own = taxed.flatMap(({ lines }) => lines);
	const through = side(means, 0 - sum(own.map((line) => line.debitCents - line.creditCents)));
	// Debits first, as books are read.
	const lines = checkLines(amountCents > 0 ? [through, ...own] : [...own, through]);
	const journal = await journalOfKind(tx, journalKindFor(means.kind));
	const posted = await writeEntry(context, { ...movement, year, journal, lines });
	const first = amountCents > 0 ? 2 : 1;
	await keepTaxes(context, posted.entryId, taxed, first);
	await writeShares(
		context,
		posted.entryId,
		taxed.flatMap(({ account, path, part, place }) =>
			part.valueIds?.length && !account.isMeans
				? [
						{
							position: place + first,
							shares: part.valueIds.map((valueId) => ({ valueId })),
							path: `${path}values`
						}
					]
				: []
		)
	);
	return { ...posted, meansId: means.id };
}

function pathOf(part: Part, index: number): string {
	return part.path ?? `parts.${index}.`;
}

function directionOfPart(part: Part, { givesBack = false }: SharedMovement): Direction {
	return part.amountCents > 0 !== givesBack ? 'income' : 'expense';
}

async function refsOf(
	{ tx }: OperationContext,
	year: KnownYear,
	movement: SharedMovement
): Promise<string[]> {
	const refs: string[] = [];
	for (const [index, part] of movement.parts.entries()) {
		const wish = { ...part, label: part.label ?? movement.label };
		const direction = directionOfPart(part, movement);
		refs.push((await chooseAccount(tx, year, direction, wish, pathOf(part, index))).ref);
	}
	return refs;
}

interface PlacedPart extends TaxablePart {
	readonly part: Part;
}

function accountOfPart(
	accounts: AccountsByRef,
	ref: string,
	means: KnownAccount,
	movement: SharedMovement,
	part: Part,
	path: string
): PlacedPart {
	const account = requireAccount(accounts, ref, `${path}account`);
	const direction = directionOfPart(part, movement);
	if (movement.usualSide) checkUsualSide(direction, account, `${path}account`);
	if (account.id === means.id) throw refuseField(`${path}account`, 'accounting.same-account');
	if (part.amountCents === 0) {
		throw refuseField(`${path}amountCents`, 'accounting.amount-not-positive');
	}
	const line = { ...side(account, -part.amountCents), label: part.label };
	return { part, direction, account, path, line };
}

/** The label of a movement tells where it goes when it goes to one account; each part its own label. */
async function learnParts(
	context: OperationContext,
	{ chart }: KnownYear,
	movement: SharedMovement,
	about: readonly PlacedPart[]
): Promise<void> {
	for (const { part, direction, account } of about) {
		const label = part.label ?? (about.length === 1 ? movement.label : undefined);
		if (label !== undefined) {
			await learnHabit(context, chart, direction, label, account.id);
		}
	}
}

function side(account: DraftLine['account'], cents: number): DraftLine {
	return { account, debitCents: Math.max(cents, 0), creditCents: Math.max(-cents, 0) };
}
