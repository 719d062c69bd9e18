import type { ImportedLine } from './imported-line.ts';
import { journalCode } from './codes.ts';

/**
 * Says which entry a line belongs to: same journal, number and day. Lines without a number make an entry as soon as
 * they balance. The same lines in the same order give the same keys.
 */
export class EntryKeys {
	#run = 0;
	#lines = 0;
	#balance = 0;

	of(line: ImportedLine): string {
		const journal = journalCode(line.journalCode);
		if (line.number !== '') return `${journal}\t${line.number}\t${line.date ?? ''}`;
		if (this.#lines > 1 && this.#balance === 0) {
			this.#run++;
			this.#lines = 0;
		}
		this.#lines++;
		this.#balance += (line.debitCents ?? 0) - (line.creditCents ?? 0);
		return `${journal}\t\t${this.#run}`;
	}
}
