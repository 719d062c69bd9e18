import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { day } from '#shared/day.ts';
import { newId } from '#shared/id.ts';
import { perform } from '#platform/server/perform.ts';
import type { Caller } from '#platform/server/perform.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { aFiscalYear, anEntry } from '#modules/accounting/testing/some-accounts.ts';
import { closeFiscalYear } from '../close-fiscal-year.ts';
import { getEntry } from '../get-entry.read.ts';
import { listEntries } from '../list-entries.read.ts';
import { reverseEntry } from '../reverse-entry.ts';
import { trialBalance } from '../trial-balance.read.ts';
import { validateEntries } from '../validate-entries.ts';
import { allocateResult } from './allocate-result.ts';
import { checkIntegrity } from './check-integrity.read.ts';
import { getFiscalYear } from './get-fiscal-year.read.ts';
import { lockFiscalYear } from './lock-fiscal-year.ts';
import { regenerateOpening } from './regenerate-opening.ts';
import { reopenFiscalYear } from './reopen-fiscal-year.ts';

const program = useTestProgram();
const on2025 = day('2025-06-01');

async function closed2025() {
	const association = await anAssociation();
	const treasurer = association.as('treasurer');
	const administrator = association.as('administrator');
	const fiscalYearId = await aFiscalYear(treasurer, 2025);
	await anEntry(treasurer, { date: on2025, amountCents: 100_000 });
	await anEntry(treasurer, { date: on2025, debit: '607', credit: '5121', amountCents: 30_000 });
	const { nextFiscalYearId } = await perform(closeFiscalYear, treasurer, { fiscalYearId });
	return { association, treasurer, administrator, fiscalYearId, next: nextFiscalYearId };
}

async function balances(caller: Caller, fiscalYearId: string): Promise<Record<string, number>> {
	const { accounts } = await perform(trialBalance, caller, { fiscalYearId });
	return Object.fromEntries(
		accounts
			.filter(({ closingCents }) => closingCents !== 0)
			.map(({ code, closingCents }) => [code, closingCents])
	);
}

async function entriesOf(caller: Caller, fiscalYearId: string) {
	const { entries } = await perform(listEntries, caller, { fiscalYearId, order: 'oldest' });
	return entries;
}

/** As somebody who owns the database would, checks switched off. */
async function tamper(associationId: string, ...statements: string[]) {
	const owner = await program.owner();
	const tables = ['entry', 'line', 'seal', 'fiscal_year'];
	const all = (verb: string) =>
		tables.map((table) => `ALTER TABLE accounting.${table} ${verb} TRIGGER USER`);
	for (const statement of [
		'BEGIN',
		`SELECT set_config('app.association_id', '${associationId}', true)`,
		...all('DISABLE'),
		...statements,
		'SET CONSTRAINTS ALL IMMEDIATE',
		...all('ENABLE'),
		'COMMIT'
	]) {
		await owner.query(statement);
	}
	await owner.end();
}

