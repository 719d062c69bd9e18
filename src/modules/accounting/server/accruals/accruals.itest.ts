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
import * as operations from '../closing-operations.ts';
import { reverseEntry } from '../reverse-entry.ts';
import { trialBalance } from '../trial-balance.read.ts';

useTestProgram();

const { addAccrual, listAccruals, noteAccrualInvoice, postAccruals, removeAccrual } = operations;

const insurance = {
	kind: 'prepaid-expense' as const,
	label: 'Assurance de juillet à juin',
	account: '616',
	amountCents: 36_500,
	periodStart: '2025-07-01',
	periodEnd: '2026-06-30',
	bookedOn: '2025-06-20'
};

async function oneYear() {
	const association = await anAssociation();
	const treasurer = association.as('treasurer');
	const first = await aFiscalYear(treasurer, 2025);
	const paid = { debit: '616', credit: '5121', amountCents: 36_500 };
	await anEntry(treasurer, { date: day('2025-06-20'), ...paid });
	return { association, treasurer, first };
}

async function balances(caller: Caller, fiscalYearId: string) {
	const { accounts } = await perform(trialBalance, caller, { fiscalYearId });
	return Object.fromEntries(accounts.map(({ code, closingCents }) => [code, closingCents]));
}

describe('an accrual is refused', () => {
	it('to whoever may not write it, and in another association', async () => {
		const { association, treasurer } = await oneYear();
		await expectRefusal(
			perform(addAccrual, association.as('accountant'), insurance),
			'platform.not-allowed'
		);
		await expectRefusal(
			perform(listAccruals, association.as('member'), {}),
			'platform.not-allowed'
		);
		const { accrualId } = await perform(addAccrual, treasurer, insurance);
		const elsewhere = (await oneYear()).treasurer;
		await expectRefusal(
			perform(removeAccrual, elsewhere, { accrualId }),
			'accounting.no-such-accrual'
		);
		await expectRefusal(
			perform(noteAccrualInvoice, elsewhere, { accrualId, bookedOn: '2026-01-01' }),
			'accounting.no-such-accrual'
		);
		await expectRefusal(
			perform(postAccruals, elsewhere, { fiscalYearId: newId() }),
			'accounting.no-such-year'
		);
	});

	it('with what cannot be', async () => {
		const { treasurer } = await oneYear();
		for (const [wrong, code] of [
			[{ amountCents: 0 }, 'accounting.amount-not-positive'],
			[{ periodEnd: '2025-06-30' }, 'accounting.period-reversed'],
			[{ bookedOn: undefined }, 'accounting.accrual-not-booked'],
			[{ account: '706' }, 'accounting.accrual-account-expense'],
			[{ kind: 'deferred-income' as const }, 'accounting.accrual-account-income'],
			[{ account: '6999X' }, 'accounting.no-such-account'],
			[{ valueId: newId() }, 'accounting.no-such-value']
		] as const) {
			await expectRefusal(perform(addAccrual, treasurer, { ...insurance, ...wrong }), code);
		}
		expect(await perform(listAccruals, treasurer, {})).toMatchObject({ accruals: [], others: [] });
	});
});

describe('accruals', () => {
	it('move what is of the next year, and undo it there when the year closes', async () => {
		const { treasurer, first } = await oneYear();
		const { accrualId } = await perform(addAccrual, treasurer, insurance);
		await perform(postAccruals, treasurer, { fiscalYearId: first });
		expect(await balances(treasurer, first)).toMatchObject({ 486: 18_100, 616: 18_400 });
		const again = await perform(postAccruals, treasurer, { fiscalYearId: first });
		expect(again.entries).toEqual([]);
		await expectRefusal(
			perform(removeAccrual, treasurer, { accrualId }),
			'accounting.accrual-has-entries'
		);
		const closed = await perform(closeFiscalYear, treasurer, { fiscalYearId: first });
		expect(await balances(treasurer, closed.nextFiscalYearId)).toMatchObject({
			486: 0,
			616: 18_100
		});
		const { accruals } = await perform(listAccruals, treasurer, { fiscalYearId: first });
		expect(accruals).toMatchObject([
			{ movedCents: 18_100, writtenCents: 18_100, reversals: [{ date: '2026-01-01' }] }
		]);
		const next = { fiscalYearId: closed.nextFiscalYearId };
		expect((await perform(listAccruals, treasurer, next)).others).toHaveLength(1);
	});

	it('wait for an invoice in 408, are undone at once when the next year is open, and follow a change', async () => {
		const { treasurer, first } = await oneYear();
		const second = await aFiscalYear(treasurer, 2026);
		const { accrualId } = await perform(addAccrual, treasurer, {
			...{ kind: 'accrued-expense', label: 'Électricité de décembre', account: '6061' },
			...{ amountCents: 9_000, periodStart: '2025-12-01', periodEnd: '2025-12-31' }
		});
		await perform(postAccruals, treasurer, { fiscalYearId: first });
		expect(await balances(treasurer, first)).toMatchObject({ 408: -9_000, 6061: 9_000 });
		expect(await balances(treasurer, second)).toMatchObject({ 408: 9_000, 6061: -9_000 });
		const { accruals } = await perform(listAccruals, treasurer, { fiscalYearId: first });
		const entryId = accruals[0]?.entries[0]?.entryId ?? '';
		await perform(reverseEntry, treasurer, { entryId, date: '2025-12-31' });
		await perform(noteAccrualInvoice, treasurer, { accrualId, bookedOn: '2025-12-30' });
		await perform(postAccruals, treasurer, { fiscalYearId: first });
		expect(await balances(treasurer, second)).toMatchObject({ 408: 0, 6061: 0 });
		await perform(removeAccrual, treasurer, { accrualId });
		expect(await perform(listAccruals, treasurer, { fiscalYearId: first })).toMatchObject({
			accruals: [],
			others: []
		});
	});
});
