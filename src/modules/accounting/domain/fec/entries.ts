import type { CheckedLine } from './line.ts';
import type { FecFindings } from './rules.ts';

/** One entry as gathered from its lines. */
export interface GatheredEntry {
	readonly journal: string;
	readonly number: string;
	readonly line: number;
	readonly date: string;
	/** Of the reference of its document: the text would keep the whole file in memory. */
	readonly document: number;
	/** Debit minus credit, in cents. */
	balance: number;
	/** A line of it can't be read, or may belong to it without saying so: it can't be weighed. */
	incomplete: boolean;
	/** The last line seen of it. */
	last: number;
	/** Balance and first line by further date. */
	others: Map<string, { balance: number; line: number }> | undefined;
	/** Where a second entry of the same number and day seems to begin, the first being balanced. */
	reused: number | undefined;
}

function hash(text: string): number {
	let value = 0;
	for (let i = 0; i < text.length; i++) value = (value * 31 + text.charCodeAt(i)) | 0;
	return value;
}

const MOST_LOST = 1_000;

/** Gathers lines into entries, by journal and number, and checks what each must be by itself. */
export class Entries {
	readonly #findings: FecFindings;
	readonly #entries = new Map<string, GatheredEntry>();
	#previous: GatheredEntry | undefined;
	#lost = false;
	debitCents = 0;
	creditCents = 0;
	#exact = true;

	constructor(findings: FecFindings) {
		this.#findings = findings;
	}

	get all(): GatheredEntry[] {
		return [...this.#entries.values()];
	}

	/** Lines that can't be placed: an entry, or its number, may be missing for no other reason. */
	readonly lost: number[] = [];

	/** A line that can't be placed: the entries beside it may lack it. */
	lose(line: number, exact = false): void {
		if (this.lost.length < MOST_LOST) this.lost.push(line);
		if (this.#previous) this.#previous.incomplete = true;
		this.#lost = true;
		if (!exact) this.#exact = false;
	}

	add(line: CheckedLine): void {
		this.debitCents += line.debitCents;
		this.creditCents += line.creditCents;
		if (!line.placed) {
			this.lose(line.line, line.exact && !line.doubtful);
			return;
		}
		const entry = this.#entryOf(line);
		if (this.#lost) entry.incomplete = true;
		this.#lost = false;
		if (!line.exact || line.doubtful) {
			entry.incomplete = true;
			this.#exact = false;
		}
		this.#weigh(entry, line);
		entry.last = line.line;
		this.#previous = entry;
	}

	/** @param cashBasis receipts and expenses may stand in a single line, without their other half (VIII-7°) */
	finish(cashBasis = false): void {
		const single = cashBasis && this.#areSingle();
		for (const entry of this.#entries.values()) this.#checkEntry(entry, single);
		const balance = this.debitCents - this.creditCents;
		if (balance !== 0 && this.#exact && !single) {
			const parameters = { debit: this.debitCents, credit: this.creditCents, balance };
			this.#findings.add('file-unbalanced', undefined, parameters);
		}
	}

	#entryOf({ journal, number, line, entryDate, document }: CheckedLine): GatheredEntry {
		const key = `${journal}\t${number}`;
		let entry = this.#entries.get(key);
		if (!entry) {
			entry = {
				...{
					journal,
					number,
					line,
					document: hash(document),
					date: entryDate,
					balance: 0,
					last: line
				},
				...{ incomplete: false, others: undefined, reused: undefined }
			};
			this.#entries.set(key, entry);
		}
		return entry;
	}

	#weigh(entry: GatheredEntry, line: CheckedLine): void {
		const amount = line.debitCents - line.creditCents;
		const apart = this.#previous !== entry && entry.last !== line.line;
		if (line.entryDate !== entry.date && line.entryDate !== '' && entry.date !== '') {
			entry.others ??= new Map();
			const other = entry.others.get(line.entryDate);
			if (other) other.balance += amount;
			else entry.others.set(line.entryDate, { balance: amount, line: line.line });
		} else if (apart && entry.balance === 0 && hash(line.document) !== entry.document) {
			entry.reused ??= line.line;
		}
		entry.balance += amount;
	}

	/** Most entries have one side only: it is how these books are kept. */
	#areSingle(): boolean {
		let unbalanced = 0;
		for (const { balance } of this.#entries.values()) if (balance !== 0) unbalanced++;
		return unbalanced * 2 > this.#entries.size;
	}

	#checkEntry(entry: GatheredEntry, single: boolean): void {
		const { journal, number, balance, incomplete } = entry;
		if (balance !== 0 && !incomplete && !single) {
			this.#findings.add('entry-unbalanced', entry.line, { journal, number, balance });
		}
		const others = [...(entry.others?.values() ?? [])];
		const second = others.find((other) => other.balance === 0)?.line ?? entry.reused;
		if (second !== undefined && balance === 0) {
			this.#findings.add('number-duplicated', second, { journal, number, first: entry.line });
		} else if (others[0]) {
			this.#findings.add('entry-several-dates', others[0].line, { journal, number });
		}
	}
}
