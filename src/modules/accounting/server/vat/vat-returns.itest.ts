import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { newId } from '#shared/id.ts';
import { inAssociation } from '#platform/server/database/db.ts';
import { perform, performDownload, type Caller } from '#platform/server/perform.ts';
import { textOfPdf } from '#platform/server/pdf/pdf-text.testing.ts';
import { readTable } from '#platform/server/tabular/read-table.ts';
import { bytesOf } from '#platform/server/tabular/tabular.testing.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { aLiableAssociation } from '#modules/accounting/testing/a-liable-association.ts';
import { anEntry } from '#modules/accounting/testing/some-accounts.ts';
import { getEntry } from '../get-entry.read.ts';
import { listOpenItems } from '../lettering/list-open-items.read.ts';
import { settle } from '../lettering/settle.ts';
import { postEntry } from '../post-entry.ts';
import { recordExpense } from '../record-expense.ts';
import { recordIncome } from '../record-income.ts';
import { reverseEntry } from '../reverse-entry.ts';
import { recordClaim } from '../third-parties/record-claim.ts';
import { recordDebt } from '../third-parties/record-debt.ts';
import { trialBalance } from '../trial-balance.read.ts';
import * as operations from '../vat-operations.ts';

const program = useTestProgram();

const { cancelVatReturn, exportVatPeriod, listVatItems, listVatReturns } = operations;
const { readVatPeriod, settleVat } = operations;

const sale = {
	...{ date: '2026-01-10', label: 'Vente', amountCents: 12_000, means: '5121' },
	...{ account: '707', vat: { rate: 'fr-2000' } }
};
const purchase = { ...sale, label: 'Papier', account: '6064', amountCents: 6000 };

async function figures(caller: Caller, returnId?: string) {
	const { boxes } = await perform(readVatPeriod, caller, { returnId });
	return Object.fromEntries(
		boxes.map(({ line, baseCents, taxCents }) => [line, taxCents ?? baseCents])
	);
}

async function balances(caller: Caller) {
	const { accounts } = await perform(trialBalance, caller, {});
	return Object.fromEntries(accounts.map(({ code, closingCents }) => [code, closingCents]));
}

describe('a period of VAT is refused', () => {
	it('to whoever may not, elsewhere, and to an association that is not liable', async () => {
		const { association, treasurer } = await aLiableAssociation();
		const other = (await anAssociation()).as('treasurer');
		const january = { end: '2026-01-31' };
		await expectRefusal(
			perform(settleVat, association.as('accountant'), january),
			'platform.not-allowed'
		);
		await expectRefusal(
			perform(readVatPeriod, association.as('secretary'), {}),
			'platform.not-allowed'
		);
		await expectRefusal(perform(readVatPeriod, other, {}), 'accounting.vat-off');
		await expectRefusal(perform(listVatReturns, other, {}), 'accounting.vat-off');
		await expectRefusal(perform(listVatItems, other, { box: 'gross' }), 'accounting.vat-off');
		await expectRefusal(performDownload(exportVatPeriod, other, {}), 'accounting.vat-off');
		const { returnId } = await perform(settleVat, treasurer, january);
		const elsewhere = (await aLiableAssociation()).treasurer;
		await expectRefusal(
			perform(readVatPeriod, elsewhere, { returnId }),
			'accounting.no-such-vat-return'
		);
		await expectRefusal(
			perform(cancelVatReturn, elsewhere, { returnId }),
			'accounting.no-such-vat-return'
		);
	});

	it('out of turn, too soon, or at a day that cannot be', async () => {
		const { treasurer } = await aLiableAssociation();
		for (const [input, code] of [
			[{ end: '2026-02-28' }, 'accounting.vat-other-period'],
			[{ end: '2026-01-31', date: '2026-01-30' }, 'accounting.vat-entry-before-end'],
			[{ end: '2026-01-31', date: '2027-01-01' }, 'accounting.no-year-on-day']
		] as const) {
			await expectRefusal(perform(settleVat, treasurer, input), code);
		}
		const yearly = (await aLiableAssociation({ regime: 'yearly' })).treasurer;
		await expectRefusal(
			perform(settleVat, yearly, { end: '2026-12-31' }),
			'accounting.vat-period-not-over'
		);
		const box = 'fr-1960';
		await expectRefusal(perform(listVatItems, treasurer, { box }), 'accounting.no-such-vat-line');
		await expectRefusal(
			perform(listVatItems, treasurer, { box: 'gross', after: 'x' }),
			'accounting.cursor-invalid'
		);
	});
});

