import { describe, expect, it } from 'vitest';
import { perform } from '#platform/server/perform.ts';
import type { Caller } from '#platform/server/perform.ts';
import { accounting } from '#modules/accounting/server/index.ts';
import { aFiscalYear } from '#modules/accounting/testing/some-accounts.ts';
import { banking } from '#modules/banking/server/index.ts';
import { importLines } from '#modules/banking/testing/statement-file.ts';
import { membership } from '#modules/membership/server/index.ts';
import { aFee, tariffOf } from '#modules/membership/testing/dues.ts';
import { aPerson } from '#modules/people/testing/people.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';

useTestProgram();

/** Two members of a family who owe 20 € each, a claim of 200 € and a debt of 145 €. */
async function owed() {
	const association = await anAssociation();
	const treasurer = association.as('treasurer');
	await aFiscalYear(association.system, 2026);
	const fee = await aFee(association.system);
	for (const firstName of ['Jeanne', 'Paul']) {
		const personId = await aPerson(association.system, { firstName, lastName: 'Martin' });
		const joining = { personId, tariffId: tariffOf(fee), startsOn: '2026-02-01' };
		await perform(membership.recordMembership, association.system, joining);
	}
	await perform(accounting.recordClaim, treasurer, {
		date: '2026-03-01',
		label: 'Atelier greffe',
		amountCents: 20_000,
		name: 'Mairie de Kerlann',
		account: '706'
	});
	await perform(accounting.recordDebt, treasurer, {
		date: '2026-03-01',
		label: 'Location du broyeur',
		amountCents: 14_500,
		name: 'Loca Bretagne',
		meaning: 'hire',
		reference: 'F-2026-012'
	});
	return { association, treasurer };
}

const account = '5121';
const proposed = async (caller: Caller) =>
	(await perform(banking.listProposals, caller, { account })).lines;
const claims = async (caller: Caller) =>
	(await perform(accounting.listOpenItems, caller, {})).items;
const owing = async (caller: Caller) =>
	(await perform(membership.listOwing, caller, {})).lines.map(({ owedCents }) => owedCents);

