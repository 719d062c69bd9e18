/** What a certificate comes as, from a scanner or a telephone: where its signature stands, and what it says. */
const SIGNATURES: readonly (readonly [at: number, bytes: string])[] = [
	[0, '%PDF-'],
	[0, '\xFF\xD8\xFF'],
	[0, '\x89PNG\r\n\x1A\n'],
	[8, 'WEBP'],
	[4, 'ftypheic'],
	[4, 'ftypmif1']
];

/** Whether a file is a PDF or a picture (JPEG, PNG, WebP, HEIC), by what it begins with: names and types may lie. */
export function isScan(content: Uint8Array): boolean {
	const head = String.fromCharCode(...content.subarray(0, 16));
	return SIGNATURES.some(([at, bytes]) => head.startsWith(bytes, at));
}
