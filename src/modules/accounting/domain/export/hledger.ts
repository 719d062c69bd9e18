import { toDecimal } from '#shared/money.ts';
import type { EntryLine } from './entry-lines.ts';

/**
 * An entry as a transaction of hledger and Ledger (plain text accounting): `*` when it is validated, `!` when not,
 * its number between parentheses, an amount in euros on each line.
 * @see https://hledger.org/hledger.html#journal
 */
export function hledgerTransaction(lines: readonly [EntryLine, ...EntryLine[]]): string {
	const [{ date, validated, number, label, reference }] = lines;
	const head = `${date} ${validated ? '*' : '!'} (${number}) ${plain(label)}`;
	const document = reference ? `    ; piece: ${plain(reference)}\n` : '';
	const postings = lines.map(({ accountCode, accountLabel, lineLabel, ...amounts }) => {
		const account = plain(`${accountCode} ${accountLabel}`);
		const amount = toDecimal(amounts.debitCents - amounts.creditCents, '.');
		return `    ${account}  ${amount} EUR${lineLabel ? `  ; ${plain(lineLabel)}` : ''}\n`;
	});
	return `${head}\n${document}${postings.join('')}\n`;
}

/** Two spaces end the name of an account, a semicolon opens a comment, a bar cuts a description. */
function plain(text: string): string {
	return text
		.replace(/[;|]/g, ',')
		.replace(/[\s\0-\x1f]+/g, ' ')
		.trim();
}