describe('a line of the bank that pays what was expected', () => {
	it('is told, accepted and undone: dues of a family, a claim, a debt', async () => {
		const { association, treasurer } = await owed();
		await importLines(treasurer, [
			['16/03/2026', 'VIR SEPA MARTIN', '40,00'],
			['17/03/2026', 'VIR MAIRIE KERLANN', '200,00'],
			['18/03/2026', 'VIR EMIS F 2026 012', '-145,00']
		]);
		const before = await proposed(treasurer);
		expect(before.map(({ proposal }) => proposal)).toMatchObject([
			{
				kind: 'settle',
				because: 'sum',
				source: 'membership.dues',
				items: [{ amountCents: 2000 }, { amountCents: 2000 }]
			},
			{ kind: 'settle', because: 'words', items: [{ party: 'Mairie de Kerlann' }] },
			{ kind: 'settle', because: 'reference', items: [{ party: 'Loca Bretagne' }] }
		]);
		const lines = before.map(({ id }) => id);
		await expectRefusal(
			perform(banking.acceptProposals, association.as('accountant'), { account, lines }),
			'platform.not-allowed'
		);
		const accepted = await perform(banking.acceptProposals, treasurer, { account, lines });
		expect(accepted).toEqual({ matched: 0, recorded: 3 });
		expect(await claims(treasurer)).toEqual([]);
		expect(await owing(treasurer)).toEqual([]);
		expect(await proposed(treasurer)).toEqual([]);

		for (const id of lines) await perform(banking.undoReconciliation, treasurer, { id });
		expect((await claims(treasurer)).map(({ remainingCents }) => remainingCents).sort()).toEqual([
			-14_500, 20_000
		]);
		expect(await owing(treasurer)).toEqual([2000, 2000]);
		expect((await proposed(treasurer)).map(({ proposal }) => proposal?.kind)).toEqual([
			'settle',
			'settle',
			'settle'
		]);
	});

	it('is never accepted among the sure ones, nor proposed once paid otherwise', async () => {
		const { treasurer } = await owed();
		await importLines(treasurer, [['17/03/2026', 'VIR MAIRIE KERLANN', '200,00']]);
		expect(await perform(banking.acceptProposals, treasurer, { account })).toEqual({
			matched: 0,
			recorded: 0
		});
		const [claim] = (await claims(treasurer)).filter(({ remainingCents }) => remainingCents > 0);
		const settlement = { itemIds: [claim?.id ?? ''], date: '2026-03-16', means: '5121' };
		await perform(accounting.settle, treasurer, settlement);
		const [line] = await proposed(treasurer);
		expect(line?.proposal).toMatchObject({ kind: 'match' });
	});

	it('is shown what it may pay: of its side, its amount first, then the nearest days', async () => {
		const { association, treasurer } = await owed();
		for (const [date, amountCents] of [
			['2026-03-12', 5000],
			['2026-01-05', 20_000],
			['2026-03-17', 4000]
		] as const) {
			const claim = { date, amountCents, label: 'Prestation', account: '706' };
			await perform(accounting.recordClaim, treasurer, { ...claim, name: 'Le Goff' });
		}
		await importLines(treasurer, [
			['17/03/2026', 'VIR DE QUI', '200,00'],
			['18/03/2026', 'PRLV A QUI', '-10,00']
		]);
		const [received, spent] = (await proposed(treasurer)).map(({ id }) => id);
		const shown = async (caller: Caller, id: string | undefined, search?: string) => {
			const { expected } = await perform(banking.getLine, caller, { id: String(id), search });
			return expected.map(({ day, amountCents }) => [day, amountCents]);
		};
		expect(await shown(treasurer, received)).toEqual([
			['2026-03-01', 20_000],
			['2026-01-05', 20_000],
			['2026-03-17', 4000],
			['2026-03-12', 5000],
			['2026-02-01', 2000],
			['2026-02-01', 2000]
		]);
		expect(await shown(treasurer, spent)).toEqual([['2026-03-01', -14_500]]);
		expect(await shown(treasurer, received, 'le goff')).toEqual([
			['2026-01-05', 20_000],
			['2026-03-17', 4000],
			['2026-03-12', 5000]
		]);
		expect(await shown(association.as('accountant'), received)).toEqual([]);
	});

	it('is told by hand what it pays, in part for the last: refused when it is not theirs, too little or mixed', async () => {
		const { association, treasurer } = await owed();
		await importLines(treasurer, [
			['16/03/2026', 'VIR DUPONT POUR LES ENFANTS', '30,00'],
			['17/03/2026', 'VIR TRESOR PUBLIC', '150,00'],
			['18/03/2026', 'VIR INCONNU', '500,00']
		]);
		const [dues, claim, tooMuch] = (await proposed(treasurer)).map(({ id }) => id) as [
			string,
			string,
			string
		];
		const settle = (id: string, items: readonly string[], caller: Caller = treasurer) =>
			perform(banking.settleLine, caller, { id, items: [...items] });
		const { expected } = await perform(banking.getLine, treasurer, { id: dues });
		expect(expected.map(({ source, amountCents }) => [source, amountCents]).sort()).toEqual([
			['accounting.open-items', 20_000],
			['membership.dues', 2000],
			['membership.dues', 2000]
		]);
		const of = (source: string) =>
			expected.filter((item) => item.source === source).map(({ id }) => id);
		const children = of('membership.dues');
		const claimed = of('accounting.open-items');
		const { items } = await perform(accounting.listOpenItems, treasurer, {});
		const debts = items.filter(({ remainingCents }) => remainingCents < 0).map(({ id }) => id);

		await expectRefusal(
			settle(dues, children, association.as('accountant')),
			'platform.not-allowed'
		);
		await expectRefusal(settle(dues, []), 'platform.input-invalid');
		await expectRefusal(settle(dues, [...children, ...children]), 'banking.named-twice');
		await expectRefusal(settle(dues, debts), 'banking.not-expected');
		await expectRefusal(settle(dues, [...children, ...claimed]), 'banking.settles-several-kinds');
		await expectRefusal(settle(tooMuch, claimed), 'banking.settled-less');
		const other = (await anAssociation()).as('treasurer');
		await expectRefusal(settle(dues, children, other), 'banking.line-not-found');
		expect(await owing(treasurer)).toEqual([2000, 2000]);

		await settle(dues, children);
		expect(await owing(treasurer)).toEqual([1000]);
		await settle(claim, claimed);
		const left = (await claims(treasurer)).map(({ remainingCents }) => remainingCents);
		expect(left.sort()).toEqual([-14_500, 5000]);
		await expectRefusal(settle(claim, claimed), 'banking.line-reconciled');
		expect(await proposed(treasurer)).toHaveLength(1);

		for (const id of [dues, claim]) await perform(banking.undoReconciliation, treasurer, { id });
		expect(await owing(treasurer)).toEqual([2000, 2000]);
		expect((await claims(treasurer)).map(({ remainingCents }) => remainingCents).sort()).toEqual([
			-14_500, 20_000
		]);
	});
});
