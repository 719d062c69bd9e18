import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { inAssociation } from '#platform/server/database/db.ts';
import { perform, type Caller } from '#platform/server/perform.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { aLiableAssociation } from '#modules/accounting/testing/a-liable-association.ts';
import { aFiscalYear } from '#modules/accounting/testing/some-accounts.ts';
import { getEntry } from '../get-entry.read.ts';
import { previewPlainEntry } from '../preview-plain-entry.read.ts';
import { recordExpense } from '../record-expense.ts';
import { recordIncome } from '../record-income.ts';
import { recordClaim } from '../third-parties/record-claim.ts';
import { recordDebt } from '../third-parties/record-debt.ts';
import { validateEntries } from '../validate-entries.ts';
import { configureVat } from './configure-vat.ts';
import { getVatSetting } from './get-vat-setting.read.ts';
import { stopVat } from './stop-vat.ts';

const program = useTestProgram();

const fair = {
	...{ date: '2026-03-10', label: 'Stand au marché', amountCents: 12_000, means: '5121' },
	...{ account: '706', vat: { rate: 'fr-2000' } }
};

async function linesOf(caller: Caller, entryId: string) {
	const { lines } = await perform(getEntry, caller, { entryId });
	return lines.map(({ account, debitCents, creditCents }) => [account, debitCents, creditCents]);
}

describe('liability to VAT', () => {
	it('is nothing until it is said, and its taxes are refused', async () => {
		const association = await anAssociation();
		const treasurer = association.as('treasurer');
		await aFiscalYear(treasurer);
		expect(await perform(getVatSetting, treasurer, {})).toEqual({ setting: null, rates: [] });
		await expectRefusal(perform(recordIncome, treasurer, fair), 'accounting.vat-off');
		await expectRefusal(perform(stopVat, treasurer, {}), 'accounting.vat-off');
	});

	it('is said by whoever configures the accounts, with what can be', async () => {
		const association = await anAssociation();
		const treasurer = association.as('treasurer');
		const good = { regime: 'monthly' as const, since: '2026-01-01' };
		for (const role of ['accountant', 'secretary', 'member'] as const) {
			await expectRefusal(
				perform(configureVat, association.as(role), good),
				'platform.not-allowed'
			);
		}
		for (const [wrong, code] of [
			[{ vatNumber: 'FR41303265045' }, 'platform.vat-number-invalid'],
			[{ vatNumber: 'DE136695976' }, 'platform.vat-number-invalid'],
			[{ since: '2026-02-30' }, 'accounting.day-invalid'],
			[{ until: '2025-12-31' }, 'accounting.vat-until-before-since'],
			[{ taxedCents: 200, turnoverCents: 100 }, 'accounting.vat-taxed-beyond-turnover']
		] as const) {
			const outcome = perform(configureVat, treasurer, { ...good, ...wrong });
			await expect(outcome, code).rejects.toMatchObject({ faults: [{ code }] });
		}
		const said = { ...good, vatNumber: 'FR 40 303 265 045' };
		const receipts = { taxedCents: 33_001, turnoverCents: 100_000 };
		expect(await perform(configureVat, treasurer, { ...said, ...receipts })).toEqual({
			deductiblePercent: 34
		});
		const { setting, rates } = await perform(getVatSetting, treasurer, {});
		expect(setting).toMatchObject({ vatNumber: 'FR40303265045', deductiblePercent: 34 });
		expect(rates.map(({ percent }) => percent)).toEqual([
			'20\u202f%',
			'10\u202f%',
			'5,5\u202f%',
			'2,1\u202f%'
		]);
		const elsewhere = (await anAssociation()).as('treasurer');
		expect((await perform(getVatSetting, elsewhere, {})).setting).toBeNull();
	});

	it('is taken back as long as nothing bears a tax, and ends on a day otherwise', async () => {
		const { treasurer } = await aLiableAssociation();
		await perform(stopVat, treasurer, {});
		const setting = { regime: 'quarterly' as const, since: '2026-01-01' };
		await perform(configureVat, treasurer, setting);
		await perform(recordIncome, treasurer, fair);
		await expectRefusal(perform(stopVat, treasurer, {}), 'accounting.vat-in-use');
		await expectRefusal(
			perform(configureVat, treasurer, { ...setting, until: '2026-03-09' }),
			'accounting.vat-until-before-lines'
		);
		await expectRefusal(
			perform(configureVat, treasurer, { ...setting, since: '2026-03-11' }),
			'accounting.vat-since-after-lines'
		);
		await perform(configureVat, treasurer, { ...setting, until: '2026-03-31' });
		const later = { ...fair, date: '2026-04-01' };
		await expectRefusal(perform(recordIncome, treasurer, later), 'accounting.vat-not-on-day');
	});
});

