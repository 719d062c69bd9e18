import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { inAssociation } from '#platform/server/database/db.ts';
import { forgetFiles } from '#platform/server/forget-files.ts';
import { keepAgain } from '#platform/server/keep-file.ts';
import { runtime } from '#platform/server/runtime.ts';
import { finishTask } from '#platform/server/tasks/finish-task.ts';
import type { Caller } from '#platform/server/perform.ts';
import { perform, performDownload } from '#platform/server/perform.ts';
import { people } from '#modules/people/server/index.ts';
import { anImport } from '#modules/people/testing/import-file.ts';
import { aPerson } from '#modules/people/testing/people.ts';
import { duesColumns } from '#modules/membership/domain/import/target.ts';
import { aSignedIn } from '#tests/support/people-who-sign-in.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { aFee, tariffOf } from '#modules/membership/testing/dues.ts';
import { anImportOfDues } from '#modules/membership/testing/import-file.ts';
import { anAssociationWithDues, onTheSameDay } from '../dues.testing.ts';
import * as membership from '../operations.ts';

useTestProgram();
onTheSameDay();

const HEADER = 'Numéro;Nom;Prénom;E-mail;Cotisation;Tarif;Début;Fin;Montant dû;Montant payé\n';

/** « Adhésion »: Normal 25 €, Réduit 12,50 €; two people with an e-mail in common, one with a number. */
async function aHouse() {
	const house = await anAssociationWithDues();
	const { system } = house;
	const fee = await aFee(system, {
		name: 'Cotisation annuelle',
		tariffs: [
			{ label: 'Tarif normal', amountCents: 2500 },
			{ label: 'Tarif réduit', amountCents: 1250 },
			{ label: 'Individuel', amountCents: 2500 }
		]
	});
	const email = 'famille@example.org';
	const ines = await aPerson(system, {
		firstName: 'Inès',
		lastName: 'Le Goff',
		email,
		number: '1'
	});
	const leo = await aPerson(system, { firstName: 'Léo', lastName: 'Le Goff', email });
	return { ...house, fee, ines, leo, treasurer: house.as('treasurer') };
}

const fixture = (name: string) => readFile(`tests/fixtures/${name}`);

const previewed = (caller: Caller, id: string) => perform(membership.previewImport, caller, { id });

async function faultsOf(caller: Caller, lines: string): Promise<string[]> {
	const { id } = await anImportOfDues(caller, HEADER + lines);
	const { lines: planned } = await previewed(caller, id);
	return planned.flatMap(({ faults }) => faults.map(({ path, code }) => `${path} ${code}`));
}

const listed = (caller: Caller) => perform(membership.listMemberships, caller, { limit: 200 });

async function bytesOf(caller: Caller, format: 'csv' | 'xlsx' | 'ods') {
	const { body } = await performDownload(membership.exportMemberships, caller, { format });
	if (typeof body === 'string' || body instanceof Uint8Array) return Buffer.from(body);
	const parts: Uint8Array[] = [];
	for await (const part of body) parts.push(Buffer.from(part));
	return Buffer.concat(parts);
}

