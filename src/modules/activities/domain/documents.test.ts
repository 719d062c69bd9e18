import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, day } from '#shared/day.ts';
import { isMinor, lackingOn, usualEnd } from './documents.ts';

const medical = { id: 'medical', name: 'Certificat médical', months: 12, minorsOnly: false };
const parental = { id: 'parental', name: 'Accord parental', months: null, minorsOnly: true };
const today = day('2026-11-21');
const child = { birthDate: day('2015-05-01') };
const names = (lacking: ReturnType<typeof lackingOn>) => lacking.map(({ kind }) => kind.id);

describe('documents asked for', () => {
	it('are those of minors for minors only', () => {
		expect(names(lackingOn([medical, parental], [], child, today))).toEqual([
			'medical',
			'parental'
		]);
		expect(names(lackingOn([medical, parental], [], { birthDate: null }, today))).toEqual([
			'medical'
		]);
		expect(isMinor(day('2008-11-21'), today)).toBe(false);
		expect(isMinor(day('2008-11-22'), today)).toBe(true);
	});

	it('are good through their last day', () => {
		const signedOn = day('2025-11-22');
		expect(usualEnd(medical, signedOn)).toBe('2026-11-21');
		expect(usualEnd(parental, signedOn)).toBeNull();
		const given = { kindId: 'medical', signedOn, validUntil: today };
		expect(lackingOn([medical], [given], child, today)).toEqual([]);
		const late = lackingOn([medical], [given], child, addDays(today, 1));
		expect(late).toEqual([{ kind: medical, expiredOn: today }]);
	});

	it('are never both given for good and lacking, whatever else was given', () => {
		const validUntil = fc.option(
			fc.integer({ min: -900, max: 900 }).map((days) => addDays(today, days)),
			{ nil: null }
		);
		const document = fc.record({
			kindId: fc.constantFrom('medical', 'parental'),
			signedOn: fc.constant(day('2020-01-01')),
			validUntil
		});
		fc.assert(
			fc.property(fc.array(document), (given) => {
				const lacking = new Set(names(lackingOn([medical, parental], given, child, today)));
				for (const { id } of [medical, parental]) {
					const good = given.some(
						({ kindId, validUntil: end }) => kindId === id && (end === null || end >= today)
					);
					expect(lacking.has(id)).toBe(!good);
				}
			})
		);
	});
});
