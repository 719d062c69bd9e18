import { parseDay } from '#shared/day.ts';
import { fold } from '#shared/text.ts';
import { cleanKind } from '../choices.ts';
import { cleanEmail } from '../email.ts';
import { isHonorific } from '../honorific.ts';
import { cleanPhone } from '../phone.ts';
import type { Rows } from './rows.ts';
import type { Program } from './program.ts';
import { programOf } from './program.ts';
import { targetOfHeader } from './synonyms.ts';
import type { ImportTarget } from './target.ts';
import { isRepeatable, namesSomebody } from './target.ts';

export interface ColumnGuess {
	readonly target: ImportTarget;
	/** 0 to 1: 1 when the header is one that a known program writes. */
	readonly confidence: number;
	readonly because: 'header' | 'content' | 'empty' | 'unknown';
}

const SAMPLE = 200;
const ENOUGH = 0.8;

const CONTENTS: readonly [target: ImportTarget, matches: (cell: string) => boolean][] = [
	['email', (cell) => cell.includes('@') && !('fault' in cleanEmail(cell))],
	['phone', (cell) => /\d{8}/.test(cell.replace(/\D/g, '')) && !('fault' in cleanPhone(cell))],
	['postcode', (cell) => /^(?:0[1-9]|[1-8]\d|9[0-8])\d{3}$/.test(cell.trim())]
];

/** What a column of days may be called when its name tells which; another name says that it is neither. */
const JOINED = /adh|inscri|entree|arriv|ajout|creat|creation|join|added|since|depuis|membre|member/;
const BORN = /naiss|birth|born|annivers|^nee?s?\b|ddn/;
const SAYS_NOTHING = /^(?:\W*|[a-z]{1,3}|date\w{0,2}|jour|day|colonne|column)( \d*)?$/;

function guessByContent(
	title: string,
	cells: readonly string[],
	today: string
): ColumnGuess | undefined {
	const filled = cells.filter((cell) => cell.trim() !== '').slice(0, SAMPLE);
	if (filled.length === 0) return { target: 'ignore', confidence: 1, because: 'empty' };
	if (filled.every((cell) => 'value' in cleanKind(cell))) {
		return { target: 'kind', confidence: 0.6, because: 'content' };
	}
	const share = (matches: (cell: string) => boolean) =>
		filled.filter(matches).length / filled.length;
	for (const [target, matches] of CONTENTS) {
		const part = share(matches);
		if (part >= ENOUGH) return { target, confidence: 0.7 * part, because: 'content' };
	}
	const days = filled.map(parseDay).filter((day) => day !== undefined);
	if (days.length / filled.length < ENOUGH) return undefined;
	// Birthdays spread over decades; days of joining are recent. Only the first can be told safely.
	const years = Number(today.slice(0, 4));
	const adults = days.filter((day) => Number(day.slice(0, 4)) < years - 25).length;
	const target = adults / days.length > 0.5 ? 'birthDate' : 'joinedOn';
	const name = fold(title);
	if (!(target === 'joinedOn' ? JOINED : BORN).test(name) && !SAYS_NOTHING.test(name)) {
		return undefined;
	}
	return { target, confidence: 0.4, because: 'content' };
}

/**
 * Guesses what each column is: by its header first, then by what it holds. A target goes to one column
 * only, the surest and then the leftmost; the others are kept as information, the empty ones left out.
 * @param today to tell birthdays from days of joining.
 * @param ownHeaders what our own files call each field, folded: in these nothing else is guessed.
 */