describe('an import of memberships refuses', () => {
	it('members, accountants, and the import of others', async () => {
		const [here, elsewhere] = [await aHouse(), await aHouse()];
		const { id } = await anImportOfDues(here.treasurer, HEADER);
		for (const role of ['member', 'accountant'] as const) {
			const caller = here.as(role);
			await expectRefusal(anImportOfDues(caller, HEADER), 'platform.not-allowed');
			await expectRefusal(perform(membership.commitImport, caller, { id }), 'platform.not-allowed');
		}
		const stranger = elsewhere.treasurer;
		for (const attempt of [
			() => perform(membership.getImport, stranger, { id }),
			() => perform(membership.previewImport, stranger, { id }),
			() => perform(membership.setImportChoices, stranger, { id }),
			() => perform(membership.commitImport, stranger, { id }),
			() => perform(membership.undoImport, stranger, { id })
		]) {
			await expectRefusal(attempt(), 'membership.import-not-found');
		}
		await expectRefusal(
			performDownload(membership.exportMemberships, here.as('member'), {}),
			'platform.not-allowed'
		);
	});

	it('what is paid to who may not collect, unknown people to who may not add them', async () => {
		const { as, treasurer } = await aHouse();
		const secretary = as('secretary');
		const paid = await anImportOfDues(secretary, `${HEADER}1;;;;;Tarif normal;05/09/2025;;;25`);
		expect(paid.money).toBe('left-out');
		await perform(membership.setImportChoices, secretary, { id: paid.id, money: 'brought' });
		await expectRefusal(
			perform(membership.commitImport, secretary, { id: paid.id }),
			'membership.import-may-not-collect'
		);
		await perform(membership.setImportChoices, secretary, { id: paid.id, money: 'left-out' });
		const { totals } = await perform(membership.commitImport, secretary, { id: paid.id });
		expect(totals).toMatchObject({ new: 1, dueCents: 2500, paidCents: 0 });
		const unknown = `${HEADER};Nouvelle;Zoé;;;Tarif normal;05/09/2025;;;`;
		const { id } = await anImportOfDues(treasurer, unknown);
		await perform(membership.setImportChoices, treasurer, { id, unknownPeople: 'add' });
		await expectRefusal(
			perform(membership.commitImport, treasurer, { id }),
			'membership.import-may-not-add-people'
		);
	});

	it('a column said twice, too few columns, tariffs of others', async () => {
		const [{ treasurer }, elsewhere] = [await aHouse(), await aHouse()];
		const { id, columns } = await anImportOfDues(treasurer, HEADER);
		const set = (input: object) =>
			perform(membership.setImportChoices, treasurer, { id, ...input });
		const mapping = columns.map(() => 'number');
		await expectRefusal(set({ mapping }), 'membership.import-field-twice');
		await expectRefusal(set({ mapping: ['number'] }), 'membership.import-columns-differ');
		const tariffs = { '|x': tariffOf(elsewhere.fee, 'Tarif normal') };
		await expectRefusal(set({ tariffs }), 'membership.tariff-not-found');
	});

	it('line by line: people whom nobody is, or several are, or who are archived', async () => {
		const { system, treasurer } = await aHouse();
		for (const number of ['7', '8']) {
			await aPerson(system, { firstName: 'Anne', lastName: 'Martin', number });
		}
		const gone = await aPerson(system, { firstName: 'Yann', lastName: 'Parti', number: '9' });
		await perform(people.archivePerson, system, { id: gone });
		const rest = ';Cotisation annuelle;Tarif normal;05/09/2025;;;';
		const who = [
			'99;;;',
			';Nouvelle;Zoé;',
			';Martin;Anne;',
			';;;famille@example.org',
			'9;;;',
			';;;'
		];
		expect(await faultsOf(treasurer, who.map((one) => one + rest).join('\n'))).toEqual([
			'line 2 membership.import-person-unknown',
			'line 3 membership.import-person-unknown',
			'line 4 membership.import-person-ambiguous',
			'line 5 membership.import-person-ambiguous',
			'line 6 membership.import-person-archived',
			'line 7 membership.import-person-missing'
		]);
	});

	it('line by line: tariffs that don’t exist, that several fees have, that are archived', async () => {
		const { system, treasurer } = await aHouse();
		const old = await aFee(system, {
			name: 'Ancienne',
			tariffs: [{ label: 'Fini', amountCents: 1 }]
		});
		await perform(membership.archiveFee, system, { id: old.id });
		const lines = [
			';Étudiant',
			'Aucune;Tarif normal',
			';Individuel',
			';Fini',
			';',
			'Cotisation annuelle;'
		];
		const file = lines.map((one) => `1;;;;${one};05/09/2025;;;`).join('\n');
		expect(await faultsOf(treasurer, file)).toEqual([
			'line 2 membership.import-tariff-unknown',
			'line 3 membership.import-tariff-unknown',
			'line 4 membership.import-tariff-ambiguous',
			'line 5 membership.import-tariff-archived',
			'line 6 membership.import-tariff-missing',
			'line 7 membership.import-tariff-ambiguous'
		]);
	});

	it('line by line: days and amounts, each in words that name them', async () => {
		const { treasurer } = await aHouse();
		const lines = [
			'31/02/2026;;;',
			';;;',
			'05/09/2025;04/09/2025;;',
			'05/09/2025;;abc;',
			'05/09/2025;;;peut-être',
			'05/09/2025;;20;25'
		];
		const file = lines.map((one) => `1;;;;;Tarif normal;${one}`).join('\n');
		const { id } = await anImportOfDues(treasurer, HEADER + file);
		const planned = await previewed(treasurer, id);
		expect(planned.lines.flatMap(({ faults }) => faults.map(({ code }) => code))).toEqual([
			'membership.import-day-unreadable',
			'membership.import-day-missing',
			'membership.import-end-before-start',
			'membership.import-amount-unreadable',
			'membership.import-paid-unreadable',
			'membership.import-paid-over-due'
		]);
		expect(planned.lines[0]?.faults[0]?.detail).toMatch(
			/colonne «\u202fDébut\u202f»\u202f: «\u202f31\/02\/2026\u202f»/
		);
		expect(planned.lines[5]?.faults[0]?.detail).toContain('Ligne 7');
		await expectRefusal(
			perform(membership.commitImport, treasurer, { id }),
			'membership.import-has-faults'
		);
		expect((await listed(treasurer)).total).toBe(0);
	});

	it('what overlaps a membership kept already, or an earlier line', async () => {
		const { system, treasurer, fee, leo } = await aHouse();
		const tariffId = tariffOf(fee, 'Tarif normal');
		await perform(membership.recordMembership, system, {
			personId: leo,
			tariffId,
			startsOn: '2025-10-01'
		});
		const file = [
			';Le Goff;Léo;;;Tarif normal;05/11/2025;;;',
			';Le Goff;Léo;;;Tarif normal;01/10/2025;;;',
			'1;;;;;Tarif normal;05/11/2025;;;',
			'1;;;;;Tarif normal;05/11/2025;;;',
			'1;;;;;Tarif réduit;05/12/2025;;;'
		].join('\n');
		const { id } = await anImportOfDues(treasurer, HEADER + file);
		const { lines } = await previewed(treasurer, id);
		expect(lines.map(({ outcome }) => outcome)).toEqual([
			'error',
			'known',
			'new',
			'left-out',
			'error'
		]);
		expect(lines[0]?.faults[0]?.detail).toContain('du 01/10/2025 au 31/08/2026');
		expect(lines[3]?.because).toBe('Même adhésion que la ligne 4.');
		expect(lines[4]?.faults[0]?.code).toBe('membership.import-overlaps-line');
		await expectRefusal(
			perform(membership.commitImport, treasurer, { id }),
			'membership.import-has-faults'
		);
		const { totals } = await perform(membership.commitImport, treasurer, {
			id,
			leaveOutFaultyLines: true
		});
		expect(totals).toMatchObject({ new: 1, known: 1, leftOut: 1, error: 2 });
		await expectRefusal(
			perform(membership.commitImport, treasurer, { id }),
			'membership.import-not-draft'
		);
	});
});

