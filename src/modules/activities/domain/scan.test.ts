import { expect, it } from 'vitest';
import { isScan } from './scan.ts';

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

it('a scan is a PDF or a picture, whatever its name says', () => {
	for (const head of [
		'%PDF-1.7',
		'\xFF\xD8\xFF\xE0',
		'\x89PNG\r\n\x1A\n....',
		'RIFF....WEBPVP8 ',
		'\0\0\0\x18ftypheic'
	]) {
		expect(isScan(bytes(head))).toBe(true);
	}
	for (const head of ['', '<html>', 'PK\x03\x04', ' %PDF-1.7', 'RIFF....WAVE']) {
		expect(isScan(bytes(head))).toBe(false);
	}
});
