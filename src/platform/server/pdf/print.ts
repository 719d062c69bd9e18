import { readFile } from 'node:fs/promises';
import { m } from '#i18n';
import { formatDay } from '#shared/day.ts';
import { slugify } from '#shared/text.ts';
import type { Download } from '../operation.ts';
import type { PrintedBlock, PrintedDocument } from './document.ts';
import { COLORS, MARGIN, Sheet } from './sheet.ts';
import { printTable } from './table.ts';

export const PDF_MEDIA_TYPE = 'application/pdf';

/**
 * A document as a tagged PDF (ISO 32000-1, PDF/UA-1): title, language, reading order and table headers are
 * told to screen readers; the font travels inside. The PDF writer is loaded on first use.
 */
export function printDocument(document: PrintedDocument): Download {
	return {
		name: `${slugify(document.title) || 'document'}.pdf`,
		mediaType: PDF_MEDIA_TYPE,
		body: pages(document)
	};
}

async function* pages(document: PrintedDocument): AsyncGenerator<Uint8Array> {
	const sheet = await openSheet(document);
	const written: Uint8Array[] = [];
	sheet.pdf.on('data', (chunk: Uint8Array) => written.push(chunk));
	const ended = new Promise((resolve) => sheet.pdf.once('end', resolve));
	printHead(sheet, document);
	for await (const block of document.blocks) {
		await printBlock(sheet, block);
		yield* written.splice(0);
	}
	printFeet(sheet, document);
	sheet.root.end();
	sheet.pdf.end();
	await ended;
	yield* written;
}

const fontFile = (style: string) =>
	readFile(new URL(`./fonts/AtkinsonHyperlegibleNext-${style}.ttf`, import.meta.url));

async function openSheet({ title, association, locale, orientation }: PrintedDocument) {
	const [{ default: PDFDocument }, regular, bold] = await Promise.all([
		import('pdfkit'),
		fontFile('Regular'),
		fontFile('Bold')
	]);
	const pdf = new PDFDocument({
		size: 'A4',
		layout: orientation ?? 'portrait',
		margins: { top: MARGIN, left: MARGIN, right: MARGIN, bottom: MARGIN + 20 },
		bufferPages: true,
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
	return new Sheet(pdf);
}

function printHead(sheet: Sheet, { title, association, date, locale }: PrintedDocument): void {
	sheet.write('P', association, { size: 10, color: COLORS.quiet });
	sheet.write('H1', title, { size: 20, font: 'bold', after: 2 });
	sheet.write('P', formatDay(date, locale), { size: 10, color: COLORS.quiet, after: 18 });
}

async function printBlock(sheet: Sheet, block: PrintedBlock): Promise<void> {
	if (block.kind === 'table') return printTable(sheet, block);
	if (block.kind === 'heading') {
		sheet.need(60);
		sheet.write('H2', block.text, { size: 13, font: 'bold', before: 8, after: 6 });
	} else sheet.write('P', block.text, { size: 10, after: 8 });
}

/** Written last, when the number of pages is known. */
function printFeet(sheet: Sheet, { title, association, locale }: PrintedDocument): void {
	const { start, count } = sheet.pdf.bufferedPageRange();
	for (let i = 0; i < count; i++) {
		sheet.pdf.switchToPage(start + i);
		const page = m.platform_pdf_page({ page: i + 1, pages: count }, { locale });
		sheet.foot(`${association} · ${title}`, page);
	}
}