describe('a file of memberships', () => {
	it('of Paheko is imported as it is, and a second time changes nothing', async () => {
		const { system, treasurer } = await aHouse();
		await aPerson(system, { number: '2' });
		await aPerson(system, { number: '3' });
		const file = await fixture('membership/paheko-subscriptions.synthetic.csv');
		const { id, money } = await anImportOfDues(treasurer, file);
		expect(money).toBe('brought');
		const { totals } = await perform(membership.commitImport, treasurer, { id });
		expect(totals).toMatchObject({ new: 3, error: 0, dueCents: 6250, paidCents: 5000, people: 0 });
		const { memberships } = await listed(treasurer);
		expect(
			memberships.map((one) => [
				one.tariffLabel,
				one.startsOn,
				one.endsOn,
				one.dueCents,
				one.paidCents,
				one.season
			])
		).toEqual([
			['Tarif normal', '2026-02-01', '2026-08-31', 2500, 2500, '2025-2026'],
			['Tarif réduit', '2025-10-12', '2026-08-31', 1250, 0, '2025-2026'],
			['Tarif normal', '2025-09-05', '2026-08-31', 2500, 2500, '2025-2026']
		]);
		const again = await anImportOfDues(treasurer, file);
		const second = await perform(membership.commitImport, treasurer, { id: again.id });
		expect(second.totals).toMatchObject({ new: 0, known: 3, error: 0 });
		const { people: owing } = await perform(membership.listOwing, treasurer, {});
		expect(owing).toBe(1);
	});

	it('of HelloAsso adds unknown people; its tariff is named once, and remembered', async () => {
		const { as, fee } = await aHouse();
		const administrator = as('administrator');
		const text = (await fixture('people/export-adhesions.synthetic.csv')).toString();
		const refused = text.trimEnd().split('\r\n').at(-1)?.replace('Validé', 'Remboursé') ?? '';
		const { id } = await anImportOfDues(administrator, `${text.trimEnd()}\r\n${refused}\r\n`);
		await perform(membership.setImportChoices, administrator, { id, unknownPeople: 'add' });
		const before = await previewed(administrator, id);
		const [unknown] = before.unknownTariffs;
		expect(before.unknownTariffs).toEqual([
			{ key: '|adhesion annuelle', fee: '', tariff: 'Adhésion annuelle', lines: 1, choice: null }
		]);
		expect(before.lines[1]?.because).toContain('Remboursé');
		const tariffs = { [unknown?.key ?? '']: tariffOf(fee, 'Tarif normal') };
		await perform(membership.setImportChoices, administrator, { id, tariffs });
		const { totals } = await perform(membership.commitImport, administrator, { id });
		expect(totals).toEqual({
			new: 1,
			known: 0,
			leftOut: 1,
			error: 0,
			people: 1,
			dueCents: 2500,
			paidCents: 2500
		});
		const [one] = (await listed(administrator)).memberships;
		expect(one).toMatchObject({ personName: 'Camille Exemple', startsOn: '2025-10-09' });
		const person = await perform(people.getPerson, administrator, { id: one?.personId ?? '' });
		expect(person).toMatchObject({
			email: 'camille@example.org',
			lastName: 'Exemple',
			joinedOn: '2025-10-09'
		});
		const next = await anImportOfDues(administrator, text);
		expect(next).toMatchObject({ unknownPeople: 'add', tariffs });
		expect((await previewed(administrator, next.id)).totals).toMatchObject({ known: 1, error: 0 });
	});

	it('of Galette names its people in one cell, and its gifts are left out', async () => {
		const { as } = await aHouse();
		const administrator = as('administrator');
		await aFee(administrator, {
			name: 'Adhésions',
			tariffs: [{ label: 'Cotisation réduite', amountCents: 1250 }]
		});
		const camille = await aPerson(administrator, { firstName: 'Camille', lastName: 'Exemple' });
		const file = await fixture('membership/galette-contributions.synthetic.csv');
		const { id } = await anImportOfDues(administrator, file);
		const { unknownTariffs } = await previewed(administrator, id);
		expect(unknownTariffs.map(({ tariff }) => tariff)).toEqual([
			'Cotisation annuelle',
			'Don en argent'
		]);
		await perform(membership.setImportChoices, administrator, {
			id,
			unknownPeople: 'add',
			tariffs: {
				'|cotisation annuelle': tariffOf(
					await feeCalled(administrator, 'Cotisation annuelle'),
					'Tarif normal'
				),
				'|don en argent': 'leave-out'
			}
		});
		const { totals } = await perform(membership.commitImport, administrator, { id });
		expect(totals).toMatchObject({ new: 2, leftOut: 1, people: 1, paidCents: 3750 });
		const { memberships } = await listed(administrator);
		expect(memberships.map(({ personName }) => personName)).toEqual([
			'Alex EXEMPLE',
			'Camille Exemple'
		]);
		expect(memberships[1]?.personId).toBe(camille);
	});

	it.each(['csv', 'xlsx', 'ods'] as const)('of ours, %s, comes back as it was', async (format) => {
		const [here, there] = [await aHouse(), await aHouse()];
		const paid = [
			'1;;;;;Tarif normal;05/09/2025;;25;25',
			';Le Goff;Léo;;;Tarif réduit;05/10/2025;31/12/2025;12,50;1'
		].join('\n');
		const { id } = await anImportOfDues(here.treasurer, HEADER + paid);
		await perform(membership.commitImport, here.treasurer, { id });
		const file = await bytesOf(here.treasurer, format);
		const second = await anImportOfDues(there.treasurer, file, `adhesions.${format}`);
		const { totals } = await perform(membership.commitImport, there.treasurer, { id: second.id });
		expect(totals).toMatchObject({ new: 2, error: 0, dueCents: 3750, paidCents: 2600 });
		const csv = await bytesOf(here.treasurer, 'csv');
		expect((await bytesOf(there.treasurer, 'csv')).toString()).toBe(csv.toString());
		expect(csv.toString()).toContain(';2025-10-05;2025-12-31;12,50;1,00');
	});
});

