import type { Encoding, FoundEncoding } from '#shared/charset.ts';
import type { Day } from '#shared/day.ts';
import { parseFecDay, toFecDay } from './columns.ts';
import { cutCells } from './cut-cells.ts';
import { Entries } from './entries.ts';
import type { FecHeader } from './header.ts';
import { readHeader } from './header.ts';
import { Letters } from './letters.ts';
import type { CheckedLine } from './line.ts';
import { LineChecker } from './line.ts';
import { Order } from './order.ts';
import { FecFindings } from './rules.ts';
import type { FecFinding, FecRule } from './rules.ts';
import { checkSequence } from './sequence.ts';
import { isSiren } from './siren.ts';
import { LineCutter } from './text-lines.ts';
import { checkYear } from './year.ts';

export interface FecReport {
	/** No rule whose severity is `error` is broken. */
	readonly sound: boolean;
	readonly format: 'flat' | 'xml';
	/** Lines of entries, the names of the columns left out. */
	readonly lines: number;
	readonly entries: number;
	readonly debitCents: number;
	readonly creditCents: number;
	readonly encoding: Encoding;
	/** The day that the name of the file, or its content, says the year closes on. */
	readonly closing: Day | null;
	/** At most fifty for each rule, errors first. */
	readonly findings: readonly FecFinding[];
	/** How many each rule has in all. */
	readonly counts: Readonly<Partial<Record<FecRule, number>>>;
}

export interface FecCheckOptions {
	/** Checked too when given, and tells the year. */
	readonly fileName?: string | undefined;
	/** Gets every line whose cells could be told apart, in the order of the file. */
	readonly onLine?: (line: CheckedLine) => void;
	/** Reads lines one by one and forgets them: nothing that takes several lines to see is found. */
	readonly linesOnly?: boolean | undefined;
}

/**
 * Checks a file of accounting entries, of whatever program, against article A. 47 A-1 of the Livre des procédures
 * fiscales and the tax office's own comments on it. It is given the file piece by piece, and never throws: what
 * can't be read is a finding.
 */
export class FecCheck {
	readonly findings = new FecFindings();
	readonly #cutter = new LineCutter();
	readonly #entries = new Entries(this.findings);
	readonly #letters = new Letters();
	readonly #order = new Order();
	readonly #onLine: ((line: CheckedLine) => void) | undefined;
	readonly #linesOnly: boolean;
	#closing: Day | undefined;
	#header: FecHeader | undefined;
	#checker: LineChecker | undefined;
	#begun = false;
	#lines = 0;

	constructor({ fileName, onLine, linesOnly = false }: FecCheckOptions = {}) {
		this.#onLine = onLine;
		this.#linesOnly = linesOnly;
		if (fileName !== undefined) this.#closing = checkName(fileName, this.findings);
	}

	/** The next piece of a flat file. */
	readText(piece: string): void {
		for (const { line, text } of this.#cutter.push(piece)) this.#readLine(text, line);
	}

	/** The fields of a file that names them otherwise than in a first line. */
	setHeader(header: FecHeader): void {
		this.#begun = true;
		this.#header = header;
		this.#checker = this.#checkerOf(header);
	}

	/** The day that the file itself says the year closes on. */
	setClosing(closing: Day): void {
		this.#closing ??= closing;
	}

	readCells(cells: readonly string[], line: number): void {
		this.#lines++;
		const checked = this.#checker?.check(cells, line);
		if (checked) {
			if (!this.#linesOnly) this.#gather(checked);
			this.#onLine?.(checked);
		} else this.#entries.lose(line);
	}

	#checkerOf(header: FecHeader): LineChecker {
		return new LineChecker(header, this.findings, this.#closing && toFecDay(this.#closing));
	}

	#gather(line: CheckedLine): void {
		this.#order.follow(line);
		if (!this.#header?.letteredEntries) this.#letters.weigh(line);
		this.#entries.add(line);
	}

	/** @param found as the file was read in */
	finish(found: FoundEncoding, format: FecReport['format'] = 'flat'): FecReport {
		for (const { line, text } of this.#cutter.finish()) this.#readLine(text, line);
		const { findings } = this;
		const { encoding } = found;
		if (encoding.startsWith('utf-16') || found.windowsSigns) {
			findings.add('encoding-unusual', undefined, { encoding });
		}
		if (!this.#begun || (this.#header && this.#lines === 0)) findings.add('file-empty');
		this.#checker?.finish();
		this.#entries.finish(this.#checker?.cashBasis);
		const gathered = this.#entries.all;
		if (gathered.length > 0) {
			checkSequence(gathered, findings, this.#entries.lost);
			const lastDay = checkYear(gathered, this.#closing, findings);
			this.#letters.report(lastDay, findings);
			this.#order.report(findings);
		}
		return {
			sound: findings.sound,
			format,
			lines: this.#lines,
			entries: gathered.length,
			debitCents: this.#entries.debitCents,
			creditCents: this.#entries.creditCents,
			encoding,
			closing: this.#closing ?? null,
			findings: findings.list,
			counts: findings.counts
		};
	}

	#readLine(text: string, line: number): void {
		if (this.#header) this.readCells(cutCells(this.#header, text), line);
		else if (!this.#begun) {
			this.#begun = true;
			this.#header = readHeader(text, this.findings);
			if (this.#header) this.#checker = this.#checkerOf(this.#header);
		}
	}
}

/** The closing day that the name tells. */
function checkName(fileName: string, findings: FecFindings): Day | undefined {
	const match = /^(\d{9})FEC(\d{8})(?:\.\w+)?$/i.exec(fileName.replace(/^.*[/\\]/, ''));
	const closing = parseFecDay(match?.[2] ?? '');
	if (!match || !closing) findings.add('file-name', undefined, { name: fileName });
	else if (!isSiren(match[1] ?? '')) {
		findings.add('siren-invalid', undefined, { siren: match[1] ?? '' });
	}
	return closing;
}