describe('the figures of a period', () => {
	it('are those of its entries, and each leads to them', async () => {
		const { treasurer } = await aLiableAssociation();
		const sold = await perform(recordIncome, treasurer, sale);
		await perform(recordIncome, treasurer, { ...sale, vat: { rate: 'exempt' } });
		await perform(recordIncome, treasurer, { ...sale, account: '7561', vat: undefined });
		await perform(recordExpense, treasurer, purchase);
		await perform(recordExpense, treasurer, { ...purchase, account: '2183' });
		await perform(recordIncome, treasurer, { ...sale, date: '2026-02-01' });
		expect(await figures(treasurer)).toEqual({
			...{ A1: 10_000, E2: 12_000, '08': 2000, '16': 2000 },
			...{ '19': 1000, '20': 1000, '23': 2000, '28': 0, '32': 0 }
		});
		const { items } = await perform(listVatItems, treasurer, { box: 'fr-2000' });
		expect(items).toMatchObject([
			{ entry: { id: sold.entryId }, baseCents: 10_000, vatCents: 2000 }
		]);
	});

	it('tell lines written by hand by their accounts, and leave out what no rate explains', async () => {
		const { treasurer } = await aLiableAssociation();
		const byHand = (base: number, vat: number) =>
			perform(postEntry, treasurer, {
				...{ journal: 'OD', date: '2026-01-12', label: 'À la main' },
				lines: [
					{ account: '5121', debitCents: base + vat },
					{ account: '707', creditCents: base },
					{ account: '44571', creditCents: vat }
				]
			});
		await byHand(10_001, 2000);
		const odd = await byHand(10_000, 1234);
		await anEntry(treasurer, { date: '2026-01-12' as never, debit: '44566', credit: '5121' });
		const report = await perform(readVatPeriod, treasurer, {});
		expect(await figures(treasurer)).toMatchObject({ '08': 2000, '20': 2000 });
		expect(report.unknown).toMatchObject({
			...{ count: 1, vatCents: 1234 },
			entries: [{ entryId: odd.entryId }]
		});
		const reversed = { entryId: odd.entryId, date: '2026-01-13' };
		await perform(reverseEntry, treasurer, reversed);
		expect((await perform(readVatPeriod, treasurer, {})).unknown.vatCents).toBe(0);
	});

	it('follow what is paid of services, part by part, and take all of it once', async () => {
		const { treasurer } = await aLiableAssociation();
		const { means: _, ...owed } = sale;
		const service = { ...owed, account: '706', amountCents: 10_000, name: 'Mairie' };
		await perform(recordClaim, treasurer, service);
		const bought = { ...owed, account: '6226', amountCents: 6000, name: 'Conseil' };
		await perform(recordDebt, treasurer, bought);
		const taken: number[] = [];
		const deducted: number[] = [];
		for (const [month, paid] of [
			['01', 0],
			['02', 3333],
			['03', 3333],
			['04', 3334]
		] as const) {
			const { openItems } = { openItems: (await perform(listOpenItems, treasurer, {})).items };
			const claim = openItems.find(({ remainingCents }) => remainingCents > 0);
			const through = { date: `2026-${month}-15`, means: '5121' };
			if (paid > 0) {
				const part = { itemIds: [claim?.id ?? ''], amountCents: paid, ...through };
				await perform(settle, treasurer, part);
			}
			const debt = openItems.find(({ remainingCents }) => remainingCents < 0);
			if (month === '03')
				await perform(settle, treasurer, { itemIds: [debt?.id ?? ''], ...through });
			const end = { '01': '31', '02': '28', '03': '31', '04': '30' }[month];
			const { returnId } = await perform(settleVat, treasurer, { end: `2026-${month}-${end}` });
			const { items } = await perform(listVatItems, treasurer, { returnId, box: 'gross' });
			taken.push(items.reduce((sum, { vatCents }) => sum + vatCents, 0));
			const less = await perform(listVatItems, treasurer, { returnId, box: 'deductible' });
			deducted.push(less.items.reduce((sum, { vatCents }) => sum + vatCents, 0));
		}
		expect(taken).toEqual([0, 556, 555, 556]);
		expect(deducted).toEqual([0, 0, 1000, 0]);
		const left = await balances(treasurer);
		expect([left['44571'] ?? 0, left['44566'] ?? 0]).toEqual([0, 0]);
	});

	it('are taken back with the entry that is reversed, in the period of the reversal', async () => {
		const { treasurer } = await aLiableAssociation();
		const { entryId } = await perform(recordIncome, treasurer, sale);
		await perform(settleVat, treasurer, { end: '2026-01-31' });
		await perform(reverseEntry, treasurer, { entryId, date: '2026-02-03' });
		expect(await figures(treasurer)).toMatchObject({ B5: 10_000, '21': 2000, '27': 2000 });
	});
});

