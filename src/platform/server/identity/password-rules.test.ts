import { describe, expect, it } from 'vitest';
import { Refusal } from '#shared/errors.ts';
import { checkPassword } from './password-rules.ts';

function codeOf(password: string): string {
	try {
		checkPassword(password, {
			email: 'claire.legoff@example.org',
			names: ['Les Jardins de Kerlann']
		});
		return 'accepted';
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		return error.code;
	}
}

describe('a password', () => {
	it.each(['', 'court', '1234567', 'été été'])('too short: « %s »', (password) => {
		expect(codeOf(password)).toBe('platform.password-too-short');
	});

	it('too long, counted in signs', () => {
		expect(codeOf('né '.repeat(67))).toBe('platform.password-too-long');
		expect(codeOf('🐝'.repeat(201))).toBe('platform.password-too-long');
	});

	it.each([
		'claire.legoff@example.org',
		'claire.legoff',
		'ClaireLegoff12',
		'Les Jardins de Kerlann',
		'lesjardinsdekerlann2026',
		'Essaim2026',
		'essaimessaim'
	])('that the page tells: « %s »', (password) => {
		expect(codeOf(password)).toBe('platform.password-told');
	});

	it.each([
		'motdepasse',
		'M0tDeP@sse!',
		'azertyuiop',
		'Azerty123456',
		'12345678',
		'987654321',
		'aaaaaaaaaa',
		'abcabcabc',
		'12341234',
		'Bonjour2024!',
		'Marseille13',
		'Camille2005',
		'juliethomas',
		'julie-thomas',
		'benevole2026',
		'01041986',
		'0612345678',
		'1q2w3e4r5t',
		'Chloé2010!!',
		// Of leaks, made of nothing that a rule would know.
		'Rainbow6',
		'viewsonic',
		'rjycnfynby'
	])('that is tried first: « %s »', (password) => {
		expect(codeOf(password)).toBe('platform.password-common');
	});

	it.each([
		'le facteur mange des nèfles',
		'quatre bourdons verts',
		'vrtq-8fpe-xw2k',
		'correct horse battery staple',
		'Kx9!mq2Z',
		'   espace   partout   '
	])('good enough: « %s »', (password) => {
		expect(codeOf(password)).toBe('accepted');
	});
});
