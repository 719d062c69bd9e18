import { decodeText } from '#shared/charset.ts';
import type { Encoding } from '#shared/charset.ts';
import type { Day } from '#shared/day.ts';
import { parseFecDay } from './columns.ts';
import { Entries } from './entries.ts';
import { readHeader } from './header.ts';
import { LineChecker } from './line.ts';
import { FecFindings } from './rules.ts';
import type { FecFinding, FecRule } from './rules.ts';
import { checkSequence } from './sequence.ts';
import { checkYear } from './year.ts';
import { isSiren } from './siren.ts';

export interface FecReport {
	/** No rule whose severity is `error` is broken. */
	readonly sound: boolean;
	/** Lines of entries, the names of the columns left out. */
	readonly lines: number;
	readonly entries: number;
	readonly debitCents: number;
	readonly creditCents: number;
	readonly encoding: Encoding;
	/** At most fifty for each rule, errors first. */
	readonly findings: readonly FecFinding[];
	/** How many each rule has in all. */
	readonly counts: Readonly<Partial<Record<FecRule, number>>>;
}

/**
 * Checks a file of accounting entries, of whatever program, against article A. 47 A-1 of the Livre des procédures
 * fiscales and the tax office's own comments on it. Never throws: what can't be read is a finding.
 * @param fileName checked too when given, and tells the year
 */
export function checkFec(bytes: Uint8Array, fileName?: string): FecReport {
	const findings = new FecFindings();
	const { text, encoding } = decodeText(bytes);
	if (encoding.startsWith('utf-16') || (encoding === 'windows-1252' && hasWindowsSign(bytes))) {
		findings.add('encoding-unusual', undefined, { encoding });
	}
	const closing = fileName === undefined ? undefined : checkName(fileName, findings);
	const entries = new Entries(findings);
	const lines = checkLines(text, entries, findings);
	entries.finish();
	const gathered = entries.all;
	if (gathered.length > 0) {
		checkSequence(gathered, findings);
		checkYear(gathered, closing, findings);
	}
	return {
		sound: findings.sound,
		lines,
		entries: gathered.length,
		debitCents: entries.debitCents,
		creditCents: entries.creditCents,
		encoding,
		findings: findings.list,
		counts: findings.counts
	};
}

/** Signs between 0x80 and 0x9F are the only ones that tell it from the ISO sets in most files. */
function hasWindowsSign(bytes: Uint8Array): boolean {
	return bytes.some((byte) => byte >= 0x80 && byte < 0xa0);
}

function checkLines(text: string, entries: Entries, findings: FecFindings): number {
	const records = recordsOf(text);
	const first = records.next();
	if (first.done) {
		findings.add('file-empty');
		return 0;
	}
	const header = readHeader(first.value.text, findings);
	if (!header) return 0;
	const checker = new LineChecker(header, findings);
	let count = 0;
	for (const record of records) {
		count++;
		const line = checker.check(record.text, record.line);
		if (line) entries.add(line);
		else entries.lose();
	}
	if (count === 0) findings.add('file-empty');
	return count;
}

/** Lines with text: those left blank, at the end of many files, say nothing. */
function* recordsOf(text: string): Generator<{ line: number; text: string }> {
	const end = text.includes('\n') ? '\n' : '\r';
	let line = 0;
	for (let at = 0; at < text.length;) {
		let next = text.indexOf(end, at);
		if (next === -1) next = text.length;
		line++;
		const stop = text.charCodeAt(next - 1) === 13 ? next - 1 : next;
		const record = text.slice(at, Math.max(at, stop));
		at = next + 1;
		if (record.trim() !== '' && record !== '\x1a') yield { line, text: record };
	}
}

/** The closing day that the name tells. */
function checkName(fileName: string, findings: FecFindings): Day | undefined {
	const match = /^(\d{9})FEC(\d{8})\.\w+$/i.exec(fileName.replace(/^.*[/\\]/, ''));
	const closing = parseFecDay(match?.[2] ?? '');
	if (!match || !closing) findings.add('file-name', undefined, { name: fileName });
	else if (!isSiren(match[1] ?? '')) {
		findings.add('siren-invalid', undefined, { siren: match[1] ?? '' });
	}
	return closing;
}
