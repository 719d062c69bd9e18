import { m } from '#i18n';
import { formatDay } from '#shared/day.ts';
import { slugify } from '#shared/text.ts';
import type { Download } from '../operation.ts';
import type { PrintedBlock, PrintedDocument } from './document.ts';
import { openPdf, PDF_MEDIA_TYPE, writtenPdf } from './open-pdf.ts';
import { COLORS, MARGIN, Sheet } from './sheet.ts';
import { printTable } from './table.ts';

export { PDF_MEDIA_TYPE };

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
	const { orientation: layout = 'portrait' } = document;
	const margins = { top: MARGIN, left: MARGIN, right: MARGIN, bottom: MARGIN + 20 };
	const { apart = false, association, title } = document;
	const pdf = await openPdf(document, { size: 'A4', layout, margins, bufferPages: !apart });
	const sheet = new Sheet(pdf, (page) => apart && page.foot(`${association} · ${title}`));
	yield* writtenPdf(sheet.pdf, writeAll(sheet, document));
}

async function* writeAll(sheet: Sheet, document: PrintedDocument): AsyncGenerator<void> {
	printHead(sheet, document);
	for await (const block of document.blocks) {
		await printBlock(sheet, block);
		yield;
	}
	if (!document.apart) numberPages(sheet, document);
	sheet.root.end();
}

function printHead(sheet: Sheet, { title, association, date, locale }: PrintedDocument): void {
	sheet.write('P', association, { size: 10, color: COLORS.quiet });
	sheet.write('H1', title, { size: 20, font: 'bold', after: 2 });
	sheet.write('P', formatDay(date, locale), { size: 10, color: COLORS.quiet, after: 18 });
}

async function printBlock(sheet: Sheet, block: PrintedBlock): Promise<void> {
	if (block.kind === 'table') return printTable(sheet, block);
	if (block.kind === 'new-page') return sheet.newPage();
	if (block.kind === 'heading') {
		sheet.need(60);
		sheet.write('H2', block.text, { size: 13, font: 'bold', before: 8, after: 6 });
	} else sheet.write('P', block.text, { size: 10, after: 8 });
}

/** Written last, when the number of pages is known. */
function numberPages(sheet: Sheet, { title, association, locale }: PrintedDocument): void {
	const { start, count } = sheet.pdf.bufferedPageRange();
	for (let i = 0; i < count; i++) {
		sheet.pdf.switchToPage(start + i);
		const page = m.platform_pdf_page({ page: i + 1, pages: count }, { locale });
		sheet.foot(`${association} · ${title}`, page);
	}
}
