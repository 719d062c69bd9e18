import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, day } from '#shared/day.ts';
import type { Day } from '#shared/day.ts';
import { sum } from '#shared/money.ts';
import { perform } from '#platform/server/perform.ts';
import type { Caller } from '#platform/server/perform.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { aFiscalYear, anEntry } from '../testing/some-accounts.ts';
import { accountLedger } from './account-ledger.read.ts';
import { closeFiscalYear } from './close-fiscal-year.ts';
import { getEntry } from './get-entry.read.ts';
import { listEntries } from './list-entries.read.ts';
import { openFiscalYear } from './open-fiscal-year.ts';
import { postEntry } from './post-entry.ts';
import { treasury } from './treasury.read.ts';
import { trialBalance } from './trial-balance.read.ts';

useTestProgram();

// A year that starts and ends amid a month, the hard case of sums kept by month.
const START = day('2026-01-20');
const END = day('2026-09-10');
const LENGTH = 233;

interface Move {
	readonly date: Day;
	readonly journal: string;
	readonly debit: string;
	readonly credit: string;
	readonly amountCents: number;
}

const dayWithin = fc.integer({ min: 0, max: LENGTH }).map((count) => addDays(START, count));
const code = fc.constantFrom(
	'110',
	'2183',
	'401',
	'411',
	'5121',
	'530',
	'607',
	'6257',
	'706',
	'7561'
);
const move = fc
	.record({
		date: dayWithin,
		journal: fc.constantFrom('BQ', 'CA', 'OD', 'AN'),
		debit: code,
		credit: code,
		amountCents: fc.integer({ min: 1, max: 1_000_000_000 })
	})
	.map((found) => (found.journal === 'AN' ? { ...found, date: START } : found));

async function aTreasurer(): Promise<Caller> {
	const treasurer = (await anAssociation()).as('treasurer');
	await perform(openFiscalYear, treasurer, { start: START, end: END });
	return treasurer;
}

interface Row {
	code: string;
	openingCents: number;
	debitCents: number;
	creditCents: number;
}

