import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { looksLikePicture } from './photo.ts';
import { isPlainPhoto } from './plain-photo.ts';

const picture = (width: number, height = width) =>
	sharp({ create: { width, height, channels: 3, background: '#c06030' } });

describe('a plain photograph', () => {
	it('is a square JPEG of 512 pixels with nothing but the picture', async () => {
		for (const options of [{ mozjpeg: true }, {}, { progressive: true, quality: 60 }]) {
			expect(isPlainPhoto(await picture(512).jpeg(options).toBuffer())).toBe(true);
		}
	});

	it('is no other size, nor another format, nor one that tells more or is cut short', async () => {
		const plain = await picture(512).jpeg().toBuffer();
		const others = [
			await picture(511).jpeg().toBuffer(),
			await picture(512, 511).jpeg().toBuffer(),
			await picture(512).png().toBuffer(),
			await picture(512)
				.withExif({ IFD0: { Artist: 'Claire' } })
				.jpeg()
				.toBuffer(),
			await picture(512).withIccProfile('p3').jpeg().toBuffer(),
			Buffer.concat([plain, Buffer.from('<script>')]),
			Buffer.concat([
				plain.subarray(0, 2),
				Buffer.from([0xff, 0xfe, 0, 4, 65, 65]),
				plain.subarray(2)
			]),
			plain.subarray(0, plain.length - 2),
			plain.subarray(0, 3),
			new Uint8Array()
		];
		expect(others.map((other) => isPlainPhoto(other))).toEqual(others.map(() => false));
	});
});

describe('what is written in base64', () => {
	it('looks like a picture by its beginning', async () => {
		const pictures = [
			await picture(9).jpeg().toBuffer(),
			await picture(9).png().toBuffer(),
			await picture(9).webp().toBuffer(),
			await picture(9).gif().toBuffer(),
			await picture(9).avif().toBuffer()
		];
		const read = (content: Uint8Array) => looksLikePicture(Buffer.from(content).toString('base64'));
		expect(pictures.map(read)).toEqual(pictures.map(() => true));
		for (const text of ['', 'Bonjour', '<svg xmlns="http://www.w3.org/2000/svg"/>', '%PDF-1.7']) {
			expect(read(Buffer.from(text))).toBe(false);
		}
	});
});