describe('reopening a fiscal year', () => {
	it.each(['treasurer', 'secretary', 'accountant', 'member'] as const)(
		'is refused to the role %s',
		async (role) => {
			const { association, fiscalYearId } = await closed2025();
			await expectRefusal(
				perform(reopenFiscalYear, association.as(role), { fiscalYearId, reason: 'Oubli' }),
				'platform.not-allowed'
			);
		}
	);

	it('is refused without a reason, for a year unknown, open, locked, or before a closed one', async () => {
		const { administrator, fiscalYearId, next } = await closed2025();
		const reopen = (id: string, reason = 'Oubli') =>
			perform(reopenFiscalYear, administrator, { fiscalYearId: id, reason });
		await expectRefusal(reopen(fiscalYearId, ' '), 'platform.input-invalid');
		await expectRefusal(reopen(newId()), 'accounting.no-such-year');
		await expectRefusal(reopen(next), 'accounting.year-already-open');
		await perform(lockFiscalYear, administrator, { fiscalYearId });
		await expectRefusal(reopen(fiscalYearId), 'accounting.year-locked');
	});

	it('leaves its trace, and closing again changes nothing when nothing was written', async () => {
		const { treasurer, administrator, fiscalYearId, next } = await closed2025();
		const before = {
			year: await entriesOf(treasurer, fiscalYearId),
			next: await entriesOf(treasurer, next)
		};
		await perform(reopenFiscalYear, administrator, { fiscalYearId, reason: 'Facture oubliée' });
		expect(await entriesOf(treasurer, fiscalYearId)).toEqual(before.year);
		expect(await entriesOf(treasurer, next)).toEqual(before.next);
		await perform(closeFiscalYear, treasurer, { fiscalYearId });
		expect(await entriesOf(treasurer, fiscalYearId)).toEqual(before.year);
		expect(await entriesOf(treasurer, next)).toEqual(before.next);
		const { steps } = await perform(getFiscalYear, treasurer, { fiscalYearId });
		expect(steps.map(({ kind, reason }) => [kind, reason])).toEqual([
			['closed', null],
			['reopened', 'Facture oubliée'],
			['closed', null]
		]);
	});

	it('changes nothing of a year made at random, and the next closing carries the same', async () => {
		const account = fc.constantFrom(
			'5121',
			'530',
			'401',
			'411',
			'607',
			'606',
			'7561',
			'758',
			'110'
		);
		const movement = fc
			.record({ debit: account, credit: account, amountCents: fc.integer({ min: 1, max: 1e9 }) })
			.filter(({ debit, credit }) => debit !== credit);
		await fc.assert(
			fc.asyncProperty(fc.array(movement, { minLength: 1, maxLength: 8 }), async (movements) => {
				const association = await anAssociation();
				const treasurer = association.as('treasurer');
				const fiscalYearId = await aFiscalYear(treasurer, 2025);
				for (const movement of movements) {
					await anEntry(treasurer, { ...movement, journal: 'OD', date: on2025 });
				}
				const before = await balances(treasurer, fiscalYearId);
				const { nextFiscalYearId } = await perform(closeFiscalYear, treasurer, { fiscalYearId });
				const closed = await entriesOf(treasurer, fiscalYearId);
				const carried = await entriesOf(treasurer, nextFiscalYearId);
				await perform(reopenFiscalYear, association.as('administrator'), {
					fiscalYearId,
					reason: 'Vérification'
				});
				expect(await balances(treasurer, fiscalYearId)).toEqual(before);
				expect(await entriesOf(treasurer, fiscalYearId)).toEqual(closed);
				await perform(closeFiscalYear, treasurer, { fiscalYearId });
				expect(await entriesOf(treasurer, nextFiscalYearId)).toEqual(carried);
				const opening = Object.values(await balances(treasurer, nextFiscalYearId));
				expect(opening.reduce((a, b) => a + b, 0)).toBe(0);
			}),
			{ numRuns: 6 }
		);
	});

	it('lets the opening be carried again: the old one is reversed, the new one is right', async () => {
		const { treasurer, administrator, fiscalYearId, next } = await closed2025();
		await perform(reopenFiscalYear, administrator, { fiscalYearId, reason: 'Facture oubliée' });
		await anEntry(treasurer, { date: on2025, debit: '606', credit: '5121', amountCents: 5_000 });
		await perform(closeFiscalYear, treasurer, { fiscalYearId });
		expect(await balances(treasurer, next)).toEqual({ '120': -65_000, '5121': 65_000 });
		const entries = await entriesOf(treasurer, next);
		expect(entries.map(({ number, validated }) => [number, validated])).toEqual([
			['AN-2026-0001', true],
			['AN-2026-0002', true],
			['AN-2026-0003', true]
		]);
		expect(entries[0]?.reversedById).toBe(entries[1]?.id);
	});

	it('is refused by the database without its trace, or once locked', async () => {
		const { association, administrator, fiscalYearId } = await closed2025();
		const client = await program.owner();
		const raw = (statement: string) =>
			client.query(
				`BEGIN; SELECT set_config('app.association_id', '${association.id}', true); ${statement}; COMMIT`
			);
		const reopening =
			'UPDATE accounting.fiscal_year SET closed_at = NULL WHERE closed_at IS NOT NULL';
		await expect(raw(reopening)).rejects.toThrow('accounting.reopening-without-trace');
		await client.query('ROLLBACK');
		await expect(raw("UPDATE accounting.year_step SET reason = 'x'")).rejects.toThrow(
			'accounting.trace-kept'
		);
		await client.query('ROLLBACK');
		await perform(lockFiscalYear, administrator, { fiscalYearId });
		await expect(raw(reopening)).rejects.toThrow('accounting.year-locked-for-good');
		await client.query('ROLLBACK');
		await expect(raw('DELETE FROM accounting.seal')).rejects.toThrow('accounting.trace-kept');
		await client.end();
	});
});

