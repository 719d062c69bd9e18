import sharp from 'sharp';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { newId } from '#shared/id.ts';
import { inAssociation } from '#platform/server/database/db.ts';
import { openContext } from '#platform/server/operation-context.ts';
import { perform, performDownload, type Caller } from '#platform/server/perform.ts';
import { runtime } from '#platform/server/runtime.ts';
import { aPerson, leadingAGroup } from '#modules/people/testing/people.ts';
import { aPhoto, aPicture, sentPicture } from '#modules/people/testing/photo.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { mailTo } from '#tests/support/people-who-sign-in.ts';
import { useTestProgram } from '#tests/support/test-program.ts';

import { forgetPeople } from '../forget-people.ts';
import * as people from '../operations.ts';

useTestProgram();

async function sendOwn(caller: Caller, id: string, input: object = {}) {
	const file = await sentPicture(caller, await aPicture());
	return perform(people.sendOwnPhoto, caller, { id, file, ...input });
}

async function photo(caller: Caller, id: string, input: object = {}) {
	const { body } = await performDownload(people.getPhoto, caller, { id, ...input });
	return body as Uint8Array;
}

async function aMember() {
	const association = await anAssociation();
	const id = await aPerson(association.system, {
		firstName: 'Aïcha',
		email: `aicha-${newId()}@example.org`
	});
	const secretary = association.as('secretary');
	return { association, id, member: association.as('member', id), secretary };
}

/** The files of the association, by name. */
async function files(caller: Caller): Promise<string[]> {
	const { rows } = await inAssociation(runtime().database.db, caller.association.id, (tx) =>
		sql<{ name: string }>`SELECT b.name FROM platform.blob b ORDER BY b.name`.execute(tx)
	);
	return rows.map(({ name }) => name);
}

