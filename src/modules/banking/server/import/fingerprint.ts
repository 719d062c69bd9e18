import { createHash } from 'node:crypto';
import { fold } from '#shared/text.ts';
import type { StatementLine } from '#modules/banking/domain/statement.ts';

/**
 * What tells a line of an account from all others: the reference of the bank with its day and amount (some banks
 * use a reference twice), else the content, with its rank among equal lines of the same file. Lines of one file
 * that share reference, day and amount but not their words are several.
 */
export function fingerprints(lines: readonly StatementLine[]): string[] {
	const ranks = new Map<string, number>();
	const told = new Map<string, string[]>();
	return lines.map((line) => {
		const { bankReference, day, cents } = line;
		const words = [line.label, line.detail ?? '', line.reference ?? ''].map(fold).join(' ');
		if (bankReference !== null) {
			const named = `r:${hash([bankReference, day, cents])}`;
			const seen = told.get(named) ?? [];
			if (!seen.includes(words)) seen.push(words);
			told.set(named, seen);
			const rank = seen.indexOf(words);
			return rank === 0 ? named : `${named}:${rank}`;
		}
		const content = hash([words.replace(/\s+/g, ' '), day, cents]);
		const rank = ranks.get(content) ?? 0;
		ranks.set(content, rank + 1);
		return `c:${content}:${rank}`;
	});
}

function hash(facts: readonly (string | number)[]): string {
	return createHash('sha256').update(JSON.stringify(facts)).digest('hex').slice(0, 40);
}
