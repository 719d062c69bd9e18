import { describe, expect, it } from 'vitest';
import { newId } from '#shared/id.ts';
import { inAssociation } from '#platform/server/database/db.ts';
import { sql } from 'kysely';
import { perform, performDownload } from '#platform/server/perform.ts';
import type { Caller } from '#platform/server/perform.ts';
import { readTable } from '#platform/server/tabular/read-table.ts';
import { bytesOf } from '#platform/server/tabular/tabular.testing.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { aFiscalYear } from '#modules/accounting/testing/some-accounts.ts';
import { closeFiscalYear } from '../close-fiscal-year.ts';
import { exportFec } from '../fec/export-fec.ts';
import { getEntry } from '../get-entry.read.ts';
import { postEntry } from '../post-entry.ts';
import { reverseEntry } from '../reverse-entry.ts';
import { validateEntries } from '../validate-entries.ts';
import { addThirdParty } from '../third-parties/add-third-party.ts';
import { editThirdParty } from '../third-parties/edit-third-party.ts';
import { getThirdParty } from '../third-parties/get-third-party.read.ts';
import { listThirdParties } from '../third-parties/list-third-parties.read.ts';
import { recordClaim } from '../third-parties/record-claim.ts';
import { recordDebt } from '../third-parties/record-debt.ts';
import { agedBalance } from './aged-balance.read.ts';
import { exportAgedBalance } from './export-aged-balance.ts';
import { letterAutomatically } from './letter-automatically.ts';
import { letterByHand } from './letter.ts';
import { listOpenItems } from './list-open-items.read.ts';
import { noteReminder } from './note-reminder.ts';
import { removeLettering } from './remove-lettering.ts';
import { settle } from './settle.ts';

const program = useTestProgram();

async function inUse() {
	const association = await anAssociation();
	const treasurer = association.as('treasurer');
	const fiscalYearId = await aFiscalYear(treasurer, 2025);
	return { association, treasurer, fiscalYearId };
}

const bill = {
	date: '2025-03-01',
	label: 'Location du broyeur',
	amountCents: 14_500,
	name: 'Loca Bretagne',
	meaning: 'hire' as const,
	dueDay: '2025-03-31',
	reference: 'F-12'
};
const invoice = {
	date: '2025-03-01',
	label: 'Atelier greffe',
	amountCents: 20_000,
	name: 'Mairie de Kerlann',
	account: '706',
	dueDay: '2025-04-01'
};

async function items(caller: Caller) {
	return (await perform(listOpenItems, caller, {})).items;
}

describe('third parties', () => {
	it.each(['secretary', 'accountant', 'member'] as const)('are not written by %s', async (role) => {
		const { association } = await inUse();
		const caller = association.as(role);
		const party = { label: 'X', kind: 'client' as const };
		await expectRefusal(perform(addThirdParty, caller, party), 'platform.not-allowed');
		await expectRefusal(perform(recordDebt, caller, bill), 'platform.not-allowed');
	});

	it('stay in their association, and have one code each', async () => {
		const { treasurer } = await inUse();
		const elsewhere = await inUse();
		const add = (label: string, code?: string) =>
			perform(addThirdParty, treasurer, { label, kind: 'supplier', code });
		const { thirdPartyId, code } = await add('Loca Bretagne');
		expect(code).toBe('LOCABRETAGNE');
		expect((await add('LOCA Bretagne')).code).toBe('LOCABRETAGNE2');
		await expectRefusal(add('Autre', 'LOCABRETAGNE'), 'accounting.third-party-exists');
		await expectRefusal(add('Autre', 'é'), 'platform.input-invalid');
		await expectRefusal(
			perform(getThirdParty, elsewhere.treasurer, { thirdPartyId }),
			'accounting.no-such-third-party'
		);
		await perform(editThirdParty, treasurer, { thirdPartyId, label: 'Loca', active: false });
		await expectRefusal(
			perform(recordDebt, treasurer, { ...bill, name: undefined, thirdPartyId }),
			'accounting.third-party-away'
		);
		const { thirdParties } = await perform(listThirdParties, treasurer, { search: 'loca' });
		expect(thirdParties.map(({ label }) => label)).toEqual(['LOCA Bretagne']);
	});

	it('keep to class 4 and to those that exist', async () => {
		const { treasurer } = await inUse();
		const { thirdPartyId } = await perform(addThirdParty, treasurer, { label: 'X', kind: 'other' });
		const post = (account: string, id: string) =>
			perform(postEntry, treasurer, {
				journal: 'OD',
				date: '2025-01-05',
				label: 'x',
				lines: [
					{ account, debitCents: 5, thirdPartyId: id },
					{ account: '5121', creditCents: 5 }
				]
			});
		await expectRefusal(post('607', thirdPartyId), 'accounting.line-without-third-parties');
		await expectRefusal(post('467', newId()), 'accounting.line-third-party-unknown');
		await post('467', thirdPartyId);
	});
});

