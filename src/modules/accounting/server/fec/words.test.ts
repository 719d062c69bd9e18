import { describe, expect, it } from 'vitest';
import { FEC_COLUMNS } from '#modules/accounting/domain/fec/columns.ts';
import { FEC_RULES } from '#modules/accounting/domain/fec/rules.ts';
import type { FecRule } from '#modules/accounting/domain/fec/rules.ts';
import { describeFinding, fecNotice } from './words.ts';

describe('describeFinding', () => {
	const rules = Object.keys(FEC_RULES) as FecRule[];

	it.each(rules)('has a sentence for %s in both languages', (rule) => {
		const finding = { rule, severity: FEC_RULES[rule].severity, parameters: {} };
		const [french, english] = [describeFinding(finding, 'fr'), describeFinding(finding, 'en')];
		expect(french).toMatch(/ /);
		expect(english).toMatch(/ /);
		expect(french).not.toBe(english);
	});

	it('writes amounts and days as people do', () => {
		const unbalanced = {
			rule: 'entry-unbalanced',
			severity: 'error',
			parameters: { journal: 'BQ', number: '12', balance: -150 }
		} as const;
		expect(describeFinding(unbalanced, 'fr')).toContain('−1,50\u202f€');
		const outside = {
			rule: 'date-outside-year',
			severity: 'error',
			parameters: { date: '20260102', start: '20250101', end: '20251231' }
		} as const;
		expect(describeFinding(outside, 'fr')).toContain('02/01/2026');
	});
});

describe('fecNotice', () => {
	it('names every field, the characters and the separators', () => {
		const facts = { association: 'Les Lilas', fileName: 'x.txt', encoding: 'iso-8859-15' } as const;
		const notice = fecNotice({ ...facts, withoutSiren: true });
		for (const column of FEC_COLUMNS) expect(notice).toContain(column);
		expect(notice).toContain('ISO-8859-15');
		expect(notice).toContain('SIREN');
		expect(fecNotice({ ...facts, withoutSiren: false })).not.toContain('000000000');
	});
});
