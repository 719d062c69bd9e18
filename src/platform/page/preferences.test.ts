import { describe, expect, it } from 'vitest';
import { pathBack, themeOf } from './preferences.ts';

describe('preferences', () => {
	it.each(['//evil.example', '/\\evil.example', 'https://evil.example', '', '/a\nb', undefined, 4])(
		'does not lead back to %j',
		(text) => expect(pathBack(text)).toBe('/')
	);

	it('leads back to a path of this server', () => {
		expect(pathBack('/kerlann/people?sort=name')).toBe('/kerlann/people?sort=name');
	});

	it('follows the device unless a theme was chosen', () => {
		expect([undefined, 'pink', 'dark'].map(themeOf)).toEqual(['auto', 'auto', 'dark']);
	});
});
