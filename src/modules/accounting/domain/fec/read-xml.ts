import { CASH_BASIS_COLUMNS, FEC_COLUMNS, parseFecDay } from './columns.ts';
import type { FecCheck } from './check.ts';
import type { FecHeader } from './header.ts';
import { XmlFault, XmlTokens } from './xml-tokens.ts';
import type { XmlToken } from './xml-tokens.ts';

type Fields = Map<string, string>;

const COLUMNS = [...FEC_COLUMNS, ...CASH_BASIS_COLUMNS];
const DATES = new Set(['EcritureDate', 'PieceDate', 'DateLet', 'ValidDate', 'DateRglt']);
const NAMES = new Map([
	['CompteAuxNum', 'CompAuxNum'],
	['CompteAuxLib', 'CompAuxLib']
]);
const PARENTS = ['comptabilite', 'exercice', 'journal', 'ecriture', 'ligne'];
const MARK = '</ecriture>';

/** Reads the XML variant of the file (VI-4°) as lines of the flat one, so that the same rules hold for both. */
export class XmlReader {
	readonly #check: FecCheck;
	readonly #tokens = new XmlTokens();
	readonly #path: string[] = [];
	readonly #fields: Record<string, Fields> = {};
	#lines: { fields: Fields; line: number }[] = [];
	#text = '';
	#begun = false;

	constructor(check: FecCheck) {
		this.#check = check;
	}

	/** @throws {XmlFault} */
	push(piece: string): void {
		for (const token of this.#tokens.push(piece, MARK)) this.#take(token);
	}

	/** @throws {XmlFault} */
	finish(): void {
		for (const token of this.#tokens.finish()) this.#take(token);
		const open = this.#path.at(-1);
		if (open !== undefined) throw new XmlFault(`</${open}> ?`, 1);
	}

	#take(token: XmlToken): void {
		if (token.kind === 'text') this.#text += token.text;
		else if (token.kind === 'open') this.#open(token.name, token.line);
		else this.#close(token.name, token.line);
	}

	#open(name: string, line: number): void {
		if (this.#path.length === 0 && name !== 'comptabilite') throw new XmlFault(`<${name}>`, line);
		this.#path.push(name);
		this.#text = '';
		if (PARENTS.includes(name)) this.#fields[name] = new Map();
		if (name === 'ecriture') this.#lines = [];
		if (name === 'ligne') this.#lines.push({ fields: this.#fields.ligne ?? new Map(), line });
	}

	#close(name: string, line: number): void {
		if (this.#path.pop() !== name) throw new XmlFault(`</${name}>`, line);
		const parent = this.#path.at(-1) ?? '';
		if (name === 'ecriture') this.#emit();
		else if (!PARENTS.includes(name)) {
			this.#fields[parent]?.set(NAMES.get(name) ?? name, this.#text.trim());
			if (name === 'DateCloture') this.#setClosing(this.#text.trim());
		}
		this.#text = '';
	}

	#setClosing(text: string): void {
		const closing = parseFecDay(flatDay(text));
		if (closing) this.#check.setClosing(closing);
	}

	/** The lines of an entry, each with what its entry and its journal say. */
	#emit(): void {
		const { journal, ecriture } = this.#fields;
		if (!this.#begun) this.#check.setHeader(headerFor(ecriture?.has('DateRglt') ?? false));
		this.#begun = true;
		for (const { fields, line } of this.#lines) {
			const [debit, credit] = amountsOf(fields);
			fields.set('Debit', debit).set('Credit', credit);
			const cells = COLUMNS.map((column) => {
				const cell = fields.get(column) ?? ecriture?.get(column) ?? journal?.get(column) ?? '';
				return DATES.has(column) ? flatDay(cell) : cell;
			});
			this.#check.readCells(cells, line);
		}
		// Letters stand on entries here, whose lines balance: there is nothing to weigh by account.
		this.#lines = [];
	}
}

function headerFor(cashBasis: boolean): FecHeader {
	return {
		separator: '\t',
		width: COLUMNS.length,
		quoted: false,
		places: new Map(FEC_COLUMNS.map((column, place) => [column, place])),
		signed: false,
		letteredEntries: true,
		payment: cashBasis
			? { date: COLUMNS.indexOf('DateRglt'), mode: COLUMNS.indexOf('ModeRglt') }
			: undefined
	};
}

/** `2025-12-31`, with or without an hour, → `20251231`; anything else as it is. */
function flatDay(text: string): string {
	const match = /^(\d{4})-(\d\d)-(\d\d)(?:T[\d:.]+)?(?:Z|[+-]\d\d:\d\d)?$/.exec(text);
	return match ? `${match[1]}${match[2]}${match[3]}` : text;
}

/** Debit and credit, from an amount and its direction when the line has these. */
function amountsOf(fields: Fields): [string, string] {
	const [amount, direction] = [fields.get('Montant'), fields.get('Sens')];
	if (amount === undefined) {
		return [flatAmount(fields.get('Debit') ?? ''), flatAmount(fields.get('Credit') ?? '')];
	}
	return /^(?:C|-1)$/i.test(direction ?? '') ? ['', flatAmount(amount)] : [flatAmount(amount), ''];
}

/** XML writes numbers with a point, or with an exponent (`xs:float`). */
function flatAmount(text: string): string {
	const scientific = /^[+-]?\d*\.?\d*e[+-]?\d+$/i.test(text) ? Number(text).toFixed(2) : text;
	return scientific.replace('.', ',');
}