describe('carrying balances of a year that is still open', () => {
	it('is refused to an accountant, for the first year, and once closed', async () => {
		const { association, treasurer, fiscalYearId, next } = await closed2025();
		await expectRefusal(
			perform(regenerateOpening, association.as('accountant'), { fiscalYearId: next }),
			'platform.not-allowed'
		);
		await expectRefusal(
			perform(regenerateOpening, treasurer, { fiscalYearId }),
			'accounting.no-year-before'
		);
	});

	it('writes a draft, replaced under the same number each time, and closed for good', async () => {
		const treasurer = (await anAssociation()).as('treasurer');
		const fiscalYearId = await aFiscalYear(treasurer, 2025);
		const next = await aFiscalYear(treasurer, 2026);
		const carry = () => perform(regenerateOpening, treasurer, { fiscalYearId: next });
		expect(await carry()).toEqual({ changed: false });
		await anEntry(treasurer, { date: on2025, amountCents: 100 });
		const first = await carry();
		expect(first.changed).toBe(true);
		expect(await carry()).toEqual({ ...first, changed: false });
		await anEntry(treasurer, { date: on2025, amountCents: 11 });
		expect(await carry()).toEqual(first);
		const opening = await perform(getEntry, treasurer, { entryId: String(first.openingEntryId) });
		expect(opening).toMatchObject({ number: 'AN-2026-0001', totalCents: 111, validated: false });
		const closing = await perform(closeFiscalYear, treasurer, { fiscalYearId });
		expect(closing.openingEntryId).toBe(first.openingEntryId);
		expect(await balances(treasurer, next)).toEqual({ '120': -111, '5121': 111 });
		expect(await entriesOf(treasurer, next)).toMatchObject([{ validated: true }]);
	});

	it('reverses an opening that was validated', async () => {
		const treasurer = (await anAssociation()).as('treasurer');
		await aFiscalYear(treasurer, 2025);
		const next = await aFiscalYear(treasurer, 2026);
		await anEntry(treasurer, { date: on2025, amountCents: 100 });
		await perform(regenerateOpening, treasurer, { fiscalYearId: next });
		await perform(validateEntries, treasurer, { until: '2026-12-31' });
		const { entryId } = await anEntry(treasurer, { date: day('2025-06-02') });
		await perform(reverseEntry, treasurer, { entryId, date: '2025-06-03' });
		await anEntry(treasurer, { date: on2025, amountCents: 11 });
		expect(await perform(regenerateOpening, treasurer, { fiscalYearId: next })).toMatchObject({
			changed: true
		});
		expect(await balances(treasurer, next)).toEqual({ '120': -111, '5121': 111 });
	});
});

describe('allocating the result', () => {
	it('is refused to an accountant, before the closing, in the year itself, by wrong shares', async () => {
		const { association, treasurer, fiscalYearId, next } = await closed2025();
		const allocate = (
			shares: { account: string; amountCents: number }[],
			date = '2026-03-28',
			id = fiscalYearId
		) => perform(allocateResult, treasurer, { fiscalYearId: id, date, shares });
		const all = [{ account: '110', amountCents: 70_000 }];
		await expectRefusal(
			perform(allocateResult, association.as('accountant'), {
				fiscalYearId,
				date: '2026-03-28',
				shares: all
			}),
			'platform.not-allowed'
		);
		await expectRefusal(allocate(all, '2026-03-28', next), 'accounting.allocation-not-closed');
		await expectRefusal(allocate(all, '2025-12-31'), 'accounting.allocation-too-early');
		await expectRefusal(
			allocate([{ account: '110', amountCents: 69_999 }]),
			'accounting.allocation-differs'
		);
		await expectRefusal(
			allocate([{ account: '5121', amountCents: 70_000 }]),
			'accounting.allocation-account'
		);
		await expectRefusal(
			allocate([...all, { account: '1068', amountCents: 0 }]),
			'accounting.allocation-amount'
		);
	});

	it('splits it on the day of the decision, once', async () => {
		const { treasurer, fiscalYearId, next } = await closed2025();
		const shares = [
			{ account: '110', amountCents: 20_000 },
			{ account: '1068', amountCents: 50_000 }
		];
		const input = { fiscalYearId, date: '2026-03-28', shares };
		const { entryId, number } = await perform(allocateResult, treasurer, input);
		expect(number).toBe('OD-2026-0001');
		expect(await balances(treasurer, next)).toMatchObject({
			'110': -20_000,
			'1068': -50_000,
			'5121': 70_000
		});
		expect((await balances(treasurer, next))['120'] ?? 0).toBe(0);
		await expectRefusal(
			perform(allocateResult, treasurer, input),
			'accounting.nothing-to-allocate'
		);
		await perform(reverseEntry, treasurer, { entryId, date: '2026-03-29' });
		await perform(allocateResult, treasurer, input);
	});
});