describe('an entry with VAT', () => {
	it('is refused on what bears none, and at a rate that is not in force', async () => {
		const { treasurer } = await aLiableAssociation({ since: '2026-02-01' });
		for (const [wrong, code] of [
			[{ date: '2026-01-31' }, 'accounting.vat-not-on-day'],
			[{ vat: { rate: 'fr-1960' } }, 'accounting.vat-rate-unknown'],
			[{ vat: { rate: 'om-850' } }, 'accounting.vat-rate-unknown'],
			[{ account: '411' }, 'accounting.vat-account'],
			[{ amountCents: 0 }, 'accounting.amount-not-positive']
		] as const) {
			await expectRefusal(perform(recordIncome, treasurer, { ...fair, ...wrong }), code);
		}
		const exempt = { ...fair, account: '6064', vat: { rate: 'exempt' } };
		await expectRefusal(perform(recordExpense, treasurer, exempt), 'accounting.vat-exempt-expense');
	});

	it('posts the tax that it collects, whether told with it or without', async () => {
		const { treasurer } = await aLiableAssociation();
		const gross = await perform(recordIncome, treasurer, fair);
		const told = await linesOf(treasurer, gross.entryId);
		expect(told).toEqual([
			['5121', 12_000, 0],
			['706', 0, 10_000],
			['44571', 0, 2000]
		]);
		const vat = { rate: 'fr-2000', amountIs: 'net' as const };
		const net = await perform(recordIncome, treasurer, { ...fair, amountCents: 10_000, vat });
		expect(await linesOf(treasurer, net.entryId)).toEqual(told);
		const reduced = { ...fair, amountCents: 1055, vat: { rate: 'fr-550' } };
		const { entryId } = await perform(recordIncome, treasurer, reduced);
		expect(await linesOf(treasurer, entryId)).toEqual([
			['5121', 1055, 0],
			['706', 0, 1000],
			['445711', 0, 55]
		]);
	});

	it('posts the tax that it deducts, in part when the purchase is for everything', async () => {
		const { treasurer } = await aLiableAssociation({ deductiblePercent: 34 });
		const bought = { ...fair, label: 'Papier', account: '6064' };
		const whole = await perform(recordExpense, treasurer, bought);
		expect(await linesOf(treasurer, whole.entryId)).toEqual([
			['6064', 10_000, 0],
			['44566', 2000, 0],
			['5121', 0, 12_000]
		]);
		const vat = { rate: 'fr-2000', partly: true };
		const partly = await perform(recordExpense, treasurer, { ...bought, vat });
		expect(await linesOf(treasurer, partly.entryId)).toEqual([
			['6064', 11_320, 0],
			['44566', 680, 0],
			['5121', 0, 12_000]
		]);
		const asset = await perform(recordExpense, treasurer, { ...bought, account: '2183' });
		expect(await linesOf(treasurer, asset.entryId)).toContainEqual(['44562', 2000, 0]);
	});

	it('is split at several rates, each part with its own tax', async () => {
		const { treasurer } = await aLiableAssociation();
		const meal = { account: '6064', amountCents: 1055, vat: { rate: 'fr-550' } };
		const split = { ...fair, account: '6063', amountCents: 13_055, parts: [meal] };
		const { entryId } = await perform(recordExpense, treasurer, split);
		expect(await linesOf(treasurer, entryId)).toEqual([
			['6063', 10_000, 0],
			['44566', 2000, 0],
			['6064', 1000, 0],
			['44566', 55, 0],
			['5121', 0, 13_055]
		]);
		const wrong = { ...meal, vat: { rate: 'fr-700' } };
		await expect(
			perform(recordExpense, treasurer, { ...split, parts: [wrong] })
		).rejects.toMatchObject({ faults: [{ path: 'parts.0.vat' }] });
	});

	it('is owed with its tax', async () => {
		const { treasurer } = await aLiableAssociation();
		const { means: _, ...owed } = fair;
		const claim = await perform(recordClaim, treasurer, { ...owed, name: 'Mairie' });
		expect(await linesOf(treasurer, claim.entryId)).toEqual([
			['411', 12_000, 0],
			['706', 0, 10_000],
			['44571', 0, 2000]
		]);
		const net = { rate: 'fr-1000', amountIs: 'net' as const };
		const debt = { ...owed, name: 'Traiteur', account: '6185', amountCents: 20_000, vat: net };
		const { entryId } = await perform(recordDebt, treasurer, debt);
		expect(await linesOf(treasurer, entryId)).toEqual([
			['6185', 20_000, 0],
			['44566', 2000, 0],
			['401', 0, 22_000]
		]);
	});

	it('is previewed to the cent, with its amounts in words', async () => {
		const { treasurer } = await aLiableAssociation({ deductiblePercent: 50 });
		const { lines, sentence } = await perform(previewPlainEntry, treasurer, {
			...{ date: fair.date, label: fair.label, amountCents: 12_000, means: '5121' },
			...{ direction: 'expense', account: '6064', vatRate: 'fr-2000', vatPartly: true }
		});
		expect(lines.map(({ account, debitCents }) => [account, debitCents])).toEqual([
			['6064', 11_000],
			['44566', 1000],
			['5121', 0]
		]);
		expect(sentence).toContain('100,00');
		expect(sentence).toContain('20,00');
	});

	it('keeps what it says of its tax once it is validated, whoever writes', async () => {
		const { treasurer, association } = await aLiableAssociation();
		await perform(recordIncome, treasurer, fair);
		await perform(validateEntries, treasurer, { until: '2026-12-31' });
		const change = (statement: string) =>
			inAssociation(program.runtime.database.db, association.id, (tx) =>
				sql.raw(statement).execute(tx)
			);
		await expect(change('delete from accounting.vat_line')).rejects.toThrow(
			'accounting.entry-validated'
		);
		await expect(change('update accounting.vat_line set base_cents = 1')).rejects.toThrow(
			'accounting.line-replaced'
		);
	});
});
