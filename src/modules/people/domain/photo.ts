/** Pixels of a side. */
export const PHOTO_SIDE = 512;
/** Pixels of a side of the one on lists and cards: 18 mm at 270 points an inch. */
export const SMALL_PHOTO_SIDE = 192;
/** Bytes of a file that may be sent. */
export const PHOTO_LIMIT = 15_000_000;

/** Which square of a picture is kept. */
export const PHOTO_CROPS = ['centre', 'top', 'left', 'right'] as const;
export type PhotoCrop = (typeof PHOTO_CROPS)[number];

const DATA_URI = /^data:image\/[a-z+.-]+;base64,([a-z0-9+/=\s]+)$/i;

/** The bytes of a picture written as a `data:` URI (RFC 2397); `undefined` for anything else. */
export function readDataUri(text: string): Uint8Array | undefined {
	const [, base64] = DATA_URI.exec(text.trim()) ?? [];
	return base64 === undefined ? undefined : Buffer.from(base64, 'base64');
}

/** A JPEG as a `data:` URI. */
export function dataUri(jpeg: Uint8Array): string {
	return `data:image/jpeg;base64,${Buffer.from(jpeg).toString('base64')}`;
}
