import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { RESERVED } from './choose-slug.ts';

const ROUTES = path.resolve(import.meta.dirname, '../../routes');

/** First words of the addresses of pages; groups `(public)` leave no word. */
function firstWords(folder: string): string[] {
	return readdirSync(folder, { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.flatMap(({ name }) => (name.startsWith('(') ? firstWords(path.join(folder, name)) : [name]))
		.filter((name) => !name.startsWith('['));
}

it('no association takes the address of a page', () => {
	const pages = firstWords(ROUTES);
	expect(pages).toContain('ui');
	expect(pages.filter((page) => !RESERVED.has(page))).toEqual([]);
});
