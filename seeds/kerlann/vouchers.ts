import sharp from 'sharp';
import { formatDay } from '#shared/day.ts';
import { toDecimal } from '#shared/money.ts';
import { slugify } from '#shared/text.ts';
import type { Movement } from './movements.ts';

export interface VoucherFile {
	readonly name: string;
	readonly mediaType: string;
	readonly content: Uint8Array;
}

/** A small file, always the same for the same movement: an invoice as a PDF, or the picture of a till receipt. */
export async function voucherOf(movement: Movement): Promise<VoucherFile> {
	const name = slugify(`${movement.thirdParty ?? movement.label} ${movement.day}`);
	return movement.voucher === 'receipt'
		? { name: `${name}.png`, mediaType: 'image/png', content: await receipt(movement) }
		: { name: `${name}.pdf`, mediaType: 'application/pdf', content: invoice(movement) };
}

function invoice({ day, label, amountCents, thirdParty = '' }: Movement): Uint8Array {
	const lines = [
		[20, thirdParty],
		[11, 'Facture fictive, pour la démonstration'],
		[11, `Le ${formatDay(day)}`],
		[11, 'Aux Jardins partagés de Kerlann'],
		[11, label],
		[14, `Total : ${toDecimal(amountCents)} EUR`]
	] as const;
	const text = lines
		.map(
			([size, words], row) => `BT /F1 ${size} Tf 70 ${760 - row * 34} Td (${escape(words)}) Tj ET`
		)
		.join('\n');
	return pdf([
		'<< /Type /Catalog /Pages 2 0 R >>',
		'<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
		'<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
		`<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
		'<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>'
	]);
}

/** The least PDF that readers open (ISO 32000-1, 7.5): objects, their places, trailer. */
function pdf(objects: readonly string[]): Uint8Array {
	let body = '%PDF-1.4\n';
	const places = objects.map((object, index) => {
		const place = body.length;
		body += `${index + 1} 0 obj\n${object}\nendobj\n`;
		return `${String(place).padStart(10, '0')} 00000 n \n`;
	});
	const count = objects.length + 1;
	const table = `xref\n0 ${count}\n0000000000 65535 f \n${places.join('')}`;
	const end = `trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`;
	return Buffer.from(body + table + end, 'latin1');
}

/** Latin-1 words of a PDF string. */
function escape(words: string): string {
	return words
		.replaceAll('’', "'")
		.replace(/[()\\]/g, '\\$&')
		.replace(/[^\u0020-\u00ff]/g, ' ');
}

/** Paper, grey lines, a darker total: what the photograph of a receipt looks like from afar. */
function receipt({ amountCents, label }: Movement): Promise<Uint8Array> {
	const lines = Array.from({ length: 6 + (label.length % 5) }, (_, index) => {
		const width = 60 + ((amountCents * (index + 3)) % 120);
		return `<rect x="40" y="${60 + index * 26}" width="${width}" height="9" fill="#8a8578"/><rect x="250" y="${60 + index * 26}" width="40" height="9" fill="#8a8578"/>`;
	}).join('');
	const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="330" height="420"><rect width="330" height="420" fill="#f7f3e8"/>${lines}<rect x="200" y="365" width="90" height="16" fill="#2b2a27"/></svg>`;
	return sharp(Buffer.from(drawing)).png({ palette: true }).toBuffer();
}
