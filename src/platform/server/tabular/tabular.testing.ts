import type { Download } from '../operation.ts';
import { zip } from './archive-write.ts';

export async function bytesOf({ body }: Pick<Download, 'body'>): Promise<Uint8Array> {
	if (typeof body === 'string') return Buffer.from(body);
	if (body instanceof Uint8Array) return body;
	const chunks: Uint8Array[] = [];
	for await (const chunk of body) chunks.push(Buffer.from(chunk));
	return Buffer.concat(chunks);
}

/** An archive of the given texts, as an office program would make it. */
export function archive(parts: Record<string, string>): Promise<Uint8Array> {
	const content = Object.entries(parts).map(([name, text]) => ({ name, content: [text] }));
	return bytesOf({ body: zip(content) });
}

const MANIFEST =
	'<manifest:manifest><manifest:file-entry manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>';

/** An OpenDocument spreadsheet with these sheets, each the XML inside `table:table`. */
export function ods(...sheets: string[]): Promise<Uint8Array> {
	const tables = sheets.map((sheet) => `<table:table table:name="A">${sheet}</table:table>`);
	return archive({
		'META-INF/manifest.xml': MANIFEST,
		'content.xml': `<?xml version="1.0"?><office:document-content><office:body><office:spreadsheet>${tables.join('')}</office:spreadsheet></office:body></office:document-content>`
	});
}

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** A workbook with these sheets, each the XML inside `sheetData`. */
export function xlsx(...sheets: string[]): Promise<Uint8Array> {
	const each = (make: (n: number) => string) => sheets.map((_, i) => make(i + 1)).join('');
	return archive({
		'[Content_Types].xml': '<Types/>',
		'_rels/.rels': `<Relationships xmlns="${PACKAGE}"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		'xl/workbook.xml': `<workbook xmlns:r="${RELATIONS}"><sheets>${each((n) => `<sheet name="S${n}" sheetId="${n}" r:id="rId${n}"/>`)}</sheets></workbook>`,
		'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}">${each((n) => `<Relationship Id="rId${n}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${n}.xml"/>`)}</Relationships>`,
		...Object.fromEntries(
			sheets.map((rows, i) => [
				`xl/worksheets/sheet${i + 1}.xml`,
				`<worksheet><sheetData>${rows}</sheetData></worksheet>`
			])
		)
	});
}