const feeCalled = async (caller: Caller, name: string) => {
	const { fees } = await perform(membership.listFees, caller, {});
	const fee = fees.find((one) => one.name === name);
	if (!fee) throw new Error(`No fee ${name}`);
	return fee;
};

describe('a file of people that speaks of dues too', () => {
	it('is read again for them, and stays when the import of people forgets its own', async () => {
		const { system, id: associationId } = await aHouse();
		const file = `${HEADER}7;Roy;Zoé;zoe@example.org;;Tarif normal;05/02/2026;;25;25`;
		const { id, file: fileId, columns } = await anImport(system, file);
		expect(duesColumns(columns.map(({ header }) => header))).toEqual([
			'Cotisation',
			'Tarif',
			'Montant dû',
			'Montant payé'
		]);
		expect(duesColumns(['Nom', 'Prénom', 'Adresse e-mail', 'Ville', 'Notes'])).toEqual([]);
		await perform(people.commitImport, system, { id });
		await expectRefusal(
			keepAgain((await aHouse()).system, fileId ?? ''),
			'platform.file-not-found'
		);
		const again = await keepAgain(system, fileId ?? '');
		await inAssociation(runtime().database.db, associationId, (tx) =>
			forgetFiles({ tx }, [fileId ?? ''])
		);
		const dues = await perform(membership.startImport, system, { file: again.id });
		await perform(membership.commitImport, system, { id: dues.id });
		expect((await listed(system)).memberships).toMatchObject([
			{ personName: 'Zoé Roy', tariffLabel: 'Tarif normal', broughtCents: 2500 }
		]);
	});
});

