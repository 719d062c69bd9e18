import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { DownloadOperation } from '#platform/server/operation.ts';
import { textOfPdf } from '#platform/server/pdf/pdf-text.testing.ts';
import { perform, performDownload, type Caller } from '#platform/server/perform.ts';
import { people } from '#modules/people/server/index.ts';
import { aPerson } from '#modules/people/testing/people.ts';
import { aPhoto } from '#modules/people/testing/photo.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { LABEL_SHEETS } from '../domain/label-sheets.ts';
import { aMember, bytesOf, onTheSameDay } from './documents.testing.ts';
import * as documents from './operations.ts';

useTestProgram();
onTheSameDay();

const MM = 72 / 25.4;
const home = { address: '3, rue des Lilas', postcode: '29000', city: 'Quimper' };

async function pagesOf<Input extends z.ZodType>(
	printing: DownloadOperation<Input>,
	caller: Caller,
	input: unknown = {}
) {
	const { body } = await performDownload(printing, caller, input as z.input<Input>);
	return textOfPdf(await bytesOf(body));
}

describe('labels', () => {
	it('are refused to members, past the sheet, without anybody or any address', async () => {
		const { system, as } = await anAssociation();
		const { printLabels } = documents;
		await expectRefusal(pagesOf(printLabels, as('member')), 'platform.not-allowed');
		await expectRefusal(pagesOf(printLabels, system), 'documents.nobody');
		await aPerson(system);
		await expectRefusal(pagesOf(printLabels, system), 'documents.no-address');
		const past = { format: 'L7165', start: 9 };
		await expectRefusal(pagesOf(printLabels, system, past), 'documents.start-past-sheet');
		await expectRefusal(pagesOf(printLabels, system, { format: '9999' }), 'platform.input-invalid');
	});

	it('start where the sheet does, and leave out who has no address', async () => {
		const { system, as } = await anAssociation();
		await aPerson(system, { lastName: 'Sans adresse' });
		for (const lastName of ['Abgrall', 'Bihan']) await aPerson(system, { lastName, ...home });
		const pages = await pagesOf(documents.printLabels, as('secretary'), {
			format: 'L7160',
			start: 21
		});
		expect(pages.map((page) => page.map(({ text }) => text))).toEqual([
			['Camille Abgrall', '3 rue des Lilas', '29000 QUIMPER'],
			['Camille Bihan', '3 rue des Lilas', '29000 QUIMPER']
		]);
		const { left, step } = LABEL_SHEETS.L7160;
		expect(pages[0]?.[0]?.x).toBeCloseTo((left + 2 * step + 4) * MM, 0);
	});

	it('are one for a mailbox when asked, with the names of who lives there', async () => {
		const { system } = await anAssociation();
		for (const firstName of ['Anne', 'Brieuc', 'Corentin', 'Denez']) {
			await aPerson(system, { firstName, lastName: 'Le Bris', ...home });
		}
		await aPerson(system, { lastName: 'Voisin', ...home, address: '4, rue des Lilas' });
		const [page = []] = await pagesOf(documents.printLabels, system, { perMailbox: true });
		const texts = page.map(({ text }) => text);
		expect(texts.slice(0, 3)).toEqual(['Anne Le Bris', 'Brieuc Le Bris', 'et 2 autres personnes']);
		expect(texts.filter((text) => text === '29000 QUIMPER')).toHaveLength(2);
	});

	it('never show the people of another association', async () => {
		const other = await anAssociation();
		const id = await aPerson(other.system, home);
		const { system } = await anAssociation();
		await expectRefusal(pagesOf(documents.printLabels, system, { ids: [id] }), 'documents.nobody');
	});
});

describe('attendance sheets', () => {
	it('are refused to members and without anybody', async () => {
		const { system, as } = await anAssociation();
		const { printAttendance } = documents;
		await expectRefusal(pagesOf(printAttendance, as('member')), 'platform.not-allowed');
		await expectRefusal(pagesOf(printAttendance, system), 'documents.nobody');
		await aPerson(system);
		const date = { date: '2026-02-30' };
		await expectRefusal(pagesOf(printAttendance, system, date), 'platform.input-invalid');
		await expectRefusal(pagesOf(printAttendance, system, { upToDate: true }), 'documents.nobody');
	});

	it('hold the people of a group, with room for proxies and late comers', async () => {
		const { system } = await anAssociation();
		const { id: group } = await perform(people.addGroup, system, { name: 'Bureau' });
		const add = [await aPerson(system, { lastName: 'Cadic', category: 'Actif' })];
		await aPerson(system, { lastName: 'Ailleurs' });
		await perform(people.editGroupMembers, system, { id: group, add });
		const pages = await pagesOf(documents.printAttendance, system, {
			group,
			title: 'Assemblée générale',
			date: '2026-12-12',
			proxies: true,
			blankLines: 30
		});
		const texts = pages.flat().map(({ text }) => text);
		expect(pages.length).toBe(2);
		for (const said of ['Assemblée générale', '12 décembre 2026', 'Camille Cadic', 'Actif']) {
			expect(texts).toContain(said);
		}
		expect(texts).toContain('Pouvoir donné à');
		expect(texts).toContain('1 personne sur la liste.');
		expect(texts.join()).not.toContain('Ailleurs');
	});

	it('carry the photographs when asked, before the same names', async () => {
		const { system } = await anAssociation();
		await aPhoto(system, await aPerson(system, { lastName: 'Cadic' }));
		await aPerson(system, { lastName: 'Daniel' });
		const printed = async (photos: boolean) => {
			const { body } = await performDownload(documents.printAttendance, system, { photos });
			const bytes = await bytesOf(body);
			const texts = textOfPdf(bytes)
				.flat()
				.map(({ text }) => text);
			expect(texts).toEqual(expect.arrayContaining(['Camille Cadic', 'Camille Daniel']));
			return bytes.length;
		};
		expect(await printed(true)).toBeGreaterThan((await printed(false)) + 1000);
	});
});

