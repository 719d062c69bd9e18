import type { FecFindings } from './rules.ts';

const MOST_KEPT = 50;

interface Journal {
	filled: boolean;
	blank: number;
	/** The first blank lines. */
	readonly lines: number[];
}

/**
 * When and how each line was paid (VIII-5° and 7°). A journal that never says it, such as that of depreciation,
 * holds no payment; a file that never says it keeps no cash-basis books, whatever its columns.
 */
export class Payments {
	readonly #journals = new Map<string, Journal>();
	#used = false;

	/** Some line says how it was paid. */
	get used(): boolean {
		return this.#used;
	}

	weigh(column: string, journal: string, text: string, line: number): void {
		const key = `${column}\t${journal}`;
		let known = this.#journals.get(key);
		if (!known) this.#journals.set(key, (known = { filled: false, blank: 0, lines: [] }));
		if (text !== '') this.#used = known.filled = true;
		else if (++known.blank <= MOST_KEPT) known.lines.push(line);
	}

	report(findings: FecFindings): void {
		for (const [key, { filled, blank, lines }] of this.#journals) {
			if (!filled) continue;
			const [column = ''] = key.split('\t');
			for (const line of lines) findings.add('payment-empty', line, { column });
			findings.count('payment-empty', blank - lines.length);
		}
	}
}
