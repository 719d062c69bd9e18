import { fold } from '#shared/text.ts';
import type { Option } from './option.ts';

/** Options that hold every word of `text`, whatever the case and the accents, at most `limit`. */
export function matching(options: readonly Option[], text: string, limit = 50): Option[] {
	const words = fold(text).split(' ').filter(Boolean);
	const found: Option[] = [];
	for (const option of options) {
		const where = fold(`${option.label} ${option.note ?? ''}`);
		if (words.every((word) => where.includes(word))) found.push(option);
		if (found.length === limit) break;
	}
	return found;
}

/** The line an arrow key leads to, round and round; -1 when there is none. */
export function step(active: number, count: number, by: 1 | -1): number {
	if (count === 0) return -1;
	if (active < 0) return by === 1 ? 0 : count - 1;
	return (active + by + count) % count;
}