describe('locking a fiscal year', () => {
	it('is refused to an accountant, for an open year, twice, and before an earlier one', async () => {
		const { association, treasurer, fiscalYearId, next } = await closed2025();
		const lock = (id: string) => perform(lockFiscalYear, treasurer, { fiscalYearId: id });
		await expectRefusal(
			perform(lockFiscalYear, association.as('accountant'), { fiscalYearId }),
			'platform.not-allowed'
		);
		await expectRefusal(lock(next), 'accounting.lock-not-closed');
		await lock(fiscalYearId);
		await expectRefusal(lock(fiscalYearId), 'accounting.already-locked');
	});

	it('follows the order of the years, each chain starting from the one before', async () => {
		const treasurer = (await anAssociation()).as('treasurer');
		const y2024 = await aFiscalYear(treasurer, 2024);
		await anEntry(treasurer, { date: day('2024-05-01') });
		const y2025 = await aFiscalYear(treasurer, 2025);
		await perform(closeFiscalYear, treasurer, { fiscalYearId: y2024 });
		await perform(closeFiscalYear, treasurer, { fiscalYearId: y2025 });
		const lock = (fiscalYearId: string) => perform(lockFiscalYear, treasurer, { fiscalYearId });
		await expectRefusal(lock(y2025), 'accounting.earlier-year-not-locked');
		const first = await lock(y2024);
		const second = await lock(y2025);
		expect(first).toMatchObject({ entries: 1 });
		expect(second).toMatchObject({ entries: 1 });
		expect(second.seal).not.toBe(first.seal);
		const { years } = await perform(checkIntegrity, treasurer, {});
		expect(years).toMatchObject([
			{ code: '2024', entries: 1, seal: first.seal, broken: null },
			{ code: '2025', entries: 1, seal: second.seal, broken: null }
		]);
	});
});

describe('the integrity of locked years', () => {
	async function locked() {
		const all = await closed2025();
		await perform(lockFiscalYear, all.treasurer, { fiscalYearId: all.fiscalYearId });
		const broken = async () => {
			const { years } = await perform(checkIntegrity, all.treasurer, {});
			return years[0]?.broken;
		};
		return { ...all, broken };
	}

	it('is not shown to a secretary', async () => {
		const { association } = await locked();
		await expectRefusal(
			perform(checkIntegrity, association.as('secretary'), {}),
			'platform.not-allowed'
		);
	});

	it('is whole as long as nothing changed, whatever is written in other years', async () => {
		const { treasurer, broken } = await locked();
		await anEntry(treasurer, { date: day('2026-02-01') });
		expect(await broken()).toBeNull();
	});

	it.each([
		["UPDATE accounting.entry SET label = 'Autre' WHERE number = 1", 'changed', 1, 'BQ-2025-0001'],
		[
			'UPDATE accounting.line SET debit_cents = debit_cents * 2, credit_cents = credit_cents * 2',
			'changed',
			1,
			'BQ-2025-0001'
		],
		[
			'UPDATE accounting.entry SET validated_at = validated_at + $$1 microsecond$$::interval WHERE number = 2',
			'changed',
			2,
			'BQ-2025-0002'
		],
		['DELETE FROM accounting.seal WHERE position = 1', 'missing', 1, null],
		['DELETE FROM accounting.seal WHERE position = 2', 'added', null, 'BQ-2025-0002'],
		[
			"UPDATE accounting.seal SET hash = repeat('a', 64) WHERE position = 2",
			'changed',
			2,
			'BQ-2025-0002'
		],
		[
			"UPDATE accounting.fiscal_year SET seal = repeat('b', 64) WHERE seal IS NOT NULL",
			'seal-differs',
			null,
			null
		]
	])('breaks where it was touched: %s', async (statement, kind, position, number) => {
		const { association, broken } = await locked();
		await tamper(association.id, statement);
		expect(await broken()).toMatchObject({ kind, position, number });
	});

	it('misses what was cut off at the end, entry and seal together', async () => {
		const { association, broken } = await locked();
		const last = "(SELECT id FROM accounting.entry WHERE number = 2 AND entry_date < '2026-01-01')";
		await tamper(
			association.id,
			'DELETE FROM accounting.seal WHERE position = 2',
			`DELETE FROM accounting.line WHERE entry_id IN ${last}`,
			`DELETE FROM accounting.entry WHERE id IN ${last}`
		);
		expect(await broken()).toMatchObject({ kind: 'seal-differs' });
	});
});
