import { describe, expect, it } from 'vitest';
import { perform } from '#platform/server/perform.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { aFiscalYear } from '../testing/some-accounts.ts';
import { addAccount } from './add-account.ts';
import { addAxisValue, entryShares } from './analytics-operations.ts';
import { getEntry } from './get-entry.read.ts';
import { listAccounts } from './list-accounts.read.ts';
import { listMeanings } from './list-meanings.read.ts';
import { listPaymentMeans } from './list-payment-means.read.ts';
import { previewPlainEntry } from './preview-plain-entry.read.ts';
import { recordExpense } from './record-expense.ts';
import { recordIncome } from './record-income.ts';
import { recordTransfer } from './record-transfer.ts';

useTestProgram();

async function aTreasurer() {
	const association = await anAssociation();
	const treasurer = association.as('treasurer');
	await aFiscalYear(treasurer);
	return { association, treasurer };
}

const bakery = {
	date: '2026-05-04',
	label: 'Boulangerie Martin, goûter',
	amountCents: 6280,
	means: '5121'
};

describe('plain entries', () => {
	it.each(['secretary', 'accountant', 'member'] as const)(
		'are refused to the role %s',
		async (role) => {
			const { association } = await aTreasurer();
			const expense = { ...bakery, meaning: 'receptions' as const };
			await expectRefusal(
				perform(recordExpense, association.as(role), expense),
				'platform.not-allowed'
			);
			await expectRefusal(
				perform(recordIncome, association.as(role), { ...expense, meaning: 'dues' }),
				'platform.not-allowed'
			);
		}
	);

	it.each([
		[{ meaning: undefined }, 'accounting.meaning-required', 'meaning'],
		[{ meaning: 'dues' }, 'accounting.meaning-of-other-side', 'meaning'],
		[{ account: '7561' }, 'accounting.wrong-side-expense', 'account'],
		[{ account: '99' }, 'accounting.no-such-account', 'account'],
		[{ account: '62' }, 'accounting.account-not-usable', 'account'],
		[{ means: '6257' }, 'accounting.not-a-means', 'means'],
		[{ means: '5199' }, 'accounting.no-such-account', 'means'],
		[{ amountCents: 0 }, 'accounting.amount-not-positive', 'amountCents'],
		[{ amountCents: -5 }, 'accounting.amount-not-positive', 'amountCents'],
		[{ date: '2030-01-01' }, 'accounting.no-year-on-day', 'date'],
		[{ label: '  ' }, 'platform.input-invalid', 'label']
	])('are refused with %o', async (changes, code, path) => {
		const { treasurer } = await aTreasurer();
		const expense = { ...bakery, meaning: 'receptions', ...changes };
		const preview = { ...expense, direction: 'expense' };
		const refusal = await expectRefusal(perform(recordExpense, treasurer, expense as never), code);
		expect(refusal.faults[0]?.path).toBe(path);
		await expectRefusal(perform(previewPlainEntry, treasurer, preview as never), code);
	});

	it('tell what they will write, then write it', async () => {
		const { treasurer } = await aTreasurer();
		const expense = { ...bakery, meaning: 'receptions' as const };
		const preview = await perform(previewPlainEntry, treasurer, {
			...expense,
			direction: 'expense'
		});
		expect(preview.sentence).toBe(
			'62,80\u202f€ au débit de 6257 Frais de réceptions, au crédit de 5121 Compte courant.'
		);
		expect(preview.reason).toBe('Parce que vous avez choisi «\u202fRepas et réceptions\u202f».');
		const { entryId, number } = await perform(recordExpense, treasurer, expense);
		const entry = await perform(getEntry, treasurer, { entryId });
		expect(number).toBe('BQ-2026-0001');
		expect(entry.lines).toMatchObject(preview.lines);
		expect(entry.journal).toBe(preview.journal);
	});

	it('learn where labels go, and say so', async () => {
		const { treasurer } = await aTreasurer();
		await perform(recordExpense, treasurer, { ...bakery, meaning: 'receptions' });
		await perform(recordExpense, treasurer, { ...bakery, account: '6257' });
		const again = { ...bakery, label: 'MARTIN boulangerie 12/06', means: '530' };
		const preview = await perform(previewPlainEntry, treasurer, {
			...again,
			direction: 'expense'
		});
		expect(preview.lines[0]?.account).toBe('6257');
		expect(preview.reason).toContain('Comme les 2 dernières fois');
		const { number } = await perform(recordExpense, treasurer, again);
		expect(number).toBe('CA-2026-0001');
	});

	it('keep habits of one side and of one association to themselves', async () => {
		const [here, elsewhere] = [await aTreasurer(), await aTreasurer()];
		await perform(recordExpense, here.treasurer, { ...bakery, meaning: 'receptions' });
		await expectRefusal(
			perform(recordIncome, here.treasurer, bakery),
			'accounting.meaning-required'
		);
		await expectRefusal(
			perform(recordExpense, elsewhere.treasurer, bakery),
			'accounting.meaning-required'
		);
	});

	it.each([
		[[{ amountCents: 6281, meaning: 'travel' }], 'accounting.parts-exceed', 'parts.0.amountCents'],
		[
			[{ amountCents: 0, meaning: 'travel' }],
			'accounting.amount-not-positive',
			'parts.0.amountCents'
		],
		[
			[
				{ amountCents: 1, meaning: 'travel' },
				{ amountCents: 1, account: '7561' }
			],
			'accounting.wrong-side-expense',
			'parts.1.account'
		],
		[[{ amountCents: 1, meaning: 'dues' }], 'accounting.meaning-of-other-side', 'parts.0.meaning'],
		[[{ amountCents: 1 }], 'accounting.meaning-required', 'parts.0.meaning'],
		[[{ amountCents: 6280, account: '5121' }], 'accounting.same-account', 'parts.0.account']
	] as const)('refuse the parts %j', async (parts, code, path) => {
		const { treasurer } = await aTreasurer();
		const split = { ...bakery, meaning: 'receptions', parts } as never;
		const refusal = await expectRefusal(perform(recordExpense, treasurer, split), code);
		expect(refusal.faults[0]?.path).toBe(path);
	});

	it('are split over several meanings and projects; what is left goes to the first', async () => {
		const { treasurer } = await aTreasurer();
		const { valueId } = await perform(addAxisValue, treasurer, { label: 'Fête d’été' });
		const { valueId: camp } = await perform(addAxisValue, treasurer, { label: 'Camp' });
		const parts = [
			{ amountCents: 1000, meaning: 'travel' as const, label: 'Car de Lucie', valueIds: [camp] },
			{ amountCents: 280, account: '6064' }
		];
		const split = { ...bakery, meaning: 'receptions' as const, valueIds: [valueId], parts };
		const { entryId } = await perform(recordExpense, treasurer, split);
		const { lines } = await perform(getEntry, treasurer, { entryId });
		expect(
			lines.map(({ account, debitCents, creditCents, label }) => [
				account,
				debitCents - creditCents,
				label
			])
		).toEqual([
			['6257', 5000, null],
			['6251', 1000, 'Car de Lucie'],
			['6064', 280, null],
			['5121', -6280, null]
		]);
		const { shares } = await perform(entryShares, treasurer, { entryId });
		expect(shares).toMatchObject([
			{ position: 1, valueId, amountCents: 5000 },
			{ position: 2, valueId: camp, amountCents: 1000 }
		]);
		const { entryId: income } = await perform(recordIncome, treasurer, {
			...{ ...bakery, label: 'Reçu', meaning: 'sales' },
			parts: [{ amountCents: 6280, meaning: 'activities', valueIds: [camp] }]
		});
		const received = await perform(getEntry, treasurer, { entryId: income });
		expect(received.lines.map(({ account }) => account)).toEqual(['5121', '706']);
		const { shares: own } = await perform(entryShares, treasurer, { entryId: income });
		expect(own).toMatchObject([{ position: 2, valueId: camp, amountCents: 6280 }]);
	});

	it('learn from the label of a part where such parts go, not from that of the whole', async () => {
		const { treasurer } = await aTreasurer();
		await perform(recordExpense, treasurer, {
			...{ ...bakery, meaning: 'receptions' },
			parts: [{ amountCents: 1000, meaning: 'travel', label: 'Autocar' }]
		});
		await expectRefusal(perform(recordExpense, treasurer, bakery), 'accounting.meaning-required');
		const { entryId } = await perform(recordExpense, treasurer, { ...bakery, label: 'autocar' });
		const { lines } = await perform(getEntry, treasurer, { entryId });
		expect(lines[0]?.account).toBe('6251');
	});

	it('move money between means', async () => {
		const { treasurer } = await aTreasurer();
		const transfer = { date: '2026-05-04', label: 'Dépôt', amountCents: 100 };
		await expectRefusal(
			perform(recordTransfer, treasurer, { ...transfer, from: '530', to: '530' }),
			'accounting.same-account'
		);
		const { entryId } = await perform(recordTransfer, treasurer, {
			...transfer,
			from: '530',
			to: '5121'
		});
		const { lines, journal } = await perform(getEntry, treasurer, { entryId });
		expect(journal).toBe('CA');
		expect(lines.map(({ account }) => account)).toEqual(['5121', '530']);
	});
});

