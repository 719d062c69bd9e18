import { describe, expect, it } from 'vitest';
import { day } from '#shared/day.ts';
import { newId } from '#shared/id.ts';
import { perform, performDownload } from '#platform/server/perform.ts';
import type { Caller } from '#platform/server/perform.ts';
import { textOfPdf } from '#platform/server/pdf/pdf-text.testing.ts';
import { readTable } from '#platform/server/tabular/read-table.ts';
import { bytesOf } from '#platform/server/tabular/tabular.testing.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { aFiscalYear, anEntry } from '#modules/accounting/testing/some-accounts.ts';
import * as operations from '../closing-operations.ts';
import { reverseEntry } from '../reverse-entry.ts';
import { trialBalance } from '../trial-balance.read.ts';

useTestProgram();

const {
	addFixedAsset,
	addInvestmentGrant,
	cancelDisposal,
	disposeFixedAsset,
	editFixedAsset,
	exportFixedAssets,
	getFixedAsset,
	listFixedAssets,
	postDepreciation,
	removeFixedAsset,
	removeInvestmentGrant
} = operations;

const projector = {
	label: 'Vidéoprojecteur',
	account: '2183',
	acquiredOn: '2025-04-01',
	costCents: 120_000,
	lifeMonths: 36
};

async function twoYears() {
	const association = await anAssociation();
	const treasurer = association.as('treasurer');
	const first = await aFiscalYear(treasurer, 2025);
	const second = await aFiscalYear(treasurer, 2026);
	const bought = await anEntry(treasurer, {
		...{ date: day('2025-04-01'), label: 'Vidéoprojecteur' },
		...{ debit: '2183', credit: '5121', amountCents: 120_000 }
	});
	return { association, treasurer, first, second, bought };
}

async function balances(caller: Caller, fiscalYearId: string) {
	const { accounts } = await perform(trialBalance, caller, { fiscalYearId });
	return Object.fromEntries(accounts.map(({ code, closingCents }) => [code, closingCents]));
}

describe('the register of fixed assets is refused', () => {
	it('to whoever may not read or write it, and in another association', async () => {
		const { association, treasurer } = await twoYears();
		const { assetId } = await perform(addFixedAsset, treasurer, projector);
		await expectRefusal(
			perform(addFixedAsset, association.as('accountant'), projector),
			'platform.not-allowed'
		);
		for (const role of ['secretary', 'member'] as const) {
			await expectRefusal(
				perform(listFixedAssets, association.as(role), {}),
				'platform.not-allowed'
			);
		}
		const elsewhere = (await twoYears()).treasurer;
		const theirs = [
			() => perform(getFixedAsset, elsewhere, { assetId }),
			() => perform(removeFixedAsset, elsewhere, { assetId }),
			() => perform(cancelDisposal, elsewhere, { assetId })
		];
		for (const work of theirs) await expectRefusal(work(), 'accounting.no-such-asset');
		expect((await perform(listFixedAssets, elsewhere, {})).assets).toEqual([]);
	});

	it('with what cannot be', async () => {
		const { treasurer } = await twoYears();
		for (const [wrong, code] of [
			[{ account: '6063' }, 'accounting.no-asset-account'],
			[{ account: '28183' }, 'accounting.no-asset-account'],
			[{ account: '21X' }, 'accounting.no-such-account'],
			[{ costCents: 0 }, 'accounting.amount-not-positive'],
			[{ residualCents: 120_000 }, 'accounting.residual-too-large'],
			[{ inServiceOn: '2025-03-31' }, 'accounting.in-service-before-purchase'],
			[{ partOfId: newId() }, 'accounting.no-such-asset'],
			[{ entryId: newId() }, 'accounting.no-such-entry'],
			[{ lifeMonths: 0 }, 'platform.input-invalid']
		] as const) {
			await expectRefusal(perform(addFixedAsset, treasurer, { ...projector, ...wrong }), code);
		}
		const { assetId } = await perform(addFixedAsset, treasurer, projector);
		const grant = { assetId, funder: 'Ville', grantedOn: '2025-03-01', amountCents: 120_001 };
		await expectRefusal(
			perform(addInvestmentGrant, treasurer, grant),
			'accounting.grant-beyond-cost'
		);
		for (const [wrong, code] of [
			[{ date: '2025-03-31' }, 'accounting.disposal-before-purchase'],
			[{ date: '2027-01-01' }, 'accounting.no-year-on-day'],
			[{ date: '2026-06-30' }, 'accounting.depreciation-first'],
			[{ date: '2025-06-30', proceedsCents: 100 }, 'accounting.disposal-means-needed']
		] as const) {
			await expectRefusal(perform(disposeFixedAsset, treasurer, { assetId, ...wrong }), code);
		}
		expect((await perform(getFixedAsset, treasurer, { assetId })).disposedOn).toBeNull();
	});
});