describe('debts and claims', () => {
	it('are refused without a name, a positive amount, an order of days, a right side', async () => {
		const { treasurer } = await inUse();
		const refused = (changes: object) => perform(recordDebt, treasurer, { ...bill, ...changes });
		await expectRefusal(refused({ name: undefined }), 'accounting.third-party-required');
		await expectRefusal(refused({ amountCents: 0 }), 'accounting.amount-not-positive');
		await expectRefusal(refused({ dueDay: '2025-02-28' }), 'accounting.due-before-entry');
		await expectRefusal(
			refused({ meaning: undefined, account: '756' }),
			'accounting.wrong-side-expense'
		);
		await expectRefusal(refused({ date: '2024-01-01' }), 'accounting.no-year-on-day');
		expect(await items(treasurer)).toEqual([]);
	});

	it('wait in order of their day, with their journals and accounts', async () => {
		const { treasurer } = await inUse();
		const debt = await perform(recordDebt, treasurer, bill);
		await perform(recordClaim, treasurer, invoice);
		expect(debt.number).toBe('ACH-2025-0001');
		const entry = await perform(getEntry, treasurer, { entryId: debt.entryId });
		expect(entry.lines).toMatchObject([
			{ account: '6135', debitCents: 14_500, thirdParty: null },
			{ account: '401', creditCents: 14_500, thirdParty: 'Loca Bretagne', letter: null }
		]);
		expect(await items(treasurer)).toMatchObject([
			{ thirdParty: 'Loca Bretagne', remainingCents: -14_500, dueDay: '2025-03-31' },
			{ thirdParty: 'Mairie de Kerlann', remainingCents: 20_000, account: '411' }
		]);
		await perform(recordDebt, treasurer, { ...bill, name: 'loca bretagne' });
		const { thirdParties } = await perform(listThirdParties, treasurer, {});
		expect(thirdParties.map(({ label, balanceCents }) => [label, balanceCents])).toEqual([
			['Loca Bretagne', -29_000],
			['Mairie de Kerlann', 20_000]
		]);
	});

	it('are settled in part, then wholly, and tied', async () => {
		const { treasurer } = await inUse();
		await perform(recordClaim, treasurer, invoice);
		const [claim] = await items(treasurer);
		const pay = (itemId: string, amountCents?: number) =>
			perform(settle, treasurer, {
				...{ itemIds: [itemId], date: '2025-04-10', means: '5121', amountCents }
			});
		await expectRefusal(pay(newId()), 'accounting.no-such-open-item');
		await expectRefusal(pay(String(claim?.id), 20_001), 'accounting.settlement-too-large');
		await expectRefusal(pay(String(claim?.id), -5), 'accounting.amount-not-positive');
		const first = await pay(String(claim?.id), 5_000);
		expect(first).toMatchObject({ letter: 'a', remainingCents: 15_000 });
		const [rest] = await items(treasurer);
		expect(rest).toMatchObject({ amountCents: 20_000, remainingCents: 15_000 });
		expect(await pay(String(rest?.id))).toMatchObject({ letter: 'B', remainingCents: 0 });
		expect(await items(treasurer)).toEqual([]);
	});

	it('age by their day, and remember a reminder', async () => {
		const { association, treasurer } = await inUse();
		await perform(recordClaim, treasurer, invoice);
		await perform(recordClaim, treasurer, { ...invoice, dueDay: '2025-06-01' });
		const on = { on: '2025-05-02' };
		expect(await perform(agedBalance, association.as('accountant'), on)).toMatchObject({
			columns: [20_000, 0, 20_000, 0, 0],
			totalCents: 40_000,
			rows: [{ thirdParty: 'Mairie de Kerlann', totalCents: 40_000 }]
		});
		const refused = performDownload(exportAgedBalance, association.as('secretary'), on);
		await expectRefusal(refused, 'platform.not-allowed');
		const file = await performDownload(exportAgedBalance, treasurer, { ...on, format: 'csv' });
		const { header, rows } = await readTable(await bytesOf(file));
		expect(header).toHaveLength(7);
		expect(rows.map(([party, ...cents]) => [party, cents.join(' ').replaceAll(',00', '')])).toEqual(
			[
				['Mairie de Kerlann', '200 0 200 0 0 400'],
				['Total', '200 0 200 0 0 400']
			]
		);
		const [claim] = await items(treasurer);
		await expectRefusal(
			perform(noteReminder, treasurer, { itemIds: [newId()] }),
			'accounting.no-such-open-item'
		);
		await perform(noteReminder, treasurer, { itemIds: [String(claim?.id)] });
		expect((await items(treasurer)).map(({ remindedOn }) => remindedOn !== null)).toEqual([
			true,
			false
		]);
	});

	it('open again when their payment is reversed, and leave when they are', async () => {
		const { treasurer } = await inUse();
		const debt = await perform(recordDebt, treasurer, bill);
		const [owed] = await items(treasurer);
		const paid = await perform(settle, treasurer, {
			itemIds: [String(owed?.id)],
			date: '2025-04-10',
			means: '5121'
		});
		await perform(reverseEntry, treasurer, { entryId: paid.entryId, date: '2025-04-11' });
		expect(await items(treasurer)).toMatchObject([{ remainingCents: -14_500 }]);
		await perform(reverseEntry, treasurer, { entryId: debt.entryId, date: '2025-04-12' });
		expect(await items(treasurer)).toEqual([]);
	});

	it('follow from year to year: the opening says whom, and the list says each once', async () => {
		const { treasurer, fiscalYearId } = await inUse();
		await perform(recordClaim, treasurer, invoice);
		await perform(recordDebt, treasurer, bill);
		const { openingEntryId } = await perform(closeFiscalYear, treasurer, { fiscalYearId });
		const opening = await perform(getEntry, treasurer, { entryId: String(openingEntryId) });
		expect(opening.lines).toMatchObject([
			{ account: '401', creditCents: 14_500, thirdParty: 'Loca Bretagne' },
			{ account: '411', debitCents: 20_000, thirdParty: 'Mairie de Kerlann' },
			{ account: '120' }
		]);
		const waiting = await items(treasurer);
		expect(waiting).toHaveLength(2);
		await perform(settle, treasurer, {
			...{ itemIds: [String(waiting[0]?.id)], date: '2026-01-15', means: '5121' }
		});
		expect(await items(treasurer)).toHaveLength(1);
	});
});

