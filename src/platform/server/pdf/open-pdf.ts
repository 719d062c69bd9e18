import { readFile } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';

export const PDF_MEDIA_TYPE = 'application/pdf';

/** What every PDF of the product says of itself. */
export interface PdfTitle {
	/** Shown by readers in place of the file name. */
	readonly title: string;
	/** The association whose document it is. */
	readonly association: string;
	readonly locale: 'fr' | 'en';
}

const fontFile = (style: string) =>
	readFile(new URL(`./fonts/AtkinsonHyperlegibleNext-${style}.ttf`, import.meta.url));

/** A tagged PDF (ISO 32000-1, PDF/UA-1) with the fonts `regular` and `bold`; the writer is loaded on first use. */
export async function openPdf(
	{ title, association, locale }: PdfTitle,
	options: PDFKit.PDFDocumentOptions
): Promise<PDFKit.PDFDocument> {
	const [{ default: PDFDocument }, regular, bold] = await Promise.all([
		import('pdfkit'),
		fontFile('Regular'),
		fontFile('Bold')
	]);
	const pdf = new PDFDocument({
		...options,
		pdfVersion: '1.7',
		subset: 'PDF/UA' as 'PDF/A-1',
		tagged: true,
		displayTitle: true,
		lang: locale === 'fr' ? 'fr-FR' : 'en-GB',
		info: { Title: title, Author: association },
		// The standard fonts can't write French amounts and must not be asked for.
		font: null as unknown as string
	});
	pdf.registerFont('regular', regular);
	pdf.registerFont('bold', bold);
	return pdf;
}

/** The bytes of a PDF, given away after each step of what draws it. */
export async function* writtenPdf(
	pdf: PDFKit.PDFDocument,
	steps: AsyncIterable<void>
): AsyncGenerator<Uint8Array> {
	const written: Uint8Array[] = [];
	pdf.on('data', (chunk: Uint8Array) => written.push(chunk));
	const ended = new Promise((resolve) => pdf.once('end', resolve));
	const drawing = steps[Symbol.asyncIterator]();
	while (!(await drawing.next()).done) {
		// What is drawn comes out with the next turn of the loop.
		await setImmediate();
		yield* written.splice(0);
	}
	pdf.end();
	await ended;
	yield* written;
}
