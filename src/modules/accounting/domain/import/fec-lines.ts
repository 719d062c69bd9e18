import { isDay } from '#shared/day.ts';
import type { Day } from '#shared/day.ts';
import type { CheckedLine } from '../fec/line.ts';
import type { FecFinding } from '../fec/rules.ts';
import type { ImportedLine, LineExtra } from './imported-line.ts';

/** A line of a file of accounting entries, as a line to import. */
export function fromFec(line: CheckedLine): ImportedLine {
	const { at } = line;
	const date = known(line.entryDate);
	return {
		line: line.line,
		journalCode: line.journal,
		journalLabel: at('JournalLib'),
		number: line.number,
		date,
		accountCode: at('CompteNum'),
		accountLabel: at('CompteLib'),
		reference: line.document,
		label: at('EcritureLib'),
		lineLabel: '',
		debitCents: line.exact ? line.debitCents : undefined,
		creditCents: line.exact ? line.creditCents : undefined,
		validatedOn: known(line.validDate),
		extra: extraOf(line, date)
	};
}

function extraOf(line: CheckedLine, date: Day | undefined) {
	const { at, letter, letterDate, document } = line;
	const pieceDate = at('PieceDate');
	const documentDate = pieceDate === line.entryDate ? date : toDay(pieceDate);
	const extra: LineExtra = {
		auxiliaryCode: at('CompAuxNum').slice(0, 100),
		auxiliaryLabel: at('CompAuxLib').slice(0, 200),
		reference: document.slice(0, 100),
		documentDate: documentDate === date ? undefined : documentDate,
		letter: letter.slice(0, 100),
		letterDate: known(letterDate),
		foreignAmount: at('Montantdevise').slice(0, 30),
		currency: at('Idevise').slice(0, 10)
	};
	return extra;
}

/** A day that was checked already; `''` when it could not be read. */
function known(text: string): Day | undefined {
	return text === '' ? undefined : (iso(text) as Day);
}

function toDay(text: string): Day | undefined {
	const day = iso(text);
	return text.length === 8 && isDay(day) ? day : undefined;
}

function iso(text: string): string {
	return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
}

const ESSENTIAL = new Set(['EcritureDate', 'CompteNum', 'Debit', 'Credit']);
const UNREADABLE = new Set([
	'file-empty',
	'header-missing',
	'xml-malformed',
	'cell-count',
	'direction-invalid'
]);

/** Keeps the file from being imported: something of it can't be read. All else may be mended in the books. */
export function isUnreadable({ rule, parameters }: FecFinding): boolean {
	return (
		UNREADABLE.has(rule) || (rule === 'column-missing' && ESSENTIAL.has(String(parameters.column)))
	);
}
