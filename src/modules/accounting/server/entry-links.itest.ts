import { describe, expect, it } from 'vitest';
import { day } from '#shared/day.ts';
import { perform } from '#platform/server/perform.ts';
import type { Caller } from '#platform/server/perform.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { aLiableAssociation } from '#modules/accounting/testing/a-liable-association.ts';
import { aFiscalYear, anEntry } from '#modules/accounting/testing/some-accounts.ts';
import * as operations from './operations.ts';

useTestProgram();

async function inUse() {
	const treasurer = (await anAssociation()).as('treasurer');
	return { treasurer, fiscalYearId: await aFiscalYear(treasurer, 2025) };
}

async function linksOf(caller: Caller, entryId: string) {
	return (await perform(operations.getEntry, caller, { entryId })).links;
}

describe('an entry', () => {
	it('that stands alone has no links', async () => {
		const { treasurer } = await inUse();
		const { entryId } = await anEntry(treasurer, { date: day('2025-03-15') });
		expect(await linksOf(treasurer, entryId)).toEqual([]);
	});

	it('leads to the claim that it settles, and the claim to what settled it', async () => {
		const { treasurer } = await inUse();
		const claim = await perform(operations.recordClaim, treasurer, {
			...{ date: '2025-03-01', label: 'Atelier greffe', amountCents: 20_000 },
			...{ name: 'Mairie de Kerlann', account: '706', dueDay: '2025-04-01' }
		});
		const [item] = (await perform(operations.listOpenItems, treasurer, {})).items;
		const paid = await perform(operations.settle, treasurer, {
			...{ itemIds: [String(item?.id)], date: '2025-04-10', means: '5121' }
		});
		const [toClaim, ...others] = await linksOf(treasurer, paid.entryId);
		expect(others).toEqual([]);
		expect(toClaim).toEqual({
			label: `Lettrée avec ${claim.number} Atelier greffe, du 1er mars 2025`,
			href: `accounting/entries/${claim.entryId}`
		});
		const [toPayment] = await linksOf(treasurer, claim.entryId);
		expect(toPayment?.href).toBe(`accounting/entries/${paid.entryId}`);
	});

	it('leads to the fixed asset that it buys or wears out', async () => {
		const { treasurer, fiscalYearId } = await inUse();
		const bought = await anEntry(treasurer, {
			...{ date: day('2025-04-01'), debit: '2183', credit: '5121', amountCents: 120_000 }
		});
		const { assetId } = await perform(operations.addFixedAsset, treasurer, {
			...{ label: 'Vidéoprojecteur', account: '2183', acquiredOn: '2025-04-01' },
			...{ costCents: 120_000, lifeMonths: 36, entryId: bought.entryId }
		});
		const { entries } = await perform(operations.postDepreciation, treasurer, { fiscalYearId });
		const asset = {
			label: 'Immobilisation\u202f: Vidéoprojecteur',
			href: `accounting/fixed-assets/${assetId}`
		};
		expect(await linksOf(treasurer, bought.entryId)).toEqual([asset]);
		expect(await linksOf(treasurer, String(entries[0]?.entryId))).toEqual([asset]);
	});

	it('leads to the recurring entry that wrote it', async () => {
		const { treasurer } = await inUse();
		const { templateId } = await perform(operations.saveEntryTemplate, treasurer, {
			...{ name: 'Loyer', journal: 'BQ', label: 'Loyer du local' },
			lines: [
				{ account: '6132', side: 'debit', percent: 100 },
				{ account: '5121', side: 'credit', percent: 100 }
			]
		});
		await perform(operations.startRecurringEntry, treasurer, {
			...{ templateId, months: 1, dayOfMonth: 5, from: '2025-01-05' },
			...{ totalCents: 45_000, times: 1 }
		});
		await perform(operations.takeDueEntries, treasurer, {});
		const { due } = await perform(operations.listRecurringEntries, treasurer, {});
		const { entryId } = await perform(operations.postDueEntry, treasurer, {
			dueId: String(due[0]?.id)
		});
		expect(await linksOf(treasurer, entryId)).toEqual([
			{ label: 'Écriture périodique\u202f: Loyer', href: 'accounting/recurring' }
		]);
	});

	it('leads to the accrual that it was written for', async () => {
		const { treasurer, fiscalYearId } = await inUse();
		await perform(operations.addAccrual, treasurer, {
			...{ kind: 'prepaid-expense', label: 'Assurance', account: '616', amountCents: 12_000 },
			...{ periodStart: '2025-07-01', periodEnd: '2026-06-30', bookedOn: '2025-07-01' }
		});
		const { entries } = await perform(operations.postAccruals, treasurer, { fiscalYearId });
		expect(await linksOf(treasurer, String(entries[0]?.entryId))).toEqual([
			{ label: 'À cheval sur deux exercices\u202f: Assurance', href: 'accounting/accruals' }
		]);
	});

	it('leads to the fixed asset whose grant it takes a share of', async () => {
		const { treasurer, fiscalYearId } = await inUse();
		const { assetId } = await perform(operations.addFixedAsset, treasurer, {
			...{ label: 'Serre', account: '2154', acquiredOn: '2025-01-01' },
			...{ costCents: 120_000, lifeMonths: 60 }
		});
		await perform(operations.addInvestmentGrant, treasurer, {
			...{ assetId, funder: 'Région', grantedOn: '2025-01-01', amountCents: 60_000 }
		});
		const { entries } = await perform(operations.postDepreciation, treasurer, { fiscalYearId });
		expect(entries).toHaveLength(2);
		for (const { entryId } of entries) {
			expect(await linksOf(treasurer, entryId)).toEqual([
				{ label: 'Immobilisation\u202f: Serre', href: `accounting/fixed-assets/${assetId}` }
			]);
		}
	});

	it('leads to the dedicated funds that it keeps, and gives from one to the other', async () => {
		const { treasurer, fiscalYearId } = await inUse();
		const fundOf = async (label: string, receivedCents: number) =>
			(
				await perform(operations.addDedicatedFund, treasurer, {
					...{ label, funder: 'Ville de Kerlann', kind: 'grant', receivedOn: '2025-05-01' },
					receivedCents
				})
			).fundId;
		const [garden, wall] = [await fundOf('Jardin', 90_000), await fundOf('Muret', 10_000)];
		const settled = await perform(operations.settleDedicatedFund, treasurer, {
			...{ fundId: garden, fiscalYearId, spentCents: 20_000 }
		});
		const toGarden = { label: 'Fonds dédié\u202f: Jardin', href: 'accounting/dedicated-funds' };
		const toWall = { ...toGarden, label: 'Fonds dédié\u202f: Muret' };
		expect(settled.entries).toHaveLength(1);
		expect(await linksOf(treasurer, String(settled.entries[0]?.entryId))).toEqual([toGarden]);
		await aFiscalYear(treasurer, 2026);
		const moved = await perform(operations.transferDedicatedFund, treasurer, {
			...{ fundId: garden, toId: wall, date: '2026-02-01', amountCents: 5000 }
		});
		expect(await linksOf(treasurer, moved.entryId)).toEqual([toGarden, toWall]);
	});

	it('leads to the period of VAT that it settles, and no longer once that is reopened', async () => {
		const { treasurer } = await aLiableAssociation();
		await perform(operations.recordIncome, treasurer, {
			...{ date: '2026-01-10', label: 'Vente', amountCents: 12_000, means: '5121' },
			...{ account: '707', vat: { rate: 'fr-2000' } }
		});
		const { returnId, entry } = await perform(operations.settleVat, treasurer, {
			end: '2026-01-31'
		});
		const entryId = String(entry?.entryId);
		expect(await linksOf(treasurer, entryId)).toEqual([
			{ label: 'TVA réglée jusqu’au 31 janvier 2026', href: `accounting/vat?period=${returnId}` }
		]);
		await perform(operations.cancelVatReturn, treasurer, { returnId });
		expect(await linksOf(treasurer, entryId)).toEqual([]);
	});

	it('leads to the year that it opens, and whose result it allocates', async () => {
		const { treasurer, fiscalYearId } = await inUse();
		await anEntry(treasurer, { date: day('2025-03-15'), amountCents: 5000 });
		const { openingEntryId } = await perform(operations.closeFiscalYear, treasurer, {
			fiscalYearId
		});
		const allocated = await perform(operations.allocateResult, treasurer, {
			...{ fiscalYearId, date: '2026-03-01' },
			shares: [{ account: '110', amountCents: 5000 }]
		});
		const toYear = {
			label: 'Clôture de l’exercice 2025',
			href: `accounting/years/${fiscalYearId}`
		};
		expect(await linksOf(treasurer, String(openingEntryId))).toEqual([toYear]);
		expect(await linksOf(treasurer, allocated.entryId)).toEqual([toYear]);
	});
});
