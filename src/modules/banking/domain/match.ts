import type { Day } from '#shared/day.ts';
import { addDays, daysBetween } from '#shared/day.ts';
import { fold } from '#shared/text.ts';
import { tellingWords } from './words.ts';

/** A line of the bank that waits. */
export interface OpenLine {
	readonly id: string;
	readonly day: Day;
	readonly cents: number;
	/** Folded words of the line. */
	readonly search: string;
	readonly reference: string | null;
	/** Amounts of the operations that the line gathers; empty when it is one. */
	readonly parts: readonly number[];
}

/** A line of an entry, in the account of the books, that waits. */
export interface OpenMovement {
	readonly id: string;
	readonly day: Day;
	readonly cents: number;
	readonly label: string;
	readonly reference: string | null;
	readonly thirdParty: string | null;
}

/** Why a movement is thought to be that of a line. */
export type MatchReason = 'reference' | 'words' | 'amount' | 'parts';

export interface Match {
	readonly movementIds: readonly string[];
	readonly because: MatchReason;
	/** No other movement or line could be meant. */
	readonly sure: boolean;
}

/** A cheque may be cashed months after it was written; money is seldom noted long after it moved. */
const DAYS_BEFORE = 120;
const DAYS_AFTER = 15;
/** Near enough for the amount alone to tell. */
const NEAR = 7;
const MOST_CANDIDATES = 12;

interface Candidate {
	readonly line: OpenLine;
	readonly movement: OpenMovement;
	readonly because: Exclude<MatchReason, 'parts'>;
	readonly score: number;
}

/**
 * The movements that each line is thought to be: the same amount within the time that a cheque takes, the nearest
 * day first, a shared reference or shared words before that. Each movement goes to one line.
 */
export function proposeMatches(
	lines: readonly OpenLine[],
	movements: readonly OpenMovement[]
): Map<string, Match> {
	const byAmount = bucketsOf(movements);
	const candidates = lines.flatMap((line) => candidatesOf(line, byAmount.get(line.cents) ?? []));
	const perLine = Map.groupBy(candidates, ({ line }) => line.id);
	const perMovement = Map.groupBy(candidates, ({ movement }) => movement.id);
	const proposals = new Map<string, Match>();
	const taken = new Set<string>();
	for (const candidate of candidates.sort(byScore)) {
		const { line, movement, because } = candidate;
		if (proposals.has(line.id) || taken.has(movement.id)) continue;
		taken.add(movement.id);
		const alone = [perLine.get(line.id), perMovement.get(movement.id)].every(
			(rivals) => (rivals ?? []).filter(asStrongAs(candidate)).length <= 1
		);
		const sure = because === 'reference' || (alone && isStrong(candidate));
		proposals.set(line.id, { movementIds: [movement.id], because, sure });
	}
	for (const line of lines) {
		if (line.parts.length < 2 || proposals.has(line.id)) continue;
		const movementIds = matchParts(line, byAmount, taken);
		if (!movementIds) continue;
		for (const id of movementIds) taken.add(id);
		proposals.set(line.id, { movementIds, because: 'parts', sure: false });
	}
	return proposals;
}

function bucketsOf(movements: readonly OpenMovement[]): Map<number, OpenMovement[]> {
	const buckets = Map.groupBy(movements, ({ cents }) => cents);
	for (const bucket of buckets.values()) bucket.sort((a, b) => (a.day < b.day ? -1 : 1));
	return buckets;
}

function byScore(a: Candidate, b: Candidate): number {
	return a.score - b.score || (a.line.id < b.line.id ? -1 : a.line.id > b.line.id ? 1 : 0);
}

function isStrong({ because, score }: Candidate): boolean {
	return because !== 'amount' || score <= NEAR;
}

/** Where words agree, an amount alone is no rival. */
function asStrongAs({ because }: Candidate): (rival: Candidate) => boolean {
	return (rival) => isStrong(rival) && (because === 'amount' || rival.because !== 'amount');
}

/** Of many movements of one amount, the nearest days only: dues are all alike. */
function candidatesOf(line: OpenLine, bucket: readonly OpenMovement[]): Candidate[] {
	const from = addDays(line.day, -DAYS_BEFORE);
	const to = addDays(line.day, DAYS_AFTER);
	return within(bucket, from, to)
		.map((movement) => ({ movement, days: Math.abs(daysBetween(movement.day, line.day)) }))
		.sort((a, b) => a.days - b.days)
		.slice(0, MOST_CANDIDATES)
		.map(({ movement, days }) => candidate(line, movement, days));
}

/** By halves: a bucket may hold thousands. */
function within(bucket: readonly OpenMovement[], from: Day, to: Day): OpenMovement[] {
	let low = 0;
	let high = bucket.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((bucket[middle] as OpenMovement).day < from) low = middle + 1;
		else high = middle;
	}
	const found: OpenMovement[] = [];
	for (let i = low; i < bucket.length && (bucket[i] as OpenMovement).day <= to; i++) {
		found.push(bucket[i] as OpenMovement);
	}
	return found;
}

const REFERENCE_BONUS = 1000;
const WORDS_BONUS = 200;

function candidate(line: OpenLine, movement: OpenMovement, days: number): Candidate {
	if (sharesReference(line, movement)) {
		return { line, movement, because: 'reference', score: days - REFERENCE_BONUS };
	}
	const shared = sharedWords(line, movement);
	if (shared === 0) return { line, movement, because: 'amount', score: days };
	return { line, movement, because: 'words', score: days - WORDS_BONUS * Math.min(shared, 3) };
}

/** A number of three figures or more that both sides write: that of a cheque, of a transfer. */
function sharesReference(line: OpenLine, { reference }: OpenMovement): boolean {
	const number = /\d{3,}/.exec(reference ?? '')?.[0]?.replace(/^0+/, '');
	if (!number || number.length < 3) return false;
	const said = `${line.reference ?? ''} ${line.search}`;
	return [...said.matchAll(/\d{3,}/g)].some(([text]) => text.replace(/^0+/, '') === number);
}

function sharedWords({ search }: OpenLine, { label, thirdParty }: OpenMovement): number {
	return tellingWords(search).intersection(tellingWords(fold(`${label} ${thirdParty ?? ''}`))).size;
}

/** One movement for each operation of a batch, or nothing. */
function matchParts(
	line: OpenLine,
	byAmount: ReadonlyMap<number, readonly OpenMovement[]>,
	taken: ReadonlySet<string>
): string[] | undefined {
	const found: string[] = [];
	for (const cents of line.parts) {
		const near = within(
			byAmount.get(cents) ?? [],
			addDays(line.day, -DAYS_BEFORE),
			addDays(line.day, DAYS_AFTER)
		);
		const free = near.filter(({ id }) => !taken.has(id) && !found.includes(id));
		const best = free.sort(
			(a, b) => Math.abs(daysBetween(a.day, line.day)) - Math.abs(daysBetween(b.day, line.day))
		)[0];
		if (!best) return undefined;
		found.push(best.id);
	}
	return found;
}