describe('what a file says was paid', () => {
	const PAID = `${HEADER}1;;;;;Tarif normal;05/02/2026;;25;25`;

	it('is noted without an entry, and is part of what is paid until the import is undone', async () => {
		const { treasurer } = await aHouse();
		const { id } = await anImportOfDues(treasurer, PAID);
		await perform(membership.commitImport, treasurer, { id });
		const [one] = (await listed(treasurer)).memberships;
		const shown = await perform(membership.getMembership, treasurer, { id: one?.id ?? '' });
		expect(shown.payments).toEqual([]);
		expect(shown.membership).toMatchObject({ broughtCents: 2500, paidCents: 2500, dueCents: 2500 });
		await expectRefusal(
			perform(membership.cancelMembership, treasurer, { id: one?.id ?? '' }),
			'membership.paid-membership'
		);
		const undone = await perform(membership.undoImport, treasurer, { id });
		expect(undone).toEqual({ cancelled: 1, before: 0, people: 0 });
		expect((await listed(treasurer)).total).toBe(0);
		await expectRefusal(
			perform(membership.undoImport, treasurer, { id }),
			'membership.import-not-committed'
		);
	});

	it('is written into the accounts when told so, with the day and the means, and taken back', async () => {
		const { treasurer } = await aHouse();
		const header = 'Numéro;Tarif;Début;Montant dû;Payé;Payé le;Moyen de paiement\n';
		const { id } = await anImportOfDues(
			treasurer,
			`${header}1;Tarif normal;05/02/2026;25;oui;07/02/2026;Chèque`
		);
		await perform(membership.setImportChoices, treasurer, { id, money: 'posted' });
		await perform(membership.commitImport, treasurer, { id });
		const [one] = (await listed(treasurer)).memberships;
		const shown = await perform(membership.getMembership, treasurer, { id: one?.id ?? '' });
		expect(shown.membership.broughtCents).toBe(0);
		expect(shown.payments).toMatchObject([
			{ date: '2026-02-07', means: 'cheque', amountCents: 2500, cancelled: false }
		]);
		await expectRefusal(
			perform(membership.undoImport, (await aHouse()).treasurer, { id }),
			'membership.import-not-found'
		);
		await perform(membership.undoImport, treasurer, { id });
		expect((await listed(treasurer)).total).toBe(0);
		const { payments } = await perform(membership.personMemberships, treasurer, {
			personId: one?.personId ?? ''
		});
		expect(payments).toMatchObject([{ cancelled: true }]);
	});

	/** One payment more than are written while somebody waits; the first is of Inès, the others of newcomers. */
	const MANY = 201;
	async function manyToPost(administrator: Caller) {
		const newcomers = Array.from(
			{ length: MANY - 1 },
			(_, index) => `${index + 10};Nom${index};Ana;p${index}@example.org`
		);
		const lines = ['1;Le Goff;Inès;', ...newcomers];
		const file = lines.map((line) => `${line};;Tarif normal;05/09/2026;;25;25`).join('\n');
		const { id } = await anImportOfDues(administrator, HEADER + file);
		const choices = { money: 'posted', unknownPeople: 'add' } as const;
		await perform(membership.setImportChoices, administrator, { id, ...choices });
		return id;
	}

	it('is written by a task when there are many payments, and taken back by one', async () => {
		const { as, id: associationId } = await aHouse();
		const administrator = await aSignedIn(associationId, 'administrator');
		const id = await manyToPost(administrator);
		const state = async () => {
			const view = await perform(membership.getImport, administrator, { id });
			return [view.state, view.task?.state, (await listed(administrator)).total];
		};
		const commit = () => perform(membership.commitImport, administrator, { id });
		const { totals, taskId = '' } = await commit();
		expect(totals).toMatchObject({ new: MANY, paidCents: MANY * 2500, people: MANY - 1 });
		expect(await state()).toEqual(['draft', 'waiting', 0]);
		await expectRefusal(commit(), 'platform.task-in-hand');
		expect(await finishTask(associationId, taskId)).toEqual({ totals });
		expect(await state()).toEqual(['committed', 'done', MANY]);

		await expectRefusal(
			perform(membership.undoImport, as('secretary'), { id }),
			'membership.import-may-not-collect'
		);
		const undone = await perform(membership.undoImport, administrator, { id });
		const counts = { cancelled: MANY, before: 0, people: MANY - 1 };
		expect(undone).toMatchObject(counts);
		expect(await state()).toEqual(['committed', 'waiting', MANY]);
		expect(await finishTask(associationId, undone.taskId ?? '')).toEqual(counts);
		expect(await state()).toEqual(['undone', 'done', 0]);
	});

	it('is kept whole or not at all, when somebody joins before the task begins', async () => {
		const { id: associationId, system, fee, ines } = await aHouse();
		const administrator = await aSignedIn(associationId, 'administrator');
		const id = await manyToPost(administrator);
		const { taskId = '' } = await perform(membership.commitImport, administrator, { id });
		const tariffId = tariffOf(fee, 'Tarif réduit');
		const joining = { personId: ines, tariffId, startsOn: '2026-10-01' };
		await perform(membership.recordMembership, system, joining);
		const { faults } = await expectRefusal(
			finishTask(associationId, taskId),
			'membership.import-has-faults'
		);
		expect(faults.map(({ path }) => path)).toEqual(['line 2']);
		expect((await listed(administrator)).total).toBe(1);
		const view = await perform(membership.getImport, administrator, { id });
		expect([view.state, view.task?.faults[0]?.detail]).toEqual([
			'draft',
			expect.stringContaining('Inès Le Goff')
		]);
	});

	it('is not written on a day without an open year, nor by unknown means', async () => {
		const { treasurer } = await aHouse();
		const header = 'Numéro;Tarif;Début;Payé;Moyen de paiement\n';
		const lines = '1;Tarif normal;05/09/2024;oui;Chèque\n1;Tarif normal;05/09/2026;oui;Troc';
		const { id } = await anImportOfDues(treasurer, header + lines);
		await perform(membership.setImportChoices, treasurer, { id, money: 'posted' });
		const { lines: planned } = await previewed(treasurer, id);
		expect(planned.map(({ faults }) => faults.map(({ code }) => code))).toEqual([
			['membership.import-no-open-year'],
			['membership.import-means-unknown']
		]);
	});
});