export function guessMapping(
	header: readonly string[],
	rows: Rows,
	today: string,
	ownHeaders: ReadonlyMap<string, ImportTarget> = new Map()
): ColumnGuess[] {
	const sample = rows.slice(0, 5 * SAMPLE);
	const program = programOf(header);
	const isOurs = program === 'essaim';
	const named = namesSomebody(header.flatMap((title) => headerTarget(title, program) ?? []));
	const guesses = header.map((title, column): ColumnGuess => {
		const cells = sample.map((row) => row[column] ?? '');
		const own = ownTarget(title, ownHeaders);
		const target =
			own ?? (isOurs ? 'keep' : (headerTarget(title, program) ?? titleOf(title, cells)));
		if (target) return { target, confidence: 1, because: 'header' };
		if (named && isOfPayer(title)) return UNKNOWN;
		return guessByContent(title, cells, today) ?? UNKNOWN;
	});
	return onePerTarget(payersAsPeople(guesses, header));
}

/** A column beside fields (`extra.Couleur`) may be a field of the association’s own, never another. */
function ownTarget(
	title: string,
	ownHeaders: ReadonlyMap<string, ImportTarget>
): ImportTarget | undefined {
	const beside = /^extra\.(.*)$/s.exec(title)?.[1];
	if (beside === undefined) return ownHeaders.get(fold(title));
	const target = ownHeaders.get(fold(beside));
	return target === 'ignore' || target?.startsWith('custom.') ? target : undefined;
}

/** Headers that a program uses in a way of its own. */
const PECULIAR: Readonly<Partial<Record<Program, Readonly<Record<string, ImportTarget>>>>> = {
	// The number of an order or of a ticket, not of a member.
	helloasso: { numero: 'keep' },
	galette: { statut: 'category', titre: 'honorific' }
};

/** « Titre », « Title »: how people are called, or what they do. */
function titleOf(title: string, cells: readonly string[]): ImportTarget | undefined {
	if (!/^(?:titre|title|civ)\.?$/.test(fold(title))) return undefined;
	const filled = cells.filter((cell) => cell.trim() !== '');
	return filled.length > 0 && filled.every(isHonorific) ? 'honorific' : undefined;
}

const OF_PAYER = /^(.+?) (?:du |de l )?(?:payeur|acheteur)$/;

/** Where whoever paid lives is kept as information when the file names somebody else. */
function isOfPayer(title: string): boolean {
	return OF_PAYER.test(fold(title));
}

function headerTarget(title: string, program: Program | undefined): ImportTarget | undefined {
	return (program && PECULIAR[program]?.[fold(title)]) ?? targetOfHeader(title);
}

const UNKNOWN: ColumnGuess = { target: 'keep', confidence: 0, because: 'unknown' };

const PAYER_AS_PERSON: Readonly<Partial<Record<ImportTarget, ImportTarget>>> = {
	payerLastName: 'lastName',
	payerFirstName: 'firstName',
	payerEmail: 'email'
};

/** A file of payments names nobody but who paid: the payer is the person. */
function payersAsPeople(
	guesses: readonly ColumnGuess[],
	header: readonly string[]
): readonly ColumnGuess[] {
	if (namesSomebody(guesses.map(({ target }) => target))) return guesses;
	return guesses.map((guess, index) => {
		const bare = OF_PAYER.exec(fold(header[index] ?? ''))?.[1];
		const known = PAYER_AS_PERSON[guess.target] ?? (bare && targetOfHeader(bare));
		return known ? { target: known, confidence: 1, because: 'header' } : guess;
	});
}

/** Where a second column of the same sort goes. */
const SECOND: Readonly<Partial<Record<ImportTarget, ImportTarget>>> = {
	email: 'otherEmails',
	phone: 'otherPhones'
};

function onePerTarget(guesses: readonly ColumnGuess[]): ColumnGuess[] {
	const winner = new Map<ImportTarget, ColumnGuess>();
	for (const guess of guesses) {
		const best = winner.get(guess.target);
		if (!best || guess.confidence > best.confidence) winner.set(guess.target, guess);
	}
	return guesses.map((guess) =>
		isRepeatable(guess.target) || winner.get(guess.target) === guess
			? guess
			: { ...UNKNOWN, ...(SECOND[guess.target] && { ...guess, target: SECOND[guess.target] }) }
	);
}