/** The trial balance, worked out entry by entry. */
function expectedBalance(moves: readonly Move[], from: Day, to: Day): Row[] {
	const rows = new Map<string, Row>();
	const add = (code: string, debit: number, credit: number, opening: boolean) => {
		const row = rows.get(code) ?? { code, openingCents: 0, debitCents: 0, creditCents: 0 };
		rows.set(code, row);
		if (opening) row.openingCents += debit - credit;
		else {
			row.debitCents += debit;
			row.creditCents += credit;
		}
	};
	for (const { date, journal, debit, credit, amountCents } of moves) {
		if (date > to) continue;
		const opening = date < from || (journal === 'AN' && from === START);
		add(debit, amountCents, 0, opening);
		add(credit, 0, amountCents, opening);
	}
	return [...rows.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}

describe('the trial balance', () => {
	it('is refused to secretaries and members, and outside the year', async () => {
		const association = await anAssociation();
		await aFiscalYear(association.as('treasurer'));
		for (const role of ['secretary', 'member'] as const) {
			await expectRefusal(perform(trialBalance, association.as(role), {}), 'platform.not-allowed');
		}
		await expectRefusal(
			perform(trialBalance, association.as('accountant'), { from: '2025-12-31' }),
			'accounting.day-outside-year'
		);
		await expectRefusal(
			perform(trialBalance, association.as('accountant'), { to: '2027-01-01' }),
			'accounting.day-outside-year'
		);
	});

	it('equals an independent computation, over any days of any year', async () => {
		const moves = fc.array(move, { minLength: 1, maxLength: 25 });
		const periods = fc.array(fc.tuple(dayWithin, dayWithin), { minLength: 4, maxLength: 8 });
		await fc.assert(
			fc.asyncProperty(moves, periods, async (entries, spans) => {
				const treasurer = await aTreasurer();
				for (const entry of entries) await anEntry(treasurer, entry);
				for (const [a, b] of [[START, END] as const, ...spans]) {
					const [from, to] = a < b ? [a, b] : [b, a];
					const balance = await perform(trialBalance, treasurer, { from, to });
					const rows = balance.accounts.map(({ code, openingCents, debitCents, creditCents }) => {
						return { code, openingCents, debitCents, creditCents };
					});
					expect(rows).toEqual(expectedBalance(entries, from, to));
					expect(balance.totalDebitCents).toBe(balance.totalCreditCents);
					expect(sum(balance.accounts.map((row) => row.closingCents))).toBe(0);
				}
			}),
			{ numRuns: 6 }
		);
	});
});

describe('the journal and the ledger', () => {
	it('give each line once, page after page, with a running balance', async () => {
		const treasurer = await aTreasurer();
		const moves = fc.sample(move, { seed: 7, numRuns: 60 });
		for (const entry of moves) await anEntry(treasurer, entry);
		for (const order of ['newest', 'oldest'] as const) {
			const seen: { id: string; date: string }[] = [];
			let after: string | undefined;
			do {
				const page = await perform(listEntries, treasurer, { after, order, limit: 7 });
				seen.push(...page.entries);
				after = page.next;
			} while (after !== undefined);
			expect(new Set(seen.map(({ id }) => id)).size).toBe(60);
			const dates = seen.map(({ date }) => date);
			const sorted = [...dates].sort();
			expect(dates).toEqual(order === 'oldest' ? sorted : sorted.reverse());
		}
		const from = day('2026-03-05');
		const before = moves.filter(({ date }) => date < from);
		const moved = (list: readonly Move[]) =>
			sum(
				list.map(
					({ debit, credit, amountCents }) =>
						(debit === '5121' ? amountCents : 0) - (credit === '5121' ? amountCents : 0)
				)
			);
		let balance: number = moved(before);
		let after: string | undefined;
		do {
			const page = await perform(accountLedger, treasurer, {
				account: '5121',
				from,
				after,
				limit: 4
			});
			expect(page.openingCents).toBe(balance);
			for (const line of page.lines) {
				balance += line.debitCents - line.creditCents;
				expect(line.balanceCents).toBe(balance);
			}
			after = page.next;
		} while (after !== undefined);
		expect(balance).toBe(moved(moves));
	});

	it('are searched by words, account, journal, days and amount', async () => {
		const treasurer = (await anAssociation()).as('treasurer');
		await aFiscalYear(treasurer);
		await anEntry(treasurer, {
			label: 'Goûter de Noël',
			debit: '6257',
			credit: '530',
			journal: 'CA'
		});
		await anEntry(treasurer, { amountCents: 12_345, date: day('2026-07-01') });
		await perform(postEntry, treasurer, {
			journal: 'OD',
			date: '2026-08-01',
			label: 'Répartition',
			lines: [
				{ account: '411', debitCents: 999 },
				{ account: '706', creditCents: 900 },
				{ account: '707', creditCents: 99 }
			]
		});
		const numbers = async (input: object) =>
			(await perform(listEntries, treasurer, input)).entries.map(({ number }) => number);
		expect(await numbers({ search: 'gouter noel' })).toEqual(['CA-2026-0001']);
		expect(await numbers({ search: 'bq 2026 0001' })).toEqual(['BQ-2026-0001']);
		expect(await numbers({ account: '706' })).toEqual(['OD-2026-0001']);
		expect(await numbers({ account: '6064' })).toEqual([]);
		expect(await numbers({ journal: 'CA' })).toEqual(['CA-2026-0001']);
		expect(await numbers({ from: '2026-07-01', to: '2026-07-31' })).toEqual(['BQ-2026-0001']);
		expect(await numbers({ amountCents: 12_345 })).toEqual(['BQ-2026-0001']);
		expect(await numbers({ amountCents: 99 })).toEqual(['OD-2026-0001']);
		expect(await numbers({ validated: true })).toEqual([]);
	});

	it.each(['zz', 'W10', 'eyJhIjoxfQ', 'WyIyMDI2LTAxLTAxIiwieCJd'])(
		'refuse the cursor %s',
		async (after) => {
			const treasurer = await aTreasurer();
			await expectRefusal(perform(listEntries, treasurer, { after }), 'accounting.cursor-invalid');
			await expectRefusal(
				perform(accountLedger, treasurer, { account: '5121', after }),
				'accounting.cursor-invalid'
			);
		}
	);

	it('are refused to secretaries and members', async () => {
		const association = await anAssociation();
		await aFiscalYear(association.as('treasurer'));
		const { entryId } = await anEntry(association.as('treasurer'));
		for (const role of ['secretary', 'member'] as const) {
			const caller = association.as(role);
			await expectRefusal(perform(listEntries, caller, {}), 'platform.not-allowed');
			await expectRefusal(perform(getEntry, caller, { entryId }), 'platform.not-allowed');
			await expectRefusal(
				perform(accountLedger, caller, { account: '5121' }),
				'platform.not-allowed'
			);
			await expectRefusal(perform(treasury, caller, {}), 'platform.not-allowed');
		}
	});
});

describe('the money at hand', () => {
	it('runs over closed and open years, each euro once', async () => {
		const treasurer = (await anAssociation()).as('treasurer');
		const y2024 = await aFiscalYear(treasurer, 2024);
		await aFiscalYear(treasurer, 2025);
		await aFiscalYear(treasurer, 2026);
		await anEntry(treasurer, {
			journal: 'AN',
			date: day('2024-01-01'),
			credit: '110',
			amountCents: 1
		});
		await anEntry(treasurer, { date: day('2024-12-31'), amountCents: 20 });
		await anEntry(treasurer, { date: day('2025-12-05'), debit: '530', amountCents: 300 });
		await anEntry(treasurer, { date: day('2026-01-10'), amountCents: 4000 });
		await anEntry(treasurer, { date: day('2026-01-11'), amountCents: 50_000 });
		await perform(closeFiscalYear, treasurer, { fiscalYearId: y2024 });
		const found = await perform(treasury, treasurer, { on: '2026-01-10', months: 3 });
		expect(found.balanceCents).toBe(4321);
		expect(found.accounts.map(({ code, balanceCents }) => [code, balanceCents])).toEqual([
			['5121', 4021],
			['530', 300]
		]);
		expect(found.months).toEqual([
			{ month: '2025-11', balanceCents: 21 },
			{ month: '2025-12', balanceCents: 321 },
			{ month: '2026-01', balanceCents: 4321 }
		]);
	});
});
