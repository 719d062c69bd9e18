import type { Sharp } from 'sharp';

const FORMATS = ['png', 'jpeg', 'webp', 'gif', 'heif'];
const PIXELS_LIMIT = 40_000_000;
const SECONDS_LIMIT = 10;

/**
 * A picture drawn again, upright, without what its file said of its author, day or place.
 * @returns `undefined` for anything but a drawn image (SVG included: it may hold scripts), for one cut short, and for
 * one of more than 40 million points
 */
export async function redrawPicture(
	content: Uint8Array,
	draw: (upright: Sharp, sides: { readonly width: number; readonly height: number }) => Sharp
): Promise<Uint8Array | undefined> {
	const { default: sharp } = await import('sharp');
	try {
		const image = sharp(content, { limitInputPixels: PIXELS_LIMIT, failOn: 'error' });
		const { format, autoOrient } = await image.metadata();
		if (!FORMATS.includes(format)) return undefined;
		return await draw(image.rotate(), autoOrient).timeout({ seconds: SECONDS_LIMIT }).toBuffer();
	} catch {
		return undefined;
	}
}
