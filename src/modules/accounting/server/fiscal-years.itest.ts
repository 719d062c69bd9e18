import { describe, expect, it } from 'vitest';
import { day } from '#shared/day.ts';
import { newId } from '#shared/id.ts';
import { perform } from '#platform/server/perform.ts';
import type { Caller } from '#platform/server/perform.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { aFiscalYear, anEntry } from '../testing/some-accounts.ts';
import { accountBalance } from './account-balance.read.ts';
import { closeFiscalYear } from './close-fiscal-year.ts';
import { listEntries } from './list-entries.read.ts';
import { listFiscalYears } from './list-fiscal-years.read.ts';
import { openFiscalYear } from './open-fiscal-year.ts';
import { reverseEntry } from './reverse-entry.ts';
import { trialBalance } from './trial-balance.read.ts';
import { validateEntries } from './validate-entries.ts';

useTestProgram();

const year2025 = { start: '2025-01-01', end: '2025-12-31' };

async function balances(caller: Caller, fiscalYearId: string): Promise<Record<string, number>> {
	const { accounts } = await perform(trialBalance, caller, { fiscalYearId });
	return Object.fromEntries(accounts.map(({ code, closingCents }) => [code, closingCents]));
}

describe('opening a fiscal year', () => {
	it.each(['secretary', 'accountant', 'member'] as const)(
		'is refused to the role %s',
		async (role) => {
			const association = await anAssociation();
			await expectRefusal(
				perform(openFiscalYear, association.as(role), year2025),
				'platform.not-allowed'
			);
		}
	);

	it('is refused when it leaves a gap', async () => {
		const treasurer = (await anAssociation()).as('treasurer');
		await perform(openFiscalYear, treasurer, year2025);
		const refusal = await expectRefusal(
			perform(openFiscalYear, treasurer, { start: '2026-02-01', end: '2026-12-31' }),
			'accounting.year-not-contiguous'
		);
		expect(refusal.parameters).toEqual({ expected: '01/01/2026' });
	});

	it('happens once when two people open the first one together', async () => {
		const treasurer = (await anAssociation()).as('treasurer');
		const outcomes = await Promise.allSettled(
			[1, 2, 3].map(() => perform(openFiscalYear, treasurer, year2025))
		);
		expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		const { years } = await perform(listFiscalYears, treasurer, {});
		expect(years).toMatchObject([{ code: '2025', chart: 'associations-2025', closed: false }]);
	});
});