describe('lettering', () => {
	async function twoLines() {
		const all = await inUse();
		const { thirdPartyId } = await perform(addThirdParty, all.treasurer, {
			...{ label: 'Atelier', kind: 'client' as const }
		});
		const post = async (debitCents: number, creditCents: number, reference?: string) => {
			const { entryId } = await perform(postEntry, all.treasurer, {
				...{ journal: 'OD', date: '2025-02-01', label: 'x', reference },
				lines: [
					{ account: '411', debitCents, creditCents, thirdPartyId },
					{ account: '5121', debitCents: creditCents, creditCents: debitCents }
				]
			});
			return entryId;
		};
		const lines = async () => (await perform(getThirdParty, all.treasurer, { thirdPartyId })).lines;
		return { ...all, thirdPartyId, post, lines };
	}

	it('is refused to a secretary, for lines unknown, of one side, twice', async () => {
		const { association, treasurer, post, lines } = await twoLines();
		await post(100, 0);
		await post(200, 0);
		await post(0, 100);
		const [paid = '', second = '', first = ''] = (await lines()).map(({ id }) => id);
		const letter = (...lineIds: string[]) => perform(letterByHand, treasurer, { lineIds });
		await expectRefusal(
			perform(letterByHand, association.as('secretary'), { lineIds: [first, paid] }),
			'platform.not-allowed'
		);
		await expectRefusal(letter(first, newId()), 'accounting.lettering-line-unknown');
		await expectRefusal(letter(first, second), 'accounting.lettering-one-side');
		await expectRefusal(letter(first, first), 'accounting.lettering-one-side');
		const { letteringId, letter: name } = await letter(first, paid);
		expect(name).toBe('A');
		await expectRefusal(letter(paid, second), 'accounting.lettering-already');
		const accountant = association.as('accountant');
		expect(await perform(removeLettering, accountant, { letteringId })).toEqual({ lines: 2 });
		await expectRefusal(
			perform(removeLettering, accountant, { letteringId }),
			'accounting.no-such-lettering'
		);
	});

	it('keeps to one account and one third party', async () => {
		const { treasurer, post, lines } = await twoLines();
		await post(100, 0);
		const other = await perform(recordClaim, treasurer, invoice);
		await perform(recordDebt, treasurer, { ...bill, name: 'Atelier' });
		const [mine = ''] = (await lines()).map(({ id }) => id);
		const theirs = (await items(treasurer)).map(({ lineIds }) => String(lineIds[0]));
		const errors = await Promise.all(
			theirs
				.filter((id) => id !== mine)
				.map((id) =>
					perform(letterByHand, treasurer, { lineIds: [mine, id] }).catch(
						(error: { code: string }) => error.code
					)
				)
		);
		expect(errors.sort()).toEqual([
			'accounting.lettering-several-accounts',
			'accounting.lettering-several-third-parties'
		]);
		expect(other.number).toBe('VTE-2025-0001');
	});

	it('finds by itself the same reference, the same amount, the sum', async () => {
		const { treasurer, post, lines } = await twoLines();
		await post(100, 0, 'F1');
		await post(100, 0, 'F2');
		await post(0, 100, 'F1');
		await post(30, 0);
		await post(0, 130);
		await post(7, 0);
		expect(await perform(letterAutomatically, treasurer, {})).toEqual({ letterings: 2, lines: 5 });
		expect(await perform(letterAutomatically, treasurer, {})).toEqual({ letterings: 0, lines: 0 });
		expect((await lines()).filter(({ letter }) => letter === null)).toMatchObject([
			{ debitCents: 7 }
		]);
	});

	it('goes into the file of entries when it is whole and all validated', async () => {
		const { treasurer, fiscalYearId, post, lines } = await twoLines();
		await post(100, 0);
		await post(0, 100);
		await post(50, 0);
		await perform(letterAutomatically, treasurer, {});
		await perform(validateEntries, treasurer, { until: '2025-12-31' });
		const { body } = await performDownload(exportFec, treasurer, { fiscalYearId });
		const parts: Uint8Array[] = [];
		for await (const part of body as AsyncIterable<Uint8Array>) parts.push(part);
		const text = Buffer.concat(parts).toString();
		const cells = text.split('\r\n').map((row) => row.split('\t'));
		const third = cells.filter((row) => row[4] === '411');
		expect(third.map((row) => [row[6], row[7], row[13]])).toEqual([
			['ATELIER', 'Atelier', 'A'],
			['ATELIER', 'Atelier', 'A'],
			['ATELIER', 'Atelier', '']
		]);
		expect(third.map((row) => /^\d{8}$/.test(row[14] ?? ''))).toEqual([true, true, false]);
		expect(await lines()).toHaveLength(3);
	});

	it('is kept whole by the database itself', async () => {
		const { association, treasurer, post } = await twoLines();
		await post(100, 0);
		await post(0, 100);
		await post(50, 0);
		await perform(letterAutomatically, treasurer, {});
		const raw = (statement: string) =>
			inAssociation(program.runtime.database.db, association.id, (tx) =>
				sql.raw(statement).execute(tx)
			);
		for (const statement of [
			'update accounting.line set lettering_id = null where credit_cents = 100 and third_party_id is not null',
			'update accounting.line set lettering_id = (select id from accounting.lettering) where debit_cents = 50',
			'update accounting.line set lettering_id = (select id from accounting.lettering) where third_party_id is null'
		]) {
			await expect(raw(statement)).rejects.toThrow('accounting.lettering-wrong');
		}
		await expect(raw('update accounting.line set third_party_id = null')).rejects.toThrow(
			'accounting.line-replaced'
		);
	});

	it('gives one letter to each of two people at once', async () => {
		const { treasurer, post, lines } = await twoLines();
		for (const amount of [1, 2, 3, 4]) {
			await post(amount, 0);
			await post(0, amount);
		}
		const open = await lines();
		const pairs = [1, 2, 3, 4].map((amount) =>
			open
				.filter((line) => line.debitCents === amount || line.creditCents === amount)
				.map(({ id }) => id)
		);
		const letters = await Promise.all(
			pairs.map((lineIds) => perform(letterByHand, treasurer, { lineIds }))
		);
		expect(letters.map(({ letter }) => letter).sort()).toEqual(['A', 'B', 'C', 'D']);
	});
});