describe('undoing an import refuses', () => {
	it('when payments or renewals rest on it, and names them; what was cancelled before is told', async () => {
		const { system, treasurer, fee } = await aHouse();
		await aPerson(system, { firstName: 'Zoé', lastName: 'Zed', number: '3' });
		const { id } = await anImportOfDues(
			treasurer,
			`${HEADER}1;;;;;Tarif normal;05/09/2025;;25;5\n;Le Goff;Léo;;;Tarif normal;05/09/2025;;;\n3;;;;;Tarif normal;05/09/2025;;;`
		);
		await perform(membership.commitImport, treasurer, { id });
		const { memberships } = await listed(treasurer);
		const of = (name: string) =>
			memberships.find((one) => one.personName.startsWith(name))?.id ?? '';
		const paid = await perform(membership.takePayment, treasurer, {
			memberships: [{ id: of('Inès') }],
			means: 'cheque',
			date: '2026-02-03'
		});
		expect(paid.amountCents).toBe(2000);
		await perform(membership.cancelMembership, treasurer, { id: of('Zoé') });
		const renewal = await perform(membership.renewMemberships, treasurer, {
			feeId: fee.id,
			on: '2026-11-21'
		});
		const refusal = await expectRefusal(
			perform(membership.undoImport, treasurer, { id }),
			'membership.import-rested-on'
		);
		expect(refusal.faults.map(({ code, parameters }) => `${code} ${parameters?.['name']}`)).toEqual(
			[
				'membership.import-paid-since Inès Le Goff',
				'membership.import-renewed-since Inès Le Goff',
				'membership.import-renewed-since Léo Le Goff'
			]
		);
		await perform(membership.undoRenewal, treasurer, { id: renewal.renewalId });
		await perform(membership.cancelPayment, treasurer, { id: paid.paymentId });
		expect(await perform(membership.undoImport, treasurer, { id })).toEqual({
			cancelled: 2,
			before: 1,
			people: 0
		});
	});
});

describe('ten thousand lines', () => {
	it('are recorded in few statements', async () => {
		const { as, tariffId } = await aHouse();
		const administrator = as('administrator');
		const count = 10_000;
		const lines = Array.from(
			{ length: count },
			(_, index) => `${index + 10};Nom${index};Prénom;p${index}@example.org;;x;05/09/2025;;20;20`
		);
		const { id } = await anImportOfDues(administrator, HEADER + lines.join('\n'));
		await perform(membership.setImportChoices, administrator, {
			id,
			unknownPeople: 'add',
			tariffs: { '|x': tariffId }
		});
		const { totals } = await perform(membership.commitImport, administrator, { id });
		expect(totals).toMatchObject({ new: count, people: count, paidCents: count * 2000 });
		expect((await listed(administrator)).total).toBe(count);
	}, 60_000);
});
