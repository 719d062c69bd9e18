/**
 * A CSV cell that a spreadsheet would run as a formula gets an apostrophe in front on writing, which reading
 * takes away (OWASP, CSV injection). A cell that already begins with apostrophes gets one more, so that
 * both ways give back the same text. Numbers, signed or not, are left alone.
 */
const DANGEROUS = /^'*[=+\-@\t\r\n＝＋－＠]/;
const PROTECTED = /^'+[=+\-@\t\r\n＝＋－＠]/;
const NUMBER = /^[+-]?\d+(?:[.,]\d+)?$/;

export function protect(cell: string): string {
	return DANGEROUS.test(cell) && !NUMBER.test(cell) ? `'${cell}` : cell;
}

/** `="0612"`, by which programs keep a spreadsheet from taking the zero away, is the text within. */
const KEPT_AS_TEXT = /^="([^"]*)"$/;

export function unprotect(cell: string): string {
	const kept = cell.charCodeAt(0) === 61 ? KEPT_AS_TEXT.exec(cell) : null;
	if (kept) return kept[1] ?? '';
	return cell.charCodeAt(0) === 39 && PROTECTED.test(cell) ? cell.slice(1) : cell;
}
