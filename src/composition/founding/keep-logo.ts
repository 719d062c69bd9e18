import { refuseField } from '#shared/errors.ts';
import { runtime } from '#platform/server/runtime.ts';

const FORMATS = new Set(['png', 'jpeg', 'webp', 'gif', 'avif', 'heif']);
/** Pixels of the longest side. */
const LARGEST = 512;
const MOST_PIXELS = 50_000_000;

/**
 * Keeps the logo of an association: drawn again as a PNG of 512 pixels at most, so that nothing of the file that
 * was sent remains. Answers its hash.
 * @throws {Refusal} `founding.logo-not-image`
 */
export async function keepLogo(content: Uint8Array): Promise<string> {
	const { default: sharp } = await import('sharp');
	const drawn = await (async () => {
		const image = sharp(content, { limitInputPixels: MOST_PIXELS });
		const { format } = await image.metadata();
		if (!FORMATS.has(format)) return undefined;
		const size = {
			width: LARGEST,
			height: LARGEST,
			fit: 'inside',
			withoutEnlargement: true
		} as const;
		return image.rotate().resize(size).png().toBuffer();
	})().catch(() => undefined);
	if (!drawn) throw refuseField('logo', 'founding.logo-not-image');
	return (await runtime().blobs.put(drawn)).sha256;
}
