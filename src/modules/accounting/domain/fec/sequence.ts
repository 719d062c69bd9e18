import type { GatheredEntry } from './entries.ts';
import type { FecFindings } from './rules.ts';

interface Numbered {
	readonly entry: GatheredEntry;
	readonly prefix: string;
	readonly value: number;
	readonly digits: number;
}

interface Gap {
	readonly line: number;
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
export function checkSequence(entries: readonly GatheredEntry[], findings: FecFindings): void {
	const numbered = entries.map(split).filter((each) => each !== undefined);
	for (const entry of entries) {
		if (split(entry) === undefined) {
			findings.add('number-unreadable', entry.line, { number: entry.number });
		}
	}
	reportMixed(numbered, findings);
	const best = waysOf(numbered)
		.map(faultsOf)
		.reduce((least, faults) => (weight(faults) < weight(least) ? faults : least));
	for (const { line, ...parameters } of best.gaps) findings.add('number-missing', line, parameters);
	for (const { line, ...parameters } of best.repeats) {
		findings.add('number-duplicated', line, parameters);
	}
}

const weight = ({ gaps, repeats }: Faults) => gaps.length + repeats.length;

function split(entry: GatheredEntry): Numbered | undefined {
	const match = /^(.*?)(\d{1,15})$/.exec(entry.number);
	if (!match) return undefined;
	const digits = match[2] ?? '';
	return { entry, prefix: match[1] ?? '', value: Number(digits), digits: digits.length };
}

/** Each way of numbering cuts the entries into runs that must be continuous. */
function waysOf(numbered: readonly Numbered[]): Map<string, Numbered[]>[] {
	const ways = [
		groupBy(numbered, ({ entry, prefix }) => `${entry.journal}\t${prefix}`),
		groupBy(numbered, ({ prefix }) => prefix)
	];
	for (const length of [6, 4]) {
		const monthly = numbered.map((each) => withMonth(each, length));
		if (!monthly.every((each) => each !== undefined)) continue;
		ways.push(
			groupBy(monthly, ({ entry, prefix }) => `${entry.journal}\t${prefix}`),
			groupBy(monthly, ({ prefix }) => prefix)
		);
	}
	return ways;
}

/** `202501007` of January 2025 is number 7 of its month; `undefined` when it isn't written so. */
function withMonth({ entry, prefix, digits }: Numbered, length: number): Numbered | undefined {
	const text = entry.number.slice(prefix.length);
	const month = entry.date.slice(6 - length, 6);
	if (digits <= length || month === '' || !text.startsWith(month)) return undefined;
	const rest = text.slice(length);
	return { entry, prefix: prefix + month, value: Number(rest), digits: rest.length };
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
				const write = (value: number) => after.prefix + String(value).padStart(after.digits, '0');
				gaps.push({ line, journal, first: write(before.value + 1), last: write(after.value - 1) });
			}
		}
	}
	return { gaps, repeats };
}

/** Plain numbers and numbers with a prefix in one journal: two hands, or two programs. */
function reportMixed(numbered: readonly Numbered[], findings: FecFindings): void {
	for (const [journal, run] of groupBy(numbered, ({ entry }) => entry.journal)) {
		const plain = run.filter(({ prefix }) => prefix === '');
		const rarer = plain.length * 2 > run.length ? run.filter(({ prefix }) => prefix) : plain;
		const [odd] = rarer;
		if (!odd || plain.length === run.length) continue;
		findings.add('number-mixed', odd.entry.line, { journal, number: odd.entry.number });
	}
}
