/** Pixels of a side. */
export const PHOTO_SIDE = 512;
/** Pixels of a side of the one on lists and cards: 18 mm at 270 points an inch. */
export const SMALL_PHOTO_SIDE = 192;
/** Bytes of a file that may be sent. */
export const PHOTO_LIMIT = 15_000_000;

/** Which square of a picture is kept, by name. */
export const PHOTO_CROPS = ['centre', 'top', 'left', 'right'] as const;
/** Or how far along the longer side it lies, in per cent: 0 at the top or the left, 100 at the bottom or the right. */
export const PHOTO_CROP_SHARE = /^(?:100|\d{1,2})$/;
/** One of `PHOTO_CROPS`, or what `PHOTO_CROP_SHARE` reads. */
export type PhotoCrop = string;

/** The square of a picture that is kept, as large as it can be, so far along its longer side. */
export function squareAt(
	share: number,
	{ width, height }: { readonly width: number; readonly height: number }
): { left: number; top: number; width: number; height: number } {
	const side = Math.min(width, height);
	const from = (length: number) => Math.round(((length - side) * share) / 100);
	return { left: from(width), top: from(height), width: side, height: side };
}

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