describe('settling a period', () => {
	it('writes what is to pay in whole euros, and the rounding apart', async () => {
		const { treasurer } = await aLiableAssociation();
		await perform(recordIncome, treasurer, { ...sale, amountCents: 12_345 });
		await perform(recordExpense, treasurer, purchase);
		const settled = await perform(settleVat, treasurer, { end: '2026-01-31' });
		expect(settled).toMatchObject({ dueCents: 1100, creditCents: 0 });
		const { lines, date } = await perform(getEntry, treasurer, {
			entryId: settled.entry?.entryId ?? ''
		});
		expect(date).toBe('2026-01-31');
		expect(
			lines.map(({ account, debitCents, creditCents }) => [account, debitCents, creditCents])
		).toEqual([
			['44571', 2058, 0],
			['44566', 0, 1000],
			['44551', 0, 1100],
			['658', 42, 0]
		]);
		expect(await figures(treasurer, settled.returnId)).toMatchObject({ '16': 2100, '28': 1100 });
	});

	it('carries a credit over from one to the next, and takes what comes late', async () => {
		const { treasurer } = await aLiableAssociation();
		await perform(recordExpense, treasurer, purchase);
		await perform(settleVat, treasurer, { end: '2026-01-31' });
		await perform(recordIncome, treasurer, sale);
		expect(await figures(treasurer)).toMatchObject({ '16': 2000, '22': 1000, '32': 1000 });
		await perform(settleVat, treasurer, { end: '2026-02-28' });
		expect(await balances(treasurer)).toMatchObject({ '44551': -1000 });
		const left = await balances(treasurer);
		expect([left['44571'] ?? 0, left['44566'] ?? 0, left['44567'] ?? 0]).toEqual([0, 0, 0]);
		const { returns } = await perform(listVatReturns, treasurer, { limit: 1 });
		expect(returns).toMatchObject([{ end: '2026-02-28', dueCents: 1000 }]);
	});

	it('is undone with its period, the last one first, and not by reversing its entry', async () => {
		const { treasurer } = await aLiableAssociation();
		await perform(recordIncome, treasurer, sale);
		const january = await perform(settleVat, treasurer, { end: '2026-01-31' });
		const february = await perform(settleVat, treasurer, { end: '2026-02-28' });
		expect(february.entry).toBeNull();
		const entryId = january.entry?.entryId ?? '';
		await expectRefusal(
			perform(reverseEntry, treasurer, { entryId, date: '2026-02-01' }),
			'accounting.vat-return-settled'
		);
		const { returnId } = january;
		await expectRefusal(
			perform(cancelVatReturn, treasurer, { returnId }),
			'accounting.vat-return-not-last'
		);
		await perform(cancelVatReturn, treasurer, { returnId: february.returnId });
		await perform(cancelVatReturn, treasurer, { returnId });
		expect(await figures(treasurer)).toMatchObject({ '08': 2000, '32': 2000 });
		expect(await balances(treasurer)).toMatchObject({ '44571': -2000 });
	});

	it('never takes more than a line holds, whoever writes', async () => {
		const { association, treasurer } = await aLiableAssociation();
		await perform(recordIncome, treasurer, sale);
		const { returnId } = await perform(settleVat, treasurer, { end: '2026-01-31' });
		const twice = inAssociation(program.runtime.database.db, association.id, (tx) =>
			sql`update accounting.vat_return_item set vat_cents = 2001
				where return_id = ${returnId}`.execute(tx)
		);
		await expect(twice).rejects.toThrow('accounting.vat-declared-twice');
		const again = inAssociation(program.runtime.database.db, association.id, (tx) =>
			sql`insert into accounting.vat_return select association_id, ${newId()}, start_day,
				'2026-03-31', regime, 0, 0, 0, now() from accounting.vat_return`.execute(tx)
		);
		await expect(again).rejects.toThrow('vat_return_apart');
	});

	it.each(['csv', 'xlsx', 'ods', 'pdf'] as const)('is downloaded as %s', async (format) => {
		const { treasurer } = await aLiableAssociation();
		await perform(recordIncome, treasurer, sale);
		const file = await performDownload(exportVatPeriod, treasurer, { format });
		const bytes = await bytesOf(file);
		expect(file.name).toBe(`tva-du-01-01-2026-au-31-01-2026.${format}`);
		if (format === 'pdf') {
			const text = textOfPdf(bytes).flatMap((page) => page.map((run) => run.text));
			expect(text).toContain('08');
			return;
		}
		const { rows } = await readTable(bytes);
		const [, label, base, tax] = rows.find(([line]) => line === '08') ?? [];
		expect([label, Number(base?.replace(',', '.')), Number(tax?.replace(',', '.'))]).toEqual([
			...['Taux de 20\u202f%', 100, 20]
		]);
	});

	it('asks back a part of its credit, and carries the rest', async () => {
		const { treasurer } = await aLiableAssociation();
		const van = {
			...{ date: '2026-01-10', label: 'Remorque', amountCents: 600_000, means: '5121' },
			...{ account: '2182', vat: { rate: 'fr-2000' } }
		};
		await perform(recordExpense, treasurer, van);
		const settleWith = (refundCents: number) =>
			perform(settleVat, treasurer, { end: '2026-01-31', refundCents });
		await expectRefusal(settleWith(75_900), 'accounting.vat-refund-too-small');
		await expectRefusal(settleWith(100_100), 'accounting.vat-refund-beyond-credit');
		await expectRefusal(settleWith(76_050), 'accounting.vat-refund-euros');
		expect(await perform(readVatPeriod, treasurer, {})).toMatchObject({
			...{ returnId: null, creditCents: 100_000, leastRefundCents: 76_000 }
		});
		const { returnId, entry } = await settleWith(80_000);
		const { lines } = await perform(getEntry, treasurer, { entryId: entry?.entryId ?? '' });
		expect(
			lines.map(({ account, debitCents, creditCents }) => [account, debitCents - creditCents])
		).toEqual([
			['44562', -100_000],
			['4458', 80_000],
			['44567', 20_000]
		]);
		const settled = await perform(readVatPeriod, treasurer, { returnId });
		expect(settled).toMatchObject({ refundCents: 80_000, creditCents: 20_000 });
		expect(settled.boxes.slice(-3).map(({ line }) => line)).toEqual(['25', '26', '27']);
		const next = await perform(readVatPeriod, treasurer, {});
		expect(next.boxes.find(({ line }) => line === '22')?.taxCents).toBe(20_000);
	});
});
