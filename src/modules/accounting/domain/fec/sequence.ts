import type { GatheredEntry } from './entries.ts';
import type { FecFindings } from './rules.ts';

interface Numbered {
	readonly entry: GatheredEntry;
	readonly prefix: string;
	readonly suffix: string;
	readonly value: number;
	readonly digits: number;
}

interface Gap {
	readonly line: number;
	/** Where the entry before it begins. */
	readonly after: number;
	readonly journal: string;
	readonly first: string;
	readonly last: string;
}

interface Repeat {
	readonly line: number;
	readonly journal: string;
	readonly number: string;
	readonly first: number;
}

interface Faults {
	readonly gaps: readonly Gap[];
	readonly repeats: readonly Repeat[];
}

/**
 * Numbers run on without a break, over the whole file or in each journal (BOI-CF-IOR-60-40-20, § 100); a prefix or
 * a month in front starts a run of its own. The way of numbering is the one that leaves the fewest faults.
 */
export function checkSequence(
	entries: readonly GatheredEntry[],
	findings: FecFindings,
	lost: readonly number[] = []
): void {
	const numbered = numbersOf(entries);
	const readable = new Set(numbered.map(({ entry }) => entry));
	for (const entry of entries) {
		if (readable.has(entry)) continue;
		findings.add('number-unreadable', entry.line, { number: entry.number });
	}
	reportMixed(numbered, findings);
	let best: Faults | undefined;
	for (const way of waysOf(numbered)) {
		const faults = faultsOf(way);
		if (!best || weight(faults) < weight(best)) best = faults;
		if (weight(best) === 0) break;
	}
	if (!best) return;
	for (const { line, after, ...parameters } of best.gaps) {
		// What can't be read there may bear the number.
		if (lost.some((each) => each > after && each < line)) continue;
		findings.add('number-missing', line, parameters);
	}
	for (const { line, ...parameters } of best.repeats) {
		findings.add('number-duplicated', line, parameters);
	}
}

const weight = ({ gaps, repeats }: Faults) => gaps.length + repeats.length;

/** Cuts a number at its last figures, or at its first ones. */
function split(entry: GatheredEntry, at: 'last' | 'first' = 'last'): Numbered | undefined {
	const match = PATTERNS[at].exec(entry.number);
	if (!match) return undefined;
	const [, prefix = '', digits = '', suffix = ''] = match;
	return { entry, prefix, suffix, value: Number(digits), digits: digits.length };
}

const PATTERNS = {
	last: /^(.*?)(\d{1,15})(\D*)$/,
	first: /^(\D*)(\d{1,15})(.*)$/
} as const;

/** `0001/2025`: where all end with the same figures, those at the front count. */
function numbersOf(entries: readonly GatheredEntry[]): Numbered[] {
	const last = entries.map((entry) => split(entry)).filter((each) => each !== undefined);
	if (last.length === 0) return inLetters(entries);
	const values = new Set(last.map(({ value }) => value));
	if (values.size > 1 || last.length < 2) return last;
	return entries.map((entry) => split(entry, 'first')).filter((each) => each !== undefined);
}

/** `AAA`, `AAB`: letters that are all as many count like figures. */
function inLetters(entries: readonly GatheredEntry[]): Numbered[] {
	const [first] = entries;
	if (!entries.every(({ number }) => areLetters(number) && number.length === first?.number.length))
		return [];
	return entries.map((entry) => {
		const value = [...entry.number.toUpperCase()].reduce(
			(sum, letter) => sum * 26 + letter.charCodeAt(0) - 65,
			0
		);
		return { entry, prefix: '', suffix: '', value, digits: 0 };
	});
}
const areLetters = (number: string) => /^[a-z]{1,10}$/i.test(number);

