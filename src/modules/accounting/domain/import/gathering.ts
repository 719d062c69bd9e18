import type { Day } from '#shared/day.ts';
import { fold } from '#shared/text.ts';
import { isAccountCode, takesShares } from '../account.ts';
import { MAX_AMOUNT_CENTS } from '../entry.ts';
import { accountCode, journalCode, journalKind } from './codes.ts';
import type { JournalKind } from '../journal.ts';
import { EntryKeys } from './entry-keys.ts';
import { ImportFaults } from './import-faults.ts';
import type { ImportedLine } from './imported-line.ts';
import { comeInOrder } from './numbering.ts';

/** One entry of a file: what numbering it and weighing it need. */
export interface GatheredEntry {
	readonly journal: string;
	readonly number: string;
	readonly date: Day | undefined;
	readonly line: number;
	debitCents: number;
	creditCents: number;
	lines: number;
}

export interface GatheredJournal {
	/** As the books will write it. */
	readonly code: string;
	readonly label: string;
	readonly kind: JournalKind;
	entries: number;
}

export interface GatheredAccount {
	readonly code: string;
	readonly label: string;
	debitCents: number;
	creditCents: number;
}

/** A project that lines are shared to, and how many. */
export interface GatheredProject {
	readonly label: string;
	lines: number;
}

/** What a file holds, as far as deciding what to do with it asks. */
export interface Gathered {
	readonly lines: number;
	readonly entries: number;
	readonly drafts: number;
	readonly debitCents: number;
	readonly creditCents: number;
	/** Days of entries, in order, with the first line of each. */
	readonly days: readonly { readonly day: Day; readonly line: number }[];
	readonly journals: readonly GatheredJournal[];
	readonly accounts: readonly GatheredAccount[];
	/** By label; absent from what was read before they were kept. */
	readonly projects?: readonly GatheredProject[];
	/** How many entries have a note. */
	readonly notes?: number;
	/** Lines of an entry follow each other, and entries the order of their numbers: one look writes them. */
	readonly inOrder?: boolean;
}

const MOST_LINES = 32_000;

/** Gathers the lines of a file into entries, and finds what keeps them from being written. */
export class Gathering {
	readonly faults = new ImportFaults();
	readonly remarks = new ImportFaults();
	readonly byKey = new Map<string, GatheredEntry>();
	readonly #keys = new EntryKeys();
	readonly #journals = new Map<string, GatheredJournal>();
	readonly #accounts = new Map<string, GatheredAccount>();
	readonly #days = new Map<Day, number>();
	readonly #projects = new Map<string, GatheredProject>();
	#notes = 0;
	#lines = 0;
	#drafts = 0;
	#last: GatheredEntry | undefined;
	#scattered = false;

