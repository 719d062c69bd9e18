import type { CheckedLine } from './line.ts';
import type { FecFindings } from './rules.ts';

interface Step {
	readonly line: number;
	readonly validated: string;
	readonly before: string;
}

/** Counts how often days run backwards, and keeps the first times. */
class Run {
	readonly steps: Step[] = [];
	count = 0;
	#last = '';

	follow(line: number, day: string): void {
		if (day === '') return;
		if (day < this.#last) {
			this.count++;
			if (this.steps.length < 50) {
				this.steps.push({ line, validated: day, before: this.#last });
			}
		}
		this.#last = day;
	}
}

type Days = 'validDate' | 'entryDate';

/** The order of the file: by validation as the text says, or by the day of the entries, over all or by journal. */
export class Order {
	readonly #overall = { validDate: new Run(), entryDate: new Run() };
	readonly #byJournal = { validDate: new Map<string, Run>(), entryDate: new Map<string, Run>() };

	follow(line: CheckedLine): void {
		for (const days of ['validDate', 'entryDate'] as const) {
			this.#overall[days].follow(line.line, line[days]);
			const journals = this.#byJournal[days];
			let run = journals.get(line.journal);
			if (!run) journals.set(line.journal, (run = new Run()));
			run.follow(line.line, line[days]);
		}
	}

	/** Files sorted by journal, or by the day of the entries, are read all the same. */
	report(findings: FecFindings): void {
		const backwards = (days: Days) =>
			this.#overall[days].count > 0 &&
			this.#byJournal[days].values().some(({ count }) => count > 0);
		if (!backwards('validDate') || !backwards('entryDate')) return;
		const { steps, count } = this.#overall.validDate;
		for (const { line, ...parameters } of steps) {
			findings.add('not-chronological', line, parameters);
		}
		findings.count('not-chronological', count - steps.length);
	}
}
