import { describe, expect, it } from 'vitest';
import { day } from '#shared/day.ts';
import { perform } from '#platform/server/perform.ts';
import type { Caller } from '#platform/server/perform.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { aFiscalYear, anEntry } from '#modules/accounting/testing/some-accounts.ts';
import * as operations from '../closing-operations.ts';
import { validateEntries } from '../validate-entries.ts';

useTestProgram();

const { addFixedAsset, addDedicatedFund, addAccrual, closingChecklist } = operations;
const { postAccruals, postDepreciation, settleDedicatedFund } = operations;

async function states(caller: Caller) {
	const { works } = await perform(closingChecklist, caller, {});
	return Object.fromEntries(works.map(({ work, state, count }) => [work, [state, count]]));
}

describe('the works of the end of a year', () => {
	it('are not shown to whoever may not read the books', async () => {
		const association = await anAssociation();
		await expectRefusal(
			perform(closingChecklist, association.as('secretary'), {}),
			'platform.not-allowed'
		);
		await expectRefusal(
			perform(closingChecklist, association.as('treasurer'), {}),
			'accounting.no-year-yet'
		);
	});

	it('wait, then are done one by one', async () => {
		const association = await anAssociation();
		const treasurer = association.as('treasurer');
		const fiscalYearId = await aFiscalYear(treasurer);
		expect(Object.values(await states(treasurer)).map(([state]) => state)).toEqual(
			Array.from({ length: 7 }, () => 'none')
		);
		await anEntry(treasurer, { debit: '616', credit: '5121' });
		await anEntry(treasurer, { debit: '5121', credit: '4718' });
		await anEntry(treasurer, { journal: 'OD', debit: '864', credit: '875' });
		const bought = { account: '2183', acquiredOn: '2026-01-01', costCents: 1_200, lifeMonths: 12 };
		await perform(addFixedAsset, treasurer, { label: 'Lampe', ...bought });
		await perform(addAccrual, treasurer, {
			...{ kind: 'prepaid-expense', label: 'Assurance', account: '616', amountCents: 2_000 },
			...{ periodStart: '2026-07-01', periodEnd: '2027-06-30', bookedOn: '2026-06-01' }
		});
		const { fundId } = await perform(addDedicatedFund, treasurer, {
			...{ label: 'Serre', funder: 'Ville', kind: 'grant', receivedOn: '2026-02-01' },
			receivedCents: 500
		});
		expect(await states(treasurer)).toEqual({
			suspense: ['todo', 1],
			vouchers: ['todo', 1],
			'fixed-assets': ['todo', 1],
			accruals: ['todo', 1],
			'dedicated-funds': ['todo', 1],
			volunteering: ['done', 1],
			drafts: ['todo', 3]
		});
		await perform(postDepreciation, treasurer, { fiscalYearId });
		await perform(postAccruals, treasurer, { fiscalYearId });
		await perform(settleDedicatedFund, treasurer, { fundId, fiscalYearId, spentCents: 100 });
		await anEntry(treasurer, { journal: 'OD', debit: '4718', credit: '706' });
		await perform(validateEntries, treasurer, { until: day('2026-12-31') });
		expect(await states(treasurer)).toMatchObject({
			suspense: ['none', 0],
			'fixed-assets': ['done', 1],
			accruals: ['done', 1],
			'dedicated-funds': ['done', 1],
			drafts: ['done', 7]
		});
	});
});