describe('accounts', () => {
	it.each([
		['51', 'accounting.account-code-invalid'],
		['ABC', 'accounting.account-code-invalid'],
		['607', 'accounting.account-exists'],
		['5121', 'accounting.account-exists'],
		['555X', 'accounting.account-outside-chart']
	])('can’t be added as %s', async (code, refusal) => {
		const { treasurer } = await aTreasurer();
		await expectRefusal(perform(addAccount, treasurer, { code, label: 'Livret' }), refusal);
	});

	it('added below the chart serve at once, as means too', async () => {
		const { treasurer } = await aTreasurer();
		await perform(addAccount, treasurer, { code: '5122', label: 'Livret A' });
		const { means } = await perform(listPaymentMeans, treasurer, {});
		expect(means.map(({ code, kind }) => [code, kind])).toEqual([
			['5112', 'cheques'],
			['5121', 'bank'],
			['5122', 'bank'],
			['530', 'cash']
		]);
		await perform(recordIncome, treasurer, { ...bakery, means: '5122', meaning: 'interest' });
	});

	it('are found by number, by label and by meaning', async () => {
		const { treasurer } = await aTreasurer();
		const codes = async (input: object) => {
			const { accounts } = await perform(listAccounts, treasurer, input);
			return accounts.map(({ code }) => code);
		};
		expect(await codes({ search: '512' })).toEqual(['512', '5121']);
		expect(await codes({ search: 'cotisations contrepartie' })).toEqual(['7561', '7562']);
		expect(await codes({ search: 'loyer' })).toEqual(['6132']);
		expect(await codes({ meaning: 'dues' })).toEqual(['7561']);
		expect(await codes({ means: true })).toEqual(['5112', '5121', '530']);
	});

	it('are read page after page, each once', async () => {
		const { treasurer } = await aTreasurer();
		const seen: string[] = [];
		let after: string | undefined;
		do {
			const page = await perform(listAccounts, treasurer, { after, limit: 100 });
			seen.push(...page.accounts.map(({ code }) => code));
			after = page.next;
		} while (after !== undefined);
		expect(seen.length).toBeGreaterThan(540);
		expect(seen).toEqual([...new Set(seen)].sort());
	});

	it('stand behind every meaning, in the language of the reader', async () => {
		const { treasurer } = await aTreasurer();
		const english = { ...treasurer, actor: { ...treasurer.actor, locale: 'en' as const } };
		const { meanings } = await perform(listMeanings, english, {});
		expect(meanings).toContainEqual({
			key: 'dues',
			direction: 'income',
			label: 'Membership dues',
			account: '7561',
			accountLabel: 'Cotisations sans contrepartie'
		});
		expect(meanings.every(({ accountLabel }) => accountLabel !== '')).toBe(true);
	});
});
