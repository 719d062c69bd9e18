import { PHOTO_SIDE } from './photo.ts';

/** Bytes: a square of 512 pixels drawn here takes a third of it. */
const MOST_BYTES = 500_000;
const END = 0xd9;
const SCAN = 0xda;
/** Tables of quantisation, Huffman tables, restart interval. */
const TABLES = [0xdb, 0xc4, 0xdd];
/** Baseline, extended, progressive. */
const FRAMES = [0xc0, 0xc1, 0xc2];
const JFIF = 0xe0;
/** Of the segment that says JFIF, without a thumbnail. */
const JFIF_LENGTH = 16;

/**
 * Whether a JPEG (ITU-T T.81) is as the program draws photographs: 512 pixels square, whole, and with nothing in it
 * but the picture — no place, no author, no comment, no thumbnail, nothing after its end.
 */
export function isPlainPhoto(content: Uint8Array): boolean {
	const jpeg = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
	if (jpeg.length > MOST_BYTES || jpeg.length < 4 || jpeg.readUInt16BE(0) !== 0xffd8) return false;
	let at = 2;
	let square = false;
	while (at + 4 <= jpeg.length && jpeg[at] === 0xff) {
		const marker = jpeg[at + 1] ?? 0;
		const length = jpeg.readUInt16BE(at + 2);
		if (FRAMES.includes(marker)) square = isSquare(jpeg.subarray(at + 5, at + 9));
		else if (marker === JFIF && length !== JFIF_LENGTH) return false;
		else if (marker !== JFIF && marker !== SCAN && !TABLES.includes(marker)) return false;
		at += 2 + length;
		if (marker === SCAN) at = endOfScan(jpeg, at);
	}
	return square && at === jpeg.length - 2 && jpeg[at] === 0xff && jpeg[at + 1] === END;
}

function isSquare(sides: Buffer): boolean {
	return (
		sides.length === 4 &&
		sides.readUInt16BE(0) === PHOTO_SIDE &&
		sides.readUInt16BE(2) === PHOTO_SIDE
	);
}

/** Where the next segment begins: within a scan, FF stands before 00 or a restart only. */
function endOfScan(jpeg: Buffer, from: number): number {
	for (let at = jpeg.indexOf(0xff, from); at !== -1; at = jpeg.indexOf(0xff, at + 2)) {
		const next = jpeg[at + 1] ?? 0;
		if (next !== 0 && (next < 0xd0 || next > 0xd7)) return at;
	}
	return jpeg.length;
}