describe('letters', () => {
	const letter = {
		name: 'Relance',
		subject: 'Votre {cotisation}',
		body: 'Bonjour {prénom},\n\nIl vous reste {dû} à régler.'
	};

	it('are written by administrators and secretaries, with fields that exist, under names of their own', async () => {
		const { system, as } = await anAssociation();
		const { writeLetter } = documents;
		await expectRefusal(perform(writeLetter, as('treasurer'), letter), 'platform.not-allowed');
		const wrong = { ...letter, body: 'Bonjour,\n{prenon}\n{nom' };
		const refusal = await expectRefusal(
			perform(writeLetter, system, wrong),
			'documents.field-unknown'
		);
		expect(refusal.faults).toEqual([
			{ path: 'body', code: 'documents.field-unknown', parameters: { name: 'prenon', line: 2 } },
			{ path: 'body', code: 'documents.brace-alone', parameters: { name: '{nom', line: 3 } }
		]);
		await perform(writeLetter, as('secretary'), letter);
		const twice = perform(writeLetter, system, { ...letter, name: 'RELANCE' });
		await expectRefusal(twice, 'documents.letter-name-taken');
	});

	it('are changed and deleted, and gone for others', async () => {
		const { system } = await anAssociation();
		const { id } = await perform(documents.writeLetter, system, letter);
		await perform(documents.editLetter, system, { id, ...letter, subject: 'Rappel' });
		expect(await perform(documents.getLetter, system, { id })).toMatchObject({ subject: 'Rappel' });
		const other = await anAssociation();
		const { getLetter } = documents;
		await expectRefusal(perform(getLetter, other.system, { id }), 'documents.letter-not-found');
		await perform(documents.removeLetter, system, { id });
		expect(await perform(documents.listLetters, system, {})).toEqual({ letters: [] });
	});

	it('go to each with their own words, the address in the window, on pages of their own', async () => {
		const { system, as } = await anAssociation();
		await perform(documents.editChoices, system, { sender: '1, place de la Mairie' });
		await aMember(system, { firstName: 'Inès', lastName: 'Abiven', ...home }, 'Individuel');
		await aPerson(system, { firstName: 'Yann', lastName: 'Bozec' });
		const { id: letterId } = await perform(documents.writeLetter, system, letter);
		const pages = await pagesOf(documents.printLetters, as('treasurer'), { letterId });
		expect(pages).toHaveLength(2);
		const [first = [], second = []] = pages.map((page) => page.map(({ text }) => text));
		expect(first).toContain('1, place de la Mairie');
		expect(first.find((text) => text.startsWith('Votre Adhésion'))).toContain('2026-2027');
		expect(first).toContain('Il vous reste 20,00\u202f€ à régler.');
		expect(second).toContain('Bonjour Yann,');
		const town = pages[0]?.find(({ text }) => text === '29000 QUIMPER');
		expect(town?.x).toBeGreaterThan(105 * MM);
		expect(town?.y).toBeLessThan((297 - 45) * MM);
		expect(town?.y).toBeGreaterThan((297 - 90) * MM);
	});

	it('go on over the page when they are long', async () => {
		const { system } = await anAssociation();
		await aPerson(system);
		const body = 'Un paragraphe assez long pour remplir la page. '.repeat(120).trim();
		const { id: letterId } = await perform(documents.writeLetter, system, { name: 'Long', body });
		const pages = await pagesOf(documents.printLetters, system, { letterId });
		expect(pages.length).toBeGreaterThan(1);
		for (const { y } of pages.flat()) expect(y).toBeGreaterThan(15 * MM);
	});

	it('are shown before, as the first person would read them', async () => {
		const { system } = await anAssociation();
		await aPerson(system, { firstName: 'Yann', lastName: 'Bozec' });
		const { id: letterId } = await perform(documents.writeLetter, system, letter);
		expect(await perform(documents.previewLetter, system, { letterId })).toEqual({
			address: ['Yann Bozec'],
			subject: 'Votre',
			body: 'Bonjour Yann,\n\nIl vous reste 0,00\u202f€ à régler.',
			addressMissing: true
		});
	});
});
