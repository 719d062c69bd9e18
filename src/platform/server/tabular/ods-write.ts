import { formatCents, toDecimal } from '#shared/money.ts';
import { zip } from './archive-write.ts';
import { escapeXml, numberText, writableText } from './cell-text.ts';
import type { TableCell, TableColumn, TableContent } from './table-content.ts';
import { sheetName } from './xlsx-write.ts';

const MEDIA_TYPE = 'application/vnd.oasis.opendocument.spreadsheet';
const PROLOGUE = '<?xml version="1.0" encoding="UTF-8"?>';
const MANIFEST = `${PROLOGUE}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="${MEDIA_TYPE}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>`;

const WIDTHS = { text: '5cm', money: '3cm', day: '2.6cm', number: '2.6cm' } as const;

const NAMESPACES = ['office', 'style', 'text', 'table', 'number']
	.map((name) => {
		const urn = name === 'number' ? 'datastyle' : name;
		return `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${urn}:1.0"`;
	})
	.concat('xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"')
	.join(' ');

const CELL_STYLES = `<number:date-style style:name="day"><number:day number:style="long"/><number:text>/</number:text><number:month number:style="long"/><number:text>/</number:text><number:year number:style="long"/></number:date-style>
<number:number-style style:name="money"><number:number number:decimal-places="2" number:min-integer-digits="1" number:grouping="true"/></number:number-style>
<style:style style:name="header" style:family="table-cell"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="cell-day" style:family="table-cell" style:data-style-name="day"/>
<style:style style:name="cell-money" style:family="table-cell" style:data-style-name="money"/>`;

const COLUMN_STYLES = Object.entries(WIDTHS)
	.map(
		([kind, width]) =>
			`<style:style style:name="column-${kind}" style:family="table-column"><style:table-column-properties style:column-width="${width}"/></style:style>`
	)
	.join('');

/** An OpenDocument spreadsheet of one sheet (ODF 1.3). */
export function odsBytes(table: TableContent): AsyncGenerator<Uint8Array> {
	return zip([
		{ name: 'mimetype', content: [MEDIA_TYPE], stored: true },
		{ name: 'META-INF/manifest.xml', content: [MANIFEST] },
		{ name: 'content.xml', content: contentXml(table) }
	]);
}

const BATCH = 200;

async function* contentXml({ name, columns, rows }: TableContent): AsyncGenerator<string> {
	yield `${PROLOGUE}<office:document-content ${NAMESPACES} office:version="1.3"><office:automatic-styles>${CELL_STYLES}${COLUMN_STYLES}</office:automatic-styles><office:body><office:spreadsheet>`;
	let batch = `<table:table table:name="${escapeXml(sheetName(name))}">${columns
		.map(({ kind }) => `<table:table-column table:style-name="column-${kind}"/>`)
		.join('')}<table:table-header-rows><table:table-row>${columns
		.map(({ label }) => textCell(label, ' table:style-name="header"'))
		.join('')}</table:table-row></table:table-header-rows>`;
	let count = 0;
	for await (const row of rows) {
		const cells = columns.map((column) => cellOf(column, row[column.key])).join('');
		batch += `<table:table-row>${cells}</table:table-row>`;
		if (++count % BATCH !== 0) continue;
		yield batch;
		batch = '';
	}
	yield `${batch}</table:table></office:spreadsheet></office:body></office:document-content>`;
}

function cellOf({ kind }: TableColumn, value: TableCell): string {
	if (value === null || value === undefined || value === '') return '<table:table-cell/>';
	if (kind === 'day') {
		return `<table:table-cell table:style-name="cell-day" office:value-type="date" office:date-value="${escapeXml(String(value))}"><text:p>${escapeXml(String(value))}</text:p></table:table-cell>`;
	}
	if (typeof value === 'string') return textCell(value);
	const shown = kind === 'money' ? formatCents(value, 'fr', false) : numberText(value);
	const exact = kind === 'money' ? toDecimal(value, '.') : String(value);
	const style = kind === 'money' ? ' table:style-name="cell-money"' : '';
	return `<table:table-cell${style} office:value-type="float" office:value="${exact}"><text:p>${shown}</text:p></table:table-cell>`;
}

function textCell(value: string, style = ''): string {
	const paragraphs = writableText(value).split('\n').map(paragraph).join('');
	return `<table:table-cell${style} office:value-type="string">${paragraphs}</table:table-cell>`;
}

/** Readers fold white space (ODF 1.3, part 3, §6.1.2): runs of spaces and tabs are elements. */
function paragraph(line: string): string {
	const content = escapeXml(line)
		.replace(/^ +| {2,}| +$/g, (spaces) => `<text:s text:c="${spaces.length}"/>`)
		.replaceAll('\t', '<text:tab/>');
	return `<text:p>${content}</text:p>`;
}
