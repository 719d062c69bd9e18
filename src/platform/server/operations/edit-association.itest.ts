import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { keepFile } from '../keep-file.ts';
import { perform, performDownload } from '../perform.ts';
import { editAssociation, getAssociation, getLogo } from './index.ts';

useTestProgram();

describe('the settings of an association', () => {
	it('are changed by its administrators only', async () => {
		const association = await anAssociation();
		await expectRefusal(
			perform(editAssociation, association.as('treasurer'), { name: 'X' }),
			'platform.not-allowed'
		);
		expect((await perform(getAssociation, association.as('member'), {})).name).toBe(
			'Les Amis du test'
		);
	});

	it.each([
		[{ siren: '123456789' }, 'siren platform.siren-invalid'],
		[{ siren: '12345' }, 'siren platform.siren-invalid'],
		[{ rna: 'X292012345' }, 'rna platform.rna-invalid'],
		[{ name: '  ' }, 'name platform.field-missing'],
		[{ accentHue: 361 }, 'accentHue platform.field-too-big']
	])('refuse %j', async (input, fault) => {
		const association = await anAssociation();
		const refusal = await expectRefusal(
			perform(editAssociation, association.system, input),
			'platform.input-invalid'
		);
		expect(refusal.faults.map(({ path, code }) => `${path} ${code}`)).toEqual([fault]);
	});

	it('keep numbers as the registers write them, and can empty them', async () => {
		const { system } = await anAssociation();
		const edited = await perform(editAssociation, system, {
			siren: '732 829 320',
			rna: 'w292 012 345',
			accentHue: 260
		});
		expect(edited).toMatchObject({ siren: '732829320', rna: 'W292012345', accentHue: 260 });
		expect((await perform(editAssociation, system, { rna: null })).rna).toBeNull();
	});

	it.each([
		['text', Buffer.from('not an image')],
		['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')],
		['half a PNG', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')]
	])('refuse %s as a logo', async (_name, content) => {
		const { system } = await anAssociation();
		const file = await keepFile(system, { name: 'logo.png', mediaType: 'image/png', content });
		await expectRefusal(
			perform(editAssociation, system, { logoFileId: file.id }),
			'platform.logo-not-an-image'
		);
	});

	it('draw the logo again, smaller and without what the camera said', async () => {
		const { system } = await anAssociation();
		const content = await sharp({
			create: { width: 1200, height: 600, channels: 3, background: '#2f6b52' }
		})
			.withExif({ IFD0: { Artist: 'Claire' } })
			.jpeg()
			.toBuffer();
		const file = await keepFile(system, { name: 'photo.jpg', mediaType: 'image/jpeg', content });
		const elsewhere = await anAssociation();
		await expectRefusal(
			perform(editAssociation, elsewhere.system, { logoFileId: file.id }),
			'platform.file-not-found'
		);
		await perform(editAssociation, system, { logoFileId: file.id });
		const { body } = await performDownload(getLogo, system, {});
		const { format, width, height, exif } = await sharp(body as Uint8Array).metadata();
		expect({ format, width, height, exif }).toEqual({
			format: 'webp',
			width: 512,
			height: 256,
			exif: undefined
		});
		await perform(editAssociation, system, { logoFileId: null });
		await expectRefusal(performDownload(getLogo, system, {}), 'platform.file-not-found');
	});
});