describe('a photograph', () => {
	it('is given by nobody who may not write the record, and never without a file', async () => {
		const { association, id } = await aMember();
		const other = await aPerson(association.system);
		for (const caller of [association.as('treasurer'), association.as('member', other)]) {
			await expectRefusal(aPhoto(caller, id), 'platform.not-allowed');
			await expectRefusal(sendOwn(caller, id), 'people.person-not-found');
			await expectRefusal(perform(people.removePhoto, caller, { id }), 'people.person-not-found');
		}
		await expectRefusal(sendOwn(association.as('secretary'), id), 'people.person-not-found');
		await expectRefusal(sendOwn(association.as('accountant'), id), 'platform.not-allowed');
		await expectRefusal(
			aPhoto((await anAssociation()).as('secretary'), id),
			'people.person-not-found'
		);
		const secretary = association.as('secretary');
		const stranger = await sentPicture((await anAssociation()).system, await aPicture());
		for (const file of [newId(), stranger]) {
			const asked = perform(people.setPhoto, secretary, { id, file });
			await expectRefusal(asked, 'platform.file-not-found');
		}
		const club = await aPerson(association.system, { kind: 'legal', organisationName: 'Club' });
		await expectRefusal(aPhoto(secretary, club), 'people.photo-of-nobody');
		for (const crop of ['round', '101', '-1', '1.5', '']) {
			await expectRefusal(aPhoto(secretary, id, { crop }), 'platform.input-invalid');
		}
	});

	it('is not made of the file of another photograph, which stays', async () => {
		const { association, id, secretary } = await aMember();
		await aPhoto(secretary, id);
		const { rows } = await inAssociation(runtime().database.db, association.id, (tx) =>
			sql<{ file: string }>`SELECT p.file_id AS file FROM people.photo p`.execute(tx)
		);
		const other = await aPerson(association.system);
		const taken = { id: other, file: rows[0]?.file ?? '' };
		await expectRefusal(perform(people.setPhoto, secretary, taken), 'platform.file-in-use');
		expect((await photo(secretary, id)).byteLength).toBeGreaterThan(100);
	});

	it('is a picture: not a text, not an SVG, not one cut short, not a bomb; nothing is lost', async () => {
		const { id, secretary } = await aMember();
		const photoId = await aPhoto(secretary, id);
		const picture = await aPicture();
		const bomb = await sharp({
			create: { width: 9000, height: 9000, channels: 3, background: '#fff' }
		})
			.png({ compressionLevel: 9 })
			.toBuffer();
		const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script/></svg>';
		for (const content of [
			new TextEncoder().encode('Bonjour'),
			new TextEncoder().encode(svg),
			picture.subarray(0, picture.length / 2),
			bomb
		]) {
			const file = await sentPicture(secretary, content);
			const refusal = await expectRefusal(
				perform(people.setPhoto, secretary, { id, file }),
				'people.photo-not-an-image'
			);
			expect(refusal.faults[0]?.path).toBe('file');
		}
		const heavy = await sentPicture(secretary, new Uint8Array(15_000_001));
		await expectRefusal(
			perform(people.setPhoto, secretary, { id, file: heavy }),
			'people.photo-too-large'
		);
		expect((await perform(people.getPerson, secretary, { id })).photoId).toBe(photoId);
	});

	it('is a square of 512 pixels and a small one, without where it was taken; the file goes', async () => {
		const { id, secretary } = await aMember();
		const kept: [string, number][] = [];
		for (const [crop, red] of [
			['left', true],
			['right', false],
			['0', true],
			['100', false]
		] as const) {
			await aPhoto(secretary, id, { crop });
			const content = await photo(secretary, id);
			const { dominant } = await sharp(content).stats();
			expect(dominant.r > dominant.g).toBe(red);
			for (const size of ['full', 'small'] as const) {
				const meta = await sharp(await photo(secretary, id, { size })).metadata();
				expect(meta).toMatchObject({ format: 'jpeg', width: meta.height });
				expect([meta.exif, meta.xmp, meta.iptc]).toEqual([undefined, undefined, undefined]);
				kept.push([size, meta.width]);
			}
		}
		expect(kept).toEqual([
			...['0', '1', '2', '3'].flatMap(() => [
				['full', 512],
				['small', 192]
			])
		]);
		expect(await files(secretary)).toEqual(['photo.jpg', 'photo.jpg']);
	});

	it('is seen by whoever sees the person, and removed for good', async () => {
		const { association, id, member, secretary } = await aMember();
		await aPhoto(secretary, id);
		const leader = await aPerson(association.system);
		const other = association.as('member', leader);
		await expectRefusal(photo(other, id), 'people.person-not-found');
		const groupId = await leadingAGroup(secretary, leader);
		await perform(people.editGroupMembers, secretary, { id: groupId, add: [id] });
		for (const caller of [other, member, association.as('treasurer')]) {
			expect((await photo(caller, id, { size: 'small' })).length).toBeGreaterThan(100);
		}
		expect(await perform(people.removePhoto, member, { id })).toEqual({ removed: true });
		expect(await perform(people.removePhoto, member, { id })).toEqual({ removed: false });
		await expectRefusal(photo(secretary, id), 'people.photo-none');
		expect(await files(secretary)).toEqual([]);
	});

	it('of a member waits for agreement when the association says so', async () => {
		const { association, id, member, secretary } = await aMember();
		const administrator = association.as('administrator');
		await perform(people.setSelfService, administrator, { approval: 'chosen', fields: ['photo'] });
		expect(await sendOwn(member, id)).toMatchObject({ waiting: true });
		const { waiting } = await sendOwn(member, id, { crop: 'left' });
		expect(waiting).toBe(true);
		await expectRefusal(photo(member, id), 'people.photo-none');
		expect((await photo(member, id, { state: 'waiting' })).length).toBeGreaterThan(100);
		const treasurer = association.as('treasurer');
		await expectRefusal(photo(treasurer, id, { state: 'waiting' }), 'people.person-not-found');
		await expectRefusal(perform(people.listWaitingPhotos, treasurer, {}), 'platform.not-allowed');
		const [first] = (await perform(people.listWaitingPhotos, secretary, {})).rows;
		expect(first).toMatchObject({ personId: id, photoId: null });
		const { id: photoId = '' } = first ?? {};
		await expectRefusal(
			perform(people.acceptPhoto, treasurer, { id: photoId }),
			'platform.not-allowed'
		);
		await perform(people.acceptPhoto, secretary, { id: photoId });
		expect((await perform(people.getPerson, member, { id })).photoId).toBe(photoId);
		await expectRefusal(
			perform(people.acceptPhoto, secretary, { id: photoId }),
			'people.correction-not-found'
		);
		await sendOwn(member, id, { crop: 'right' });
		const [second] = (await perform(people.listWaitingPhotos, secretary, {})).rows;
		expect(second).toMatchObject({ photoId });
		// Whoever decides on a page that showed no photograph would replace one unseen.
		const unseen = { id: second?.id ?? '', replaces: null };
		await expectRefusal(
			perform(people.acceptPhoto, secretary, unseen),
			'people.correction-outdated'
		);
		const reason = 'On ne vous reconnaît pas';
		await perform(people.refusePhoto, secretary, { id: second?.id ?? '', reason });
		expect((await perform(people.getPerson, member, { id })).photoId).toBe(photoId);
		const { email } = await perform(people.getPerson, secretary, { id });
		const mails = await mailTo(email ?? '');
		expect(mails.map(({ body_text }) => body_text).join('\n')).toContain(reason);
		expect(await files(secretary)).toHaveLength(2);
	});

	it('goes into vCard and JSON files, over to the record of a merge and back, and away with the person', async () => {
		const { id, member, secretary } = await aMember();
		const twin = await aPerson(secretary, { firstName: 'Aicha' });
		await aPhoto(secretary, id);
		const own = Buffer.from(await photo(secretary, id)).toString('base64');
		for (const format of ['vcf', 'json'] as const) {
			const { body } = await performDownload(people.exportPersons, secretary, { format });
			let text = '';
			for await (const chunk of body as AsyncIterable<string>) text += chunk;
			expect(text.replaceAll('\r\n ', '')).toContain(`data:image/jpeg;base64,${own}`);
			expect(text.split('data:image').length).toBe(2);
			if (format === 'vcf')
				expect(text.split('\r\n').every((line) => line.length <= 75)).toBe(true);
		}
		const side = async (one: string) => {
			const { version } = await perform(people.getPerson, secretary, { id: one });
			return { id: one, version };
		};
		const merge = await perform(people.mergePersons, secretary, {
			keep: await side(twin),
			drop: await side(id)
		});
		expect((await photo(secretary, twin)).length).toBeGreaterThan(100);
		await perform(people.undoMerge, secretary, { id: merge.id });
		await expectRefusal(photo(secretary, twin), 'people.photo-none');
		await perform(people.leaveAssociation, member, { id });
		await expectRefusal(photo(secretary, id), 'people.photo-none');
		expect(await files(secretary)).toEqual([]);
		await aPhoto(secretary, twin);
		await inAssociation(runtime().database.db, secretary.association.id, (tx) =>
			forgetPeople(openContext(tx, secretary).context, [twin])
		);
		expect(await files(secretary)).toEqual([]);
	});
});
