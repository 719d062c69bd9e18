import { refuseField } from '#shared/errors.ts';

const FORMATS = ['png', 'jpeg', 'webp', 'gif', 'heif'];
const SIDE = 512;
const PIXELS_LIMIT = 40_000_000;

/**
 * Draws an image again as a WebP of 512 pixels at most, without what the file said of its author or place.
 * @throws {Refusal} `platform.logo-not-an-image` for anything but a drawn image, SVG included: it may hold scripts.
 */
export async function drawLogo(content: Uint8Array): Promise<Uint8Array> {
	const { default: sharp } = await import('sharp');
	try {
		const image = sharp(content, { limitInputPixels: PIXELS_LIMIT, failOn: 'error' });
		const { format } = await image.metadata();
		if (!FORMATS.includes(format)) throw new Error(`unexpected format ${format}`);
		return await image
			.rotate()
			.resize(SIDE, SIDE, { fit: 'inside', withoutEnlargement: true })
			.webp({ quality: 88 })
			.toBuffer();
	} catch {
		throw refuseField('logo', 'platform.logo-not-an-image');
	}
}
