import { createHash } from 'node:crypto';
import { fold } from '#shared/text.ts';
import type { StatementLine } from '#modules/banking/domain/statement.ts';

/**
 * What tells a line of an account from all others: the reference of the bank with its day and amount (some banks
 * use a reference twice), else the content, with its rank among equal lines of the same file.
 */
export function fingerprints(lines: readonly StatementLine[]): string[] {
	const ranks = new Map<string, number>();
	return lines.map((line) => {
		const { bankReference, day, cents } = line;
		if (bankReference !== null) return `r:${hash([bankReference, day, cents])}`;
		const words = [line.label, line.detail ?? '', line.reference ?? ''].map(fold).join(' ');
		const content = hash([words.replace(/\s+/g, ' '), day, cents]);
		const rank = ranks.get(content) ?? 0;
		ranks.set(content, rank + 1);
		return `c:${content}:${rank}`;
	});
}

function hash(facts: readonly (string | number)[]): string {
	return createHash('sha256').update(JSON.stringify(facts)).digest('hex').slice(0, 40);
}
