import { fold } from '#shared/text.ts';
import type { Rows } from './rows.ts';
import type { ImportMapping, ImportTarget } from './target.ts';

/** How programs and people close a list. */
const CLOSING =
	/^(?:sous )?tota(?:l|ux)\b|^nombre (?:de |d |total)|^effectif\b|^(?:exporte?|edite|imprime|genere|extrait) (?:du|le) /;
const AMOUNT = /^[-+]?\d[\d\s\u00a0\u202f]*(?:[.,]\d+)?\s*(?:€|EUR)?$/;

const NOBODY: ReadonlySet<ImportTarget> = new Set(['keep', 'ignore', 'orderedOn']);

/**
 * How many rows there are before those that close the file: `TOTAL;;;35,00`, a lone sum, « Nombre de membres : 42 ».
 * They are about nobody; a row about somebody ends them.
 */
export function rowsBeforeTotals(rows: Rows, mapping: ImportMapping): number {
	let count = rows.length;
	while (count > 1 && isClosing(rows.slice(count - 1, count)[0] ?? [], mapping)) count -= 1;
	return count;
}

function isClosing(cells: readonly string[], mapping: ImportMapping): boolean {
	let closes = true;
	for (const [index, cell] of cells.entries()) {
		const text = cell.trim();
		if (text === '') continue;
		const isWord = CLOSING.test(fold(text));
		const isSum = AMOUNT.test(text) && NOBODY.has(mapping[index] ?? 'ignore');
		const followsWord = AMOUNT.test(text) && cells.some((other) => CLOSING.test(fold(other)));
		closes &&= isWord || isSum || followsWord;
	}
	return closes;
}