describe('closing a fiscal year', () => {
	it.each(['secretary', 'accountant', 'member'] as const)(
		'is refused to the role %s',
		async (role) => {
			const association = await anAssociation();
			const fiscalYearId = await aFiscalYear(association.as('treasurer'), 2025);
			await expectRefusal(
				perform(closeFiscalYear, association.as(role), { fiscalYearId }),
				'platform.not-allowed'
			);
		}
	);

	it('is refused for a year unknown, of others, not over, after an open one, or closed', async () => {
		const here = (await anAssociation()).as('treasurer');
		const elsewhere = (await anAssociation()).as('treasurer');
		const theirs = await aFiscalYear(elsewhere, 2024);
		const y2024 = await aFiscalYear(here, 2024);
		const y2025 = await aFiscalYear(here, 2025);
		const future = await aFiscalYear(here, 2026).then(() => aFiscalYear(here, 2027));
		const refused = [
			[newId(), 'accounting.no-such-year'],
			[theirs, 'accounting.no-such-year'],
			[future, 'accounting.year-not-over'],
			[y2025, 'accounting.earlier-year-open']
		];
		for (const [fiscalYearId = '', code = ''] of refused) {
			await expectRefusal(perform(closeFiscalYear, here, { fiscalYearId }), code);
		}
		await perform(closeFiscalYear, here, { fiscalYearId: y2024 });
		await expectRefusal(
			perform(closeFiscalYear, here, { fiscalYearId: y2024 }),
			'accounting.already-closed'
		);
	});

	it('is refused when the next year was opened by hand', async () => {
		const treasurer = (await anAssociation()).as('treasurer');
		const fiscalYearId = await aFiscalYear(treasurer, 2025);
		await aFiscalYear(treasurer, 2026);
		const opening = { journal: 'AN', date: day('2026-01-01'), credit: '110' };
		await anEntry(treasurer, opening);
		await expectRefusal(
			perform(closeFiscalYear, treasurer, { fiscalYearId }),
			'accounting.opening-exists'
		);
	});

	it('carries balances and result into the next year, which it opens', async () => {
		const treasurer = (await anAssociation()).as('treasurer');
		const fiscalYearId = await aFiscalYear(treasurer, 2025);
		const on = day('2025-06-01');
		await anEntry(treasurer, { date: on, amountCents: 100_000 });
		await anEntry(treasurer, { date: on, debit: '607', credit: '5121', amountCents: 30_000 });
		await anEntry(treasurer, { date: on, debit: '530', credit: '5121', amountCents: 5_000 });
		await anEntry(treasurer, {
			date: on,
			journal: 'OD',
			debit: '864',
			credit: '875',
			amountCents: 7_777
		});
		const closing = await perform(closeFiscalYear, treasurer, { fiscalYearId });
		expect(closing.resultCents).toBe(70_000);
		expect(await balances(treasurer, closing.nextFiscalYearId)).toEqual({
			'120': -70_000,
			'5121': 65_000,
			'530': 5_000
		});
		const { years } = await perform(listFiscalYears, treasurer, {});
		expect(years.map(({ code, closed }) => [code, closed])).toEqual([
			['2025', true],
			['2026', false]
		]);
		const { entries } = await perform(listEntries, treasurer, { fiscalYearId });
		expect(entries.every(({ validated }) => validated)).toBe(true);
		await expectRefusal(anEntry(treasurer, { date: on }), 'accounting.year-closed');
		await expectRefusal(
			perform(reverseEntry, treasurer, {
				entryId: String(closing.openingEntryId),
				date: '2026-02-01'
			}),
			'accounting.opening-from-closing'
		);
	});

	it('sends a deficit to retained earnings when asked', async () => {
		const treasurer = (await anAssociation()).as('treasurer');
		const fiscalYearId = await aFiscalYear(treasurer, 2025);
		await anEntry(treasurer, {
			date: day('2025-06-01'),
			debit: '607',
			credit: '5121',
			amountCents: 900
		});
		const { nextFiscalYearId, resultCents } = await perform(closeFiscalYear, treasurer, {
			fiscalYearId,
			resultTo: 'retained-earnings'
		});
		expect(resultCents).toBe(-900);
		expect(await balances(treasurer, nextFiscalYearId)).toEqual({ '119': 900, '5121': -900 });
	});

	it('lets nothing be posted while it closes: all or none of it is carried', async () => {
		const treasurer = (await anAssociation()).as('treasurer');
		const fiscalYearId = await aFiscalYear(treasurer, 2025);
		const posts = Array.from({ length: 12 }, () => anEntry(treasurer, { date: day('2025-06-01') }));
		const [closing, ...posted] = await Promise.allSettled([
			perform(closeFiscalYear, treasurer, { fiscalYearId }),
			...posts
		]);
		expect(closing.status).toBe('fulfilled');
		const count = posted.filter(({ status }) => status === 'fulfilled').length;
		const carried = await perform(accountBalance, treasurer, {
			account: '5121',
			on: '2026-01-01'
		});
		expect(carried.balanceCents).toBe(count * 2000);
	});
});

describe('validating entries', () => {
	it.each(['secretary', 'member'] as const)('is refused to the role %s', async (role) => {
		const association = await anAssociation();
		await expectRefusal(
			perform(validateEntries, association.as(role), { until: '2026-12-31' }),
			'platform.not-allowed'
		);
	});

	it('takes those up to the day, once', async () => {
		const association = await anAssociation();
		const treasurer = association.as('treasurer');
		await aFiscalYear(treasurer);
		await anEntry(treasurer, { date: day('2026-01-31') });
		await anEntry(treasurer, { date: day('2026-02-01') });
		const until = { until: '2026-01-31' };
		expect(await perform(validateEntries, association.as('accountant'), until)).toEqual({
			count: 1
		});
		expect(await perform(validateEntries, treasurer, until)).toEqual({ count: 0 });
	});
});
