import { describe, expect, it } from 'vitest';
import { hueOf, initialsOf } from './initials.ts';

describe('initials', () => {
	it.each([
		['Aïcha Bernard', 'AB'],
		['Élodie', 'E'],
		['Yann Le Guen', 'YL'],
		['École Jules-Ferry', 'EJ'],
		['Paul N’Guyen', 'PN'],
		['', '']
	])('%s → %s', (name, initials) => expect(initialsOf(name)).toBe(initials));

	it('gives a name the same hue each time, inside the wheel', () => {
		expect(hueOf('Aïcha Bernard')).toBe(hueOf('Aïcha Bernard'));
		expect(hueOf('Aïcha Bernard')).not.toBe(hueOf('Karim Bernard'));
		expect(hueOf('Madeleine Quéré')).toBeGreaterThanOrEqual(0);
		expect(hueOf('Madeleine Quéré')).toBeLessThan(360);
	});
});