/** Each way of numbering cuts the entries into runs that must be continuous. */
function* waysOf(numbered: readonly Numbered[]): Generator<Map<string, Numbered[]>> {
	const both = function* (each: readonly Numbered[]) {
		yield groupBy(each, ({ entry, prefix, suffix }) => `${entry.journal}\t${prefix}\t${suffix}`);
		yield groupBy(each, ({ prefix, suffix }) => `${prefix}\t${suffix}`);
	};
	yield* both(numbered);
	yield someApart(numbered);
	for (const place of DATED) {
		const dated = numbered.map((each) => withDate(each, place));
		if (dated.every((each) => each !== undefined)) yield* both(dated);
	}
}

/** Where a number may begin with its day, month or year: `AAAAMMJJ`, `AAAAMM`, `AAMM`, `AAAA`, `AA`, `MM`. */
const DATED = [
	[0, 8],
	[0, 6],
	[2, 6],
	[0, 4],
	[2, 4],
	[4, 6]
] as const;

/** `202501007` of January 2025 is number 7 of its month; `undefined` when it isn't written so. */
function withDate(
	{ entry, prefix, digits }: Numbered,
	[from, to]: readonly [number, number]
): Numbered | undefined {
	const text = /\d+$/.exec(entry.number)?.[0] ?? '';
	const date = entry.date.slice(from, to);
	if (digits <= date.length || date === '' || !text.startsWith(date)) return undefined;
	const rest = text.slice(date.length);
	return { entry, prefix: prefix + date, suffix: '', value: Number(rest), digits: rest.length };
}

/** The opening has numbers of its own in many programs, from 1; the other journals share theirs. */
function someApart(numbered: readonly Numbered[]): Map<string, Numbered[]> {
	const journals = groupBy(numbered, ({ entry }) => entry.journal);
	const apart = new Set<string>();
	for (const [journal, run] of journals) {
		const values = run.map(({ value }) => value).sort((a, b) => a - b);
		if (values.every((value, index) => value === index + 1)) apart.add(journal);
	}
	return groupBy(numbered, ({ entry: { journal }, prefix, suffix }) =>
		[apart.has(journal) ? journal : '', prefix, suffix].join('\t')
	);
}

function groupBy(
	numbered: readonly Numbered[],
	keyOf: (each: Numbered) => string
): Map<string, Numbered[]> {
	const groups = new Map<string, Numbered[]>();
	for (const each of numbered) {
		const key = keyOf(each);
		const group = groups.get(key);
		if (group) group.push(each);
		else groups.set(key, [each]);
	}
	return groups;
}

function faultsOf(runs: ReadonlyMap<string, Numbered[]>): Faults {
	const gaps: Gap[] = [];
	const repeats: Repeat[] = [];
	for (const run of runs.values()) {
		const sorted = run.toSorted((a, b) => a.value - b.value || a.entry.line - b.entry.line);
		for (let i = 1; i < sorted.length; i++) {
			const [before, after] = [sorted[i - 1] as Numbered, sorted[i] as Numbered];
			const { journal, line } = after.entry;
			if (after.value === before.value) {
				const { number } = after.entry;
				repeats.push({ line, journal, number, first: before.entry.line });
			} else if (after.value > before.value + 1) {
				const write = (value: number) =>
					after.prefix + String(value).padStart(after.digits, '0') + after.suffix;
				gaps.push({
					...{ line, journal, after: before.entry.line },
					...{ first: write(before.value + 1), last: write(after.value - 1) }
				});
			}
		}
	}
	return { gaps, repeats };
}

/** Plain numbers and numbers with a prefix in one journal: two hands, or two programs. */
function reportMixed(numbered: readonly Numbered[], findings: FecFindings): void {
	for (const [journal, run] of groupBy(numbered, ({ entry }) => entry.journal)) {
		const plain = run.filter(({ prefix, suffix }) => prefix + suffix === '');
		if (plain.length === run.length) continue;
		const rarer =
			plain.length * 2 > run.length
				? run.filter(({ prefix, suffix }) => prefix + suffix !== '')
				: plain;
		const [odd] = rarer;
		if (!odd) continue;
		findings.add('number-mixed', odd.entry.line, { journal, number: odd.entry.number });
	}
}
