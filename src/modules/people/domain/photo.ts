/** Pixels of a side. */
export const PHOTO_SIDE = 512;
/** Pixels of a side of the one on lists and cards: 18 mm at 270 points an inch. */
export const SMALL_PHOTO_SIDE = 192;
/** Bytes of a file that may be sent. */
export const PHOTO_LIMIT = 15_000_000;

/** Which square of a picture is kept. */
export const PHOTO_CROPS = ['centre', 'top', 'left', 'right'] as const;
export type PhotoCrop = (typeof PHOTO_CROPS)[number];

const DATA_URI = /^data:[^,]{0,200},/i;

/** The base64 of a `data:` URI (RFC 2397), whatever it holds; `undefined` for anything else. */
export function base64OfDataUri(text: string): string | undefined {
	const [head] = DATA_URI.exec(text) ?? [];
	return head && text.slice(head.length);
}

/** How files of pictures begin, in base64: JPEG, PNG, GIF and WebP; AVIF says its length first. */
const BEGINNINGS = /^(?:\/9j\/|iVBORw0K|R0lGOD|UklGR|.{6}Z0eXB)/;

/** Whether what is written in base64 says that it is a picture: drawing it tells for sure, and takes longer. */
export function looksLikePicture(base64: string): boolean {
	return BEGINNINGS.test(base64.slice(0, 20).trimStart());
}

/** A JPEG as a `data:` URI. */
export function dataUri(jpeg: Uint8Array): string {
	return `data:image/jpeg;base64,${Buffer.from(jpeg).toString('base64')}`;
}
