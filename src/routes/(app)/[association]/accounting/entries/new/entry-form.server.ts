import { parseDay } from '#shared/day.ts';
import { refuseField } from '#shared/errors.ts';
import { parseCents, toDecimal } from '#shared/money.ts';

type Fields = Readonly<Record<string, string | undefined>>;

export interface TypedLine {
	readonly account: string;
	readonly label: string;
	readonly debitCents: string;
	readonly creditCents: string;
}

const MAX_LINES = 500;

interface WrittenEntry {
	readonly journal: string;
	readonly label: string;
	readonly thirdParty: string | null;
	readonly lines: readonly {
		readonly account: string;
		readonly label: string | null;
		readonly debitCents: number;
		readonly creditCents: number;
	}[];
}

/** What the form begins with when an entry is written like another: all but its day, its piece and its vouchers. */
export function startFrom({ journal, label, thirdParty, lines }: WrittenEntry) {
	return {
		journal,
		label,
		thirdParty: thirdParty ?? '',
		lines: lines.map((line) => ({
			account: line.account,
			label: line.label ?? '',
			debitCents: line.debitCents ? toDecimal(line.debitCents) : '',
			creditCents: line.creditCents ? toDecimal(line.creditCents) : ''
		}))
	};
}

/** The lines that hold something, in their order: those left empty between them go. */
export function typedLines(fields: Fields): TypedLine[] {
	const count = Math.min(Number(fields.rows) || 0, MAX_LINES);
	return Array.from({ length: count }, (_, index) => {
		const of = (name: string) => fields[`lines.${index}.${name}`] ?? '';
		return {
			account: of('account'),
			label: of('label'),
			debitCents: of('debitCents'),
			creditCents: of('creditCents')
		};
	}).filter((line) => Object.values(line).some(Boolean));
}

/**
 * What the form says, as the operation reads it.
 * @throws {Refusal} `accounting.amount-unread`, at its line
 */
export function entryOf(fields: Fields, fileIds: readonly string[]) {
	const { journal, date = '', label, reference, thirdParty } = fields;
	return {
		journal,
		date: parseDay(date) ?? date,
		label,
		reference,
		thirdParty,
		fileIds,
		lines: typedLines(fields).map((line, index) => ({
			// « 6064 Fournitures », as a list may fill it in.
			account: line.account.split(' ', 1)[0],
			label: line.label || undefined,
			debitCents: centsOf(line.debitCents, `lines.${index}.debitCents`),
			creditCents: centsOf(line.creditCents, `lines.${index}.creditCents`)
		}))
	};
}

function centsOf(text: string, path: string): number | undefined {
	if (!text) return undefined;
	return parseCents(text) ?? refuse(path);
}

function refuse(path: string): never {
	throw refuseField(path, 'accounting.amount-unread');
}
