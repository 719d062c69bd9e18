import { describe, expect, it } from 'vitest';
import { day } from '#shared/day.ts';
import { newId } from '#shared/id.ts';
import { perform, performDownload } from '#platform/server/perform.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { accounting } from '#modules/accounting/server/index.ts';
import { aFiscalYear, anEntry } from '#modules/accounting/testing/some-accounts.ts';
import { cancelDeposit } from './cancel-deposit.ts';
import { countCash } from './count-cash.ts';
import { depositCheques } from './deposit-cheques.ts';
import { listDeposits } from './deposits.read.ts';
import { listCashCounts } from './list-cash-counts.read.ts';
import { printDeposit } from './print-deposit.ts';
import { listCheques } from './waiting-cheques.ts';

useTestProgram();

const ON = day('2026-03-20');

/** A treasurer who took cheques of these amounts, a day after the other. */
async function withCheques(...amounts: number[]) {
	const association = await anAssociation();
	const treasurer = association.as('treasurer');
	await aFiscalYear(treasurer);
	for (const [index, amountCents] of amounts.entries()) {
		await anEntry(treasurer, { debit: '5112', amountCents, date: day(`2026-03-0${index + 1}`) });
	}
	const { cheques } = await perform(listCheques, treasurer, {});
	return { association, treasurer, ids: cheques.map(({ id }) => id) };
}

describe('cheque deposits', () => {
	it('are refused without right, without cheque, twice, and in another association', async () => {
		const { association, treasurer, ids } = await withCheques(2000);
		const deposit = (caller = treasurer, cheques = ids) =>
			perform(depositCheques, caller, { account: '5121', day: ON, cheques });
		await expectRefusal(deposit(association.as('accountant')), 'platform.not-allowed');
		await expectRefusal(deposit(treasurer, []), 'platform.input-invalid');
		await expectRefusal(deposit(treasurer, [newId()]), 'banking.cheque-not-waiting');
		await expectRefusal(deposit((await withCheques()).treasurer), 'banking.cheque-not-waiting');
		const { id } = await deposit();
		await expectRefusal(deposit(), 'banking.cheque-not-waiting');
		await perform(cancelDeposit, treasurer, { id });
		await expectRefusal(perform(cancelDeposit, treasurer, { id }), 'banking.deposit-cancelled');
		const unknown = perform(cancelDeposit, treasurer, { id: newId() });
		await expectRefusal(unknown, 'banking.deposit-not-found');
	});

	it('move the cheques to the bank by one entry, under a number, and give them back when cancelled', async () => {
		const { treasurer, ids } = await withCheques(2000, 3000, 4500);
		const made = await perform(depositCheques, treasurer, {
			account: '5121',
			day: ON,
			cheques: ids.slice(0, 2)
		});
		expect(made).toMatchObject({ number: 1, totalCents: 5000 });
		const { lines, links } = await perform(accounting.getEntry, treasurer, {
			entryId: made.entryId
		});
		const deposit = {
			label: 'Remise de chèques n° 1 du 20 mars 2026',
			href: 'banking/deposits'
		};
		expect(links).toEqual([deposit]);
		const { entries } = await perform(accounting.listEntries, treasurer, {});
		const linked = async (cents: number) => {
			const entryId = String(entries.find(({ totalCents }) => totalCents === cents)?.id);
			return (await perform(accounting.getEntry, treasurer, { entryId })).links;
		};
		expect(await linked(2000)).toEqual([deposit]);
		expect(await linked(4500)).toEqual([]);
		expect(
			lines.map(({ account, debitCents, creditCents }) => [account, debitCents - creditCents])
		).toEqual([
			['5121', 5000],
			['5112', -5000]
		]);
		expect(await perform(listCheques, treasurer, {})).toMatchObject({ count: 1, totalCents: 4500 });
		const { deposits } = await perform(listDeposits, treasurer, {});
		expect(deposits).toMatchObject([{ number: 1, chequeCount: 2, cancelled: false }]);
		const slip = await performDownload(printDeposit, treasurer, { id: made.id, format: 'csv' });
		let text = '';
		for await (const chunk of slip.body as AsyncIterable<string>) text += String(chunk);
		expect(text).toContain('20,00');
		expect(text).toContain('30,00');
		await perform(cancelDeposit, treasurer, { id: made.id });
		expect(await perform(listCheques, treasurer, {})).toMatchObject({ count: 3, totalCents: 9500 });
		const next = await perform(depositCheques, treasurer, {
			account: '5121',
			day: ON,
			cheques: ids
		});
		expect(next.number).toBe(2);
	});

	it('know that the oldest cheques left when money went to the bank without a slip', async () => {
		const { treasurer } = await withCheques(2000, 3000, 4500);
		const transfer = { date: ON, label: 'Remise', amountCents: 5000, from: '5112', to: '5121' };
		await perform(accounting.recordTransfer, treasurer, transfer);
		const { cheques } = await perform(listCheques, treasurer, {});
		expect(cheques.map(({ cents }) => cents)).toEqual([4500]);
	});
});

describe('counting cash', () => {
	it('is refused for what is no cash box, no coin, or by whoever may not', async () => {
		const { association, treasurer } = await withCheques();
		const count = (input: object, caller = treasurer) =>
			perform(countCash, caller, { day: ON, pieces: {}, ...input });
		await expectRefusal(count({}, association.as('secretary')), 'platform.not-allowed');
		await expectRefusal(count({ account: '5121' }), 'banking.no-such-cash-box');
		await expectRefusal(count({ pieces: { 3: 1 } }), 'platform.input-invalid');
		await expectRefusal(count({ pieces: { 50: -1 } }), 'platform.input-invalid');
	});

	it('writes the difference, or leaves it; the next count finds it settled', async () => {
		const { treasurer } = await withCheques();
		await anEntry(treasurer, { debit: '530', amountCents: 5000, date: day('2026-03-01') });
		const count = (input: object) =>
			perform(countCash, treasurer, { day: ON, pieces: { 2000: 2, 200: 4, 20: 1 }, ...input });
		expect(await count({ leaveDifference: true })).toMatchObject({
			countedCents: 4820,
			expectedCents: 5000,
			differenceCents: -180,
			entryNumber: null
		});
		expect((await count({})).entryNumber).toMatch(/^CA-2026-/);
		expect(await count({})).toMatchObject({ differenceCents: 0, entryNumber: null });
		const { boxes, counts } = await perform(listCashCounts, treasurer, { on: ON });
		expect(boxes).toMatchObject([{ code: '530', bookCents: 4820 }]);
		expect(counts).toHaveLength(3);
		const { entries } = await perform(accounting.listEntries, treasurer, { limit: 1 });
		const entryId = String(entries[0]?.id);
		expect((await perform(accounting.getEntry, treasurer, { entryId })).links).toEqual([
			{ label: 'Comptage de la caisse du 20 mars 2026', href: 'banking/cash' }
		]);
	});
});
