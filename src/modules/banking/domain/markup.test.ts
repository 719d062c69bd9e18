import { describe, expect, it } from 'vitest';
import type { Refusal } from '#shared/errors.ts';
import { find, readMarkup, textAt } from './markup.ts';

const refusal = (work: () => unknown) => {
	try {
		work();
	} catch (error) {
		const { code, parameters } = error as Refusal;
		return `${code} ${parameters.line}`;
	}
	return 'nothing';
};

describe('markup', () => {
	it('reads XML with prefixes, entities, CDATA and comments', () => {
		const text =
			'<?xml version="1.0"?>\n<a:D xmlns:a="x"><b>R&amp;D &#233;<![CDATA[ <c> ]]></b><!-- x --></a:D>';
		expect(textAt(readMarkup(text), 'D/b')).toBe('R&D é <c>');
	});

	it('reads SGML whose values are not closed', () => {
		const root = readMarkup('<A>\n<B>one\n<C>two & three\n<D>\n<E>four\n</D>\n</A>', {
			sgml: true
		});
		expect(['A/B', 'A/C', 'A/D/E'].map((path) => textAt(root, path))).toEqual([
			'one',
			'two & three',
			'four'
		]);
	});

	it('keeps an entity that it does not know as it stands', () => {
		expect(textAt(readMarkup('<a>&lol;</a>'), 'a')).toBe('&lol;');
	});

	it.each([
		['<!DOCTYPE a [<!ENTITY l "lol">]><a>&l;</a>', 'banking.file-doctype 1'],
		['<a>\n<b>1</b>\n<c>', 'banking.file-truncated 3'],
		['<a>\n<b', 'banking.file-truncated 2'],
		['<a>\n</b></a>', 'banking.file-not-well-formed 2'],
		['<a>\n< 3</a>', 'banking.file-not-well-formed 2'],
		['<a>'.repeat(200), 'banking.file-too-deep 1']
	])('refuses %s', (text, refused) => {
		expect(refusal(() => readMarkup(text))).toBe(refused);
	});

	it('tells the line of each element', () => {
		expect(find(readMarkup('<a>\n\n<b/>\n<c/></a>'), 'a/c')?.line).toBe(4);
	});
});