describe('a fixed asset', () => {
	it('waits to be registered once bought, then is charged year after year', async () => {
		const { treasurer, first, second, bought } = await twoYears();
		const before = await perform(listFixedAssets, treasurer, { fiscalYearId: first });
		expect(before.unregistered).toMatchObject([
			{ entryId: bought.entryId, account: '2183', amountCents: 120_000 }
		]);
		const input = { ...projector, entryId: bought.entryId };
		const { assetId } = await perform(addFixedAsset, treasurer, input);
		const after = await perform(listFixedAssets, treasurer, { fiscalYearId: first });
		expect(after.unregistered).toEqual([]);
		expect(after.assets).toMatchObject([
			{ chargeCents: 30_000, writtenCents: 0, netCents: 90_000 }
		]);

		const posted = await perform(postDepreciation, treasurer, { fiscalYearId: first });
		expect(posted.entries).toHaveLength(1);
		await perform(postDepreciation, treasurer, { fiscalYearId: second });
		expect((await perform(postDepreciation, treasurer, { fiscalYearId: first })).entries).toEqual(
			[]
		);
		expect(await balances(treasurer, first)).toMatchObject({ 6811: 30_000, 28183: -30_000 });
		const asset = await perform(getFixedAsset, treasurer, { assetId });
		expect(asset.plan.map(({ chargeCents, entries }) => [chargeCents, entries.length])).toEqual([
			[30_000, 1],
			[40_000, 1],
			[40_000, 0],
			[10_000, 0]
		]);
		await expectRefusal(
			perform(editFixedAsset, treasurer, { ...input, assetId, costCents: 1 }),
			'accounting.asset-has-entries'
		);
		await expectRefusal(
			perform(removeFixedAsset, treasurer, { assetId }),
			'accounting.asset-has-entries'
		);
		await perform(editFixedAsset, treasurer, { ...input, assetId, supplier: 'Image & Son' });
		expect(await perform(getFixedAsset, treasurer, { assetId })).toMatchObject({
			supplier: 'Image & Son'
		});
	});

	it('is charged again once the entry of its charge is reversed', async () => {
		const { treasurer, first } = await twoYears();
		await perform(addFixedAsset, treasurer, projector);
		const { entries } = await perform(postDepreciation, treasurer, { fiscalYearId: first });
		const date = '2025-12-31';
		await perform(reverseEntry, treasurer, { entryId: entries[0]?.entryId ?? '', date });
		expect((await balances(treasurer, first))['6811']).toBe(0);
		expect(
			(await perform(postDepreciation, treasurer, { fiscalYearId: first })).entries
		).toHaveLength(1);
		expect((await balances(treasurer, first))['6811']).toBe(30_000);
	});

	it('leaves with its last charge, its book value and the money it was sold for', async () => {
		const { treasurer, first, second } = await twoYears();
		const { assetId } = await perform(addFixedAsset, treasurer, projector);
		const grant = { assetId, funder: 'Ville', grantedOn: '2025-03-01', amountCents: 60_000 };
		await perform(addInvestmentGrant, treasurer, grant);
		await perform(postDepreciation, treasurer, { fiscalYearId: first });
		expect(await balances(treasurer, first)).toMatchObject({ 139: 15_000, 747: -15_000 });
		const sale = { assetId, date: '2026-06-30', proceedsCents: 50_000, means: '5121' };
		await perform(disposeFixedAsset, treasurer, sale);
		expect(await balances(treasurer, second)).toMatchObject({
			6811: 20_000,
			2183: -120_000,
			28183: -20_000 + 50_000,
			652: 70_000,
			757: -50_000,
			747: -45_000
		});
		await expectRefusal(perform(disposeFixedAsset, treasurer, sale), 'accounting.asset-disposed');
		const { assets } = await perform(listFixedAssets, treasurer, { fiscalYearId: second });
		expect(assets).toMatchObject([{ disposal: 'sold', netCents: 0, chargeCents: 20_000 }]);
		await perform(cancelDisposal, treasurer, { assetId });
		expect(await balances(treasurer, second)).toMatchObject({ 2183: 0, 652: 0, 757: 0, 747: 0 });
		await perform(postDepreciation, treasurer, { fiscalYearId: second });
		expect(await balances(treasurer, second)).toMatchObject({ 6811: 40_000, 747: -20_000 });
	});

	it('cannot leave before what was charged beyond', async () => {
		const { treasurer, first } = await twoYears();
		const { assetId } = await perform(addFixedAsset, treasurer, projector);
		await perform(postDepreciation, treasurer, { fiscalYearId: first });
		await expectRefusal(
			perform(disposeFixedAsset, treasurer, { assetId, date: '2025-06-30' }),
			'accounting.charged-beyond-disposal'
		);
	});

	it('has components, which go before it', async () => {
		const { treasurer } = await twoYears();
		const { assetId } = await perform(addFixedAsset, treasurer, projector);
		const lamp = { ...projector, label: 'Lampe', costCents: 20_000, partOfId: assetId };
		const part = await perform(addFixedAsset, treasurer, lamp);
		expect((await perform(getFixedAsset, treasurer, { assetId })).parts).toHaveLength(1);
		await expectRefusal(
			perform(removeFixedAsset, treasurer, { assetId }),
			'accounting.asset-has-parts'
		);
		await perform(removeFixedAsset, treasurer, part);
		const grant = { assetId, funder: 'Ville', grantedOn: '2025-03-01', amountCents: 60_000 };
		const { grantId } = await perform(addInvestmentGrant, treasurer, grant);
		await perform(removeInvestmentGrant, treasurer, { grantId });
		await expectRefusal(
			perform(removeInvestmentGrant, treasurer, { grantId }),
			'accounting.no-such-grant'
		);
		await perform(removeFixedAsset, treasurer, { assetId });
	});
});

describe('the register as a file', () => {
	it('says the same on paper and in a table', async () => {
		const { treasurer, first } = await twoYears();
		await perform(addFixedAsset, treasurer, projector);
		const pdf = await performDownload(exportFixedAssets, treasurer, { fiscalYearId: first });
		const words = textOfPdf(await bytesOf(pdf))
			.flat()
			.map(({ text }) => text);
		expect(words).toEqual(expect.arrayContaining(['Immobilisations 2025', 'Vidéoprojecteur']));
		for (const format of ['csv', 'ods', 'xlsx'] as const) {
			const input = { fiscalYearId: first, format };
			const file = await performDownload(exportFixedAssets, treasurer, input);
			const { rows } = await readTable(await bytesOf(file));
			expect(rows).toHaveLength(1);
		}
	});
});
