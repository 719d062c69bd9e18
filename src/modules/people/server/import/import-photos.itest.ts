import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { perform, performDownload, type Caller } from '#platform/server/perform.ts';
import { anImport } from '#modules/people/testing/import-file.ts';
import { aPerson } from '#modules/people/testing/people.ts';
import { aPhoto, aPicture } from '#modules/people/testing/photo.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { archivePerson } from '../archive-person.ts';
import { getPerson } from '../get-person.read.ts';
import { listPersons } from '../list-persons.read.ts';
import { getPhoto } from '../photo/get-photo.ts';
import { commitImport } from './commit-import.ts';
import { previewImport } from './preview-import.read.ts';
import { undoImport } from './undo-import.ts';

useTestProgram();

const base64 = (content: Uint8Array) => Buffer.from(content).toString('base64');
const folded = (line: string) => line.replace(/.{74}/g, '$&\r\n ');
const card = (name: string, photo: string) =>
	`BEGIN:VCARD\r\nVERSION:3.0\r\nFN:${name} Le Gall\r\nN:Le Gall;${name};;;\r\n${photo}\r\nEND:VCARD\r\n`;

async function aSecretary() {
	return (await anAssociation()).as('secretary');
}

async function named(caller: Caller, search: string) {
	const { persons } = await perform(listPersons, caller, { search, status: 'all' });
	return perform(getPerson, caller, { id: persons[0]?.id ?? '' });
}

async function sides(caller: Caller, id: string) {
	const { body } = await performDownload(getPhoto, caller, { id });
	const { width, height } = await sharp(body as Uint8Array).metadata();
	return [width, height];
}

describe('a photograph in a file', () => {
	it('that is no picture, or half of one, is told by line, and nobody is imported', async () => {
		const secretary = await aSecretary();
		const picture = await aPicture();
		const half = base64(picture.subarray(0, picture.length / 2));
		const words = base64(new TextEncoder().encode('Bonjour'));
		for (const [file, name] of [
			[card('Inès', `PHOTO;ENCODING=b;TYPE=JPEG:${words}`), 'a.vcf'],
			[card('Inès', folded(`PHOTO;ENCODING=b;TYPE=JPEG:${half}`)), 'b.vcf'],
			[card('Inès', 'PHOTO:data:text/html,<script>'), 'c.vcf'],
			[JSON.stringify([{ nom: 'Le Gall', photo: `data:image/png;base64,${words}` }]), 'd.json'],
			[JSON.stringify([{ nom: 'Le Gall', photo: `data:image/svg+xml;base64,${words}` }]), 'e.json']
		] as const) {
			const { id } = await anImport(secretary, file, name);
			const refused = await expectRefusal(
				perform(commitImport, secretary, { id }),
				'people.import-has-faults'
			);
			expect(refused.faults).toEqual([
				{ path: 'line 1', code: 'people.photo-not-an-image-on-line', parameters: { line: 1 } }
			]);
		}
		expect((await perform(listPersons, secretary, { status: 'all' })).persons).toEqual([]);
	});

	it('that can’t be read is left out when told so', async () => {
		const secretary = await aSecretary();
		const picture = await aPicture();
		const half = base64(picture.subarray(0, picture.length / 2));
		const { id } = await anImport(
			secretary,
			card('Inès', folded(`PHOTO;ENCODING=b:${half}`)),
			'a.vcf'
		);
		await perform(commitImport, secretary, { id, leaveOutFaultyLines: true });
		expect((await named(secretary, 'Le Gall')).photoId).toBeNull();
	});

	it('comes from version 2.1, 3 and 4 of vCard and from JSON; one on the web is not fetched', async () => {
		const secretary = await aSecretary();
		const picture = base64(await aPicture());
		const cards = [
			card('Deux', `${folded(`PHOTO;ENCODING=BASE64;JPEG:${picture}`)}\r\n`),
			card('Trois', folded(`PHOTO;ENCODING=b;TYPE=JPEG:${picture}`)),
			card('Quatre', folded(`PHOTO:data:image/jpeg;base64\\,${picture}`)),
			card('Web', 'PHOTO;VALUE=uri:https://example.org/portrait.jpg')
		];
		const { id } = await anImport(secretary, cards.join(''), 'cartes.vcf');
		const { lines } = await perform(previewImport, secretary, { id });
		const shown = lines.map(({ changes }) => changes.find(({ field }) => field === 'photo'));
		expect(shown.map((change) => change?.after)).toEqual([true, true, true, undefined]);
		await perform(commitImport, secretary, { id });
		for (const name of ['Deux', 'Trois', 'Quatre']) {
			expect(await sides(secretary, (await named(secretary, name)).id)).toEqual([512, 512]);
		}
		expect((await named(secretary, 'Web')).photoId).toBeNull();
		const json = [{ nom: 'Morvan', prenom: 'Json', photo: `data:image/jpeg;base64,${picture}` }];
		const other = await anImport(secretary, JSON.stringify(json), 'membres.json');
		await perform(commitImport, secretary, { id: other.id });
		expect(await sides(secretary, (await named(secretary, 'Morvan')).id)).toEqual([512, 512]);
	});

	it('is given to who has none, never instead of one, nor to who is archived; and is taken back', async () => {
		const secretary = await aSecretary();
		const person = (firstName: string) => {
			const email = `${firstName.toLowerCase()}@example.org`;
			return aPerson(secretary, { firstName, lastName: 'Le Gall', email });
		};
		const [without, pictured, away] = [
			await person('Anna'),
			await person('Brice'),
			await person('Coco')
		];
		const kept = await aPhoto(secretary, pictured);
		await perform(archivePerson, secretary, { id: away });
		const photo = folded(`PHOTO;ENCODING=b;TYPE=JPEG:${base64(await aPicture())}`);
		const cards = ['Anna', 'Brice', 'Coco', 'Nouvelle'].map((name) =>
			card(name, `EMAIL:${name.toLowerCase()}@example.org\r\n${photo}`)
		);
		const { id } = await anImport(secretary, cards.join(''), 'cartes.vcf');
		const { totals } = await perform(commitImport, secretary, { id });
		expect(totals).toMatchObject({ create: 1, update: 1, unchanged: 2 });
		const photoOf = async (one: string) =>
			(await perform(getPerson, secretary, { id: one })).photoId;
		expect(await photoOf(without)).not.toBeNull();
		expect([await photoOf(pictured), await photoOf(away)]).toEqual([kept, null]);
		expect(await perform(undoImport, secretary, { id })).toEqual({ removed: 1, restored: 0 });
		expect([await photoOf(without), await photoOf(pictured)]).toEqual([null, kept]);
	});

	it('given by hand since keeps the person that the import added', async () => {
		const secretary = await aSecretary();
		const { id } = await anImport(secretary, card('Inès', 'NOTE:x'), 'cartes.vcf');
		await perform(commitImport, secretary, { id });
		await aPhoto(secretary, (await named(secretary, 'Le Gall')).id);
		await expectRefusal(perform(undoImport, secretary, { id }), 'people.import-referenced');
	});
});
