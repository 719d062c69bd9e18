import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, day } from '#shared/day.ts';
import type { MembershipFacts } from './standing.ts';
import { standingOn, stateOf } from './standing.ts';

const today = day('2026-11-21');

function membership(start: string, end: string | null, dueCents = 2000, paidCents = 2000) {
	return { startsOn: day(start), endsOn: end === null ? null : day(end), dueCents, paidCents };
}

describe('the standing of a person', () => {
	it('is none without a membership', () => {
		expect(standingOn([], today)).toEqual({ kind: 'none' });
	});

	it('is up to date until the last day, included', () => {
		const paid = membership('2026-09-03', '2027-08-31');
		expect(standingOn([paid], today)).toEqual({ kind: 'up-to-date', until: '2027-08-31' });
		expect(standingOn([paid], day('2027-08-31')).kind).toBe('up-to-date');
		expect(standingOn([paid], day('2027-09-01'))).toEqual({ kind: 'expired', on: '2027-08-31' });
	});

	it('owes what is not paid, since the day the membership began', () => {
		const partly = membership('2026-11-09', '2027-08-31', 2000, 1500);
		expect(standingOn([partly], today)).toEqual({
			kind: 'owing',
			owedCents: 500,
			since: '2026-11-09',
			days: 12
		});
	});

	it('adds up what is owed, since the oldest', () => {
		const old = membership('2025-09-01', '2026-08-31', 2000, 0);
		const partly = membership('2026-11-09', '2027-08-31', 2000, 1500);
		expect(standingOn([partly, old], today)).toMatchObject({
			owedCents: 2500,
			since: '2025-09-01'
		});
	});

	it('owes nothing before a membership begins', () => {
		const next = membership('2027-09-01', '2028-08-31', 2000, 0);
		expect(standingOn([next], today)).toEqual({ kind: 'upcoming', from: '2027-09-01' });
	});

	it('carries on over paid memberships that follow, not over a gap nor an unpaid one', () => {
		const now = membership('2026-09-01', '2027-08-31');
		const next = membership('2027-09-01', '2028-08-31');
		const gap = membership('2028-09-02', '2029-08-31');
		const unpaid = membership('2027-09-01', '2028-08-31', 2000, 0);
		expect(standingOn([gap, next, now], today)).toMatchObject({ until: '2028-08-31' });
		expect(standingOn([now, unpaid], today)).toMatchObject({ until: '2027-08-31' });
	});

	it('never ends with a lifetime membership', () => {
		const life = membership('2020-01-01', null);
		expect(standingOn([life, membership('2026-09-01', '2027-08-31')], today)).toEqual({
			kind: 'up-to-date',
			until: null
		});
	});

	it('owes nothing for what costs nothing', () => {
		expect(stateOf(membership('2026-11-01', '2027-08-31', 0, 0), today)).toBe('up-to-date');
	});

	it('does not depend on the order, and owes exactly what is unpaid', () => {
		const some = fc.record({
			start: fc.integer({ min: -900, max: 400 }),
			length: fc.option(fc.integer({ min: 0, max: 400 }), { nil: null }),
			dueCents: fc.integer({ min: 0, max: 5000 }),
			paidShare: fc.constantFrom(0, 0.5, 1)
		});
		const toFacts = ({ start, length, dueCents, paidShare }: fcValue): MembershipFacts => ({
			startsOn: addDays(today, start),
			endsOn: length === null ? null : addDays(today, start + length),
			dueCents,
			paidCents: Math.floor(dueCents * paidShare)
		});
		type fcValue = typeof some extends fc.Arbitrary<infer V> ? V : never;
		fc.assert(
			fc.property(fc.array(some, { maxLength: 5 }), (values) => {
				const facts = values.map(toFacts);
				const standing = standingOn(facts, today);
				expect(standingOn(facts.toReversed(), today)).toEqual(standing);
				const owed = facts
					.filter(({ startsOn }) => startsOn <= today)
					.reduce((sum, { dueCents, paidCents }) => sum + dueCents - paidCents, 0);
				expect(standing.kind === 'owing' ? standing.owedCents : 0).toBe(owed);
				if (standing.kind === 'up-to-date' && standing.until) {
					expect(standing.until >= today).toBe(true);
				}
			})
		);
	});
});