	/** Answers the key of the entry that the line belongs to. */
	add(line: ImportedLine): string {
		const key = this.#keys.of(line);
		const sides = this.#sidesOf(line);
		if (!sides) return key;
		const [debitCents, creditCents] = sides;
		this.#lines++;
		const known = this.byKey.get(key);
		const entry = known ?? this.#begin(key, line);
		if (known && known !== this.#last) this.#scattered = true;
		this.#last = entry;
		entry.lines++;
		entry.debitCents += debitCents;
		entry.creditCents += creditCents;
		this.#weighAccount(line, debitCents, creditCents);
		if (line.note) this.#notes++;
		this.#countProject(line);
		return key;
	}

	finish(): Gathered {
		let [debitCents, creditCents] = [0, 0];
		for (const entry of this.byKey.values()) {
			this.#checkEntry(entry);
			debitCents += entry.debitCents;
			creditCents += entry.creditCents;
		}
		if (this.byKey.size === 0 && this.faults.count === 0) {
			this.faults.add('import-without-entries', undefined);
		}
		if (this.#drafts > 0) this.remarks.add('import-drafts', undefined, { count: this.#drafts });
		const days = [...this.#days].map(([day, line]) => ({ day, line }));
		return {
			...{ lines: this.#lines, entries: this.byKey.size, drafts: this.#drafts },
			...{ debitCents, creditCents },
			days: days.sort((a, b) => (a.day < b.day ? -1 : 1)),
			journals: [...this.#journals.values()].sort((a, b) => (a.code < b.code ? -1 : 1)),
			accounts: [...this.#accounts.values()].sort((a, b) => (a.code < b.code ? -1 : 1)),
			projects: [...this.#projects.values()].sort((a, b) => a.label.localeCompare(b.label, 'fr')),
			notes: this.#notes,
			inOrder: !this.#scattered && comeInOrder(this.byKey)
		};
	}

	#sidesOf({ line, debitCents, creditCents }: ImportedLine): [number, number] | undefined {
		if (debitCents === undefined || creditCents === undefined) {
			this.faults.add('import-amount-unreadable', line);
			return undefined;
		}
		const sides = sidesOf(debitCents, creditCents);
		if (!sides) this.faults.add('import-debit-and-credit', line);
		else if (sides[0] === 0 && sides[1] === 0) {
			this.remarks.add('import-line-without-amount', line);
			return undefined;
		} else if (Math.max(...sides) > MAX_AMOUNT_CENTS) {
			this.faults.add('import-amount-too-large', line);
		}
		return sides;
	}

	#begin(key: string, { line, journalCode: code, journalLabel, ...said }: ImportedLine) {
		const journal = journalCode(code);
		const known = this.#journals.get(journal);
		if (known) known.entries++;
		else {
			const kind = journalKind(journal, journalLabel);
			const label = (journalLabel || journal).slice(0, 100);
			this.#journals.set(journal, { code: journal, label, kind, entries: 1 });
		}
		if (said.date === undefined) this.faults.add('import-date-unreadable', line);
		else if (!this.#days.has(said.date)) this.#days.set(said.date, line);
		if (said.validatedOn === undefined) this.#drafts++;
		const { number, date } = said;
		const entry = { journal, number, date, line, debitCents: 0, creditCents: 0, lines: 0 };
		this.byKey.set(key, entry);
		return entry;
	}

	#countProject(line: ImportedLine): void {
		const label = projectOf(line);
		if (label === undefined) return;
		const key = projectKey(label);
		const known = this.#projects.get(key);
		if (known) known.lines++;
		else this.#projects.set(key, { label, lines: 1 });
	}

	#weighAccount({ line, ...said }: ImportedLine, debitCents: number, creditCents: number): void {
		const code = accountCode(said.accountCode);
		let account = this.#accounts.get(code);
		if (!account) {
			if (!isAccountCode(code)) {
				this.faults.add('import-account-invalid', line, { account: said.accountCode });
			}
			const label = (said.accountLabel || code).slice(0, 200);
			account = { code, label, debitCents: 0, creditCents: 0 };
			this.#accounts.set(code, account);
		}
		account.debitCents += debitCents;
		account.creditCents += creditCents;
	}

	#checkEntry({ line, number, lines, debitCents, creditCents }: GatheredEntry): void {
		const balance = debitCents - creditCents;
		if (balance !== 0) this.faults.add('import-entry-unbalanced', line, { number, balance });
		else if (lines > MOST_LINES) {
			this.faults.add('import-entry-too-long', line, { number, most: MOST_LINES });
		}
	}
}

/** The project of a line, when its account may be shared: what is spent, earned or bought, and not its payment. */
export function projectOf({ project, accountCode: code }: ImportedLine): string | undefined {
	return project && takesShares(accountCode(code)) ? project : undefined;
}

/** Projects are told apart by their words, however they are written. */
export const projectKey = (label: string): string => fold(label) || label;

/** An amount below zero stands on the other side; `undefined` when both sides hold one. */
export function sidesOf(debitCents: number, creditCents: number): [number, number] | undefined {
	if (debitCents !== 0 && creditCents !== 0) return undefined;
	const amount = debitCents - creditCents;
	return amount > 0 ? [amount, 0] : [0, Math.abs(amount)];
}
