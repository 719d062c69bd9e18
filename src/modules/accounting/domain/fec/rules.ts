export type Severity = 'error' | 'warning';

interface Rule {
	readonly severity: Severity;
	/** The text that founds it. `A47` is article A. 47 A-1 of the Livre des procédures fiscales. */
	readonly source: string;
}

const error = (source: string): Rule => ({ severity: 'error', source });
const warning = (source: string): Rule => ({ severity: 'warning', source });

const FIELDS = 'LPF A. 47 A-1, VII-1°';
const CODING = 'LPF A. 47 A-1, XII';
const NUMBERING = 'LPF A. 47 A-1, VII-1°, 3; BOI-CF-IOR-60-40-20, § 100';
const BALANCE = 'Code de commerce, art. R. 123-174; PCG, art. 921-2';

/**
 * Every rule that a file is checked against. A file is sound when it breaks none whose severity is `error`; a
 * `warning` is a habit that the text advises against, or something to look at, that an inspector's program reads.
 */
export const FEC_RULES = {
	'file-name': error('LPF A. 47 A-1, IX'),
	'siren-invalid': warning('LPF A. 47 A-1, IX; Code de commerce, art. R. 123-221'),
	'file-empty': error('LPF A. 47 A-1, VI'),
	// UTF-8 is not listed, yet the tax office's own checker reads it: no finding.
	'encoding-unusual': warning(`${CODING}-1°`),
	'separator-wrong': error('LPF A. 47 A-1, VI-4°'),
	'xml-malformed': error('LPF A. 47 A-1, VI-4°; W3C XML 1.0'),
	'xml-schema': error('LPF A. 47 A-1, VI-4° and IX: schemas of the tax office'),
	'xml-schema-skipped': warning('LPF A. 47 A-1, VI-4° and IX: schemas of the tax office'),
	'header-missing': error('LPF A. 47 A-1, VI; BOI-CF-IOR-60-40-20, § 10'),
	'column-missing': error(FIELDS),
	'column-misordered': error(FIELDS),
	'column-duplicated': error(FIELDS),
	// Columns of the program's own may follow the eighteen: the schema of the tax office allows any element there.
	'column-unknown': warning(FIELDS),
	'cell-count': error('LPF A. 47 A-1, VI'),
	// The fields that may be blank are named; ValidDate is not one of them.
	'field-empty': error(FIELDS),
	'account-not-numeric': error(`${FIELDS}, 5`),
	'date-invalid': error(`${CODING}-4°`),
	'amount-invalid': error(`${CODING}-2°`),
	'decimal-point': warning(`${CODING}-2°`),
	'direction-invalid': error(`${FIELDS}, 13`),
	'debit-and-credit': error(`${FIELDS}, 12 and 13`),
	'no-amount': error(`${FIELDS}, 12 and 13`),
	'date-outside-year': error('LPF A. 47 A-1, VI: one file for each year'),
	// The same, when the year is only guessed from the dates of the other lines.
	'date-outside-usual-year': warning('LPF A. 47 A-1, VI: one file for each year'),
	// What is final was first entered: the day of validation can't come before that of the entry.
	'validated-before-entry': error(`${FIELDS}, 4 and 16; PCG, art. 921-3`),
	'not-chronological': warning('LPF A. 47 A-1, VI: in the order of validation'),
	'number-missing': error(NUMBERING),
	'number-duplicated': error(NUMBERING),
	'number-mixed': warning(NUMBERING),
	'number-unreadable': warning(NUMBERING),
	'entry-several-dates': warning(`${FIELDS}, 4`),
	'entry-unbalanced': error(BALANCE),
	'file-unbalanced': error(BALANCE),
	'letter-without-date': error(`${FIELDS}, 14 and 15`),
	'letter-date-without-letter': error(`${FIELDS}, 14 and 15`),
	'letter-unbalanced': error(`${FIELDS}, 14`),
	'letter-across-accounts': warning(`${FIELDS}, 14`),
	'payment-empty': warning('LPF A. 47 A-1, VIII-5° and 7°')
} as const satisfies Record<string, Rule>;

export type FecRule = keyof typeof FEC_RULES;

export interface FecFinding {
	readonly rule: FecRule;
	readonly severity: Severity;
	/** Line of the file, from 1, the names of the columns being line 1; absent for the file as a whole. */
	readonly line?: number;
	readonly parameters: Readonly<Record<string, string | number>>;
}

const KEPT_BY_RULE = 50;

/** Keeps the first findings of each rule, and counts them all. */
export class FecFindings {
	readonly #kept: FecFinding[] = [];
	readonly #counts = new Map<FecRule, number>();

	add(rule: FecRule, line?: number, parameters: FecFinding['parameters'] = {}): void {
		const count = (this.#counts.get(rule) ?? 0) + 1;
		this.#counts.set(rule, count);
		if (count > KEPT_BY_RULE) return;
		const { severity } = FEC_RULES[rule];
		this.#kept.push({ rule, severity, ...(line === undefined ? {} : { line }), parameters });
	}

	/** Counts what is not worth keeping. */
	count(rule: FecRule, times: number): void {
		if (times > 0) this.#counts.set(rule, (this.#counts.get(rule) ?? 0) + times);
	}

	/** Errors first, each severity in the order of the lines. */
	get list(): FecFinding[] {
		const rank = ({ severity }: FecFinding) => (severity === 'error' ? 0 : 1);
		return this.#kept.toSorted((a, b) => rank(a) - rank(b) || (a.line ?? 0) - (b.line ?? 0));
	}

	get counts(): Partial<Record<FecRule, number>> {
		return Object.fromEntries(this.#counts);
	}

	get sound(): boolean {
		return [...this.#counts.keys()].every((rule) => FEC_RULES[rule].severity === 'warning');
	}
}
