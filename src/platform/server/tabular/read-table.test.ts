import { describe, expect, it } from 'vitest';
import { Refusal } from '#shared/errors.ts';
import { readPackedTable, readTable } from './read-table.ts';
import type { ReadTableOptions } from './read-table.ts';
import { archive, ods, xlsx } from './tabular.testing.ts';

const text = (content: string) => new TextEncoder().encode(content);
const latin = (content: string) => Uint8Array.from(content, (sign) => sign.charCodeAt(0));

async function refusal(bytes: Uint8Array, options?: ReadTableOptions): Promise<Refusal> {
	const error: unknown = await readTable(bytes, options).catch((thrown: unknown) => thrown);
	if (!(error instanceof Refusal)) throw new Error(`No refusal but ${String(error)}`);
	return error;
}

describe('what readTable refuses in a CSV file', () => {
	it.each([
		['a quote never closed', 'a;b\n1;2\n3;"4\n5;6\n', 'unclosed-quote', 3],
		['signs behind a closed quote', 'a;b\n"1"x;2\n', 'stray-quote', 2],
		['a quote opened behind a cell of several lines', 'a;b\n"x\ny";"2\n', 'unclosed-quote', 3],
		['signs behind a quote closed on another line', 'a;b\n3" ;4\n"x\ny" z;2\n', 'stray-quote', 4],
		['more cells than columns', 'a;b\n1;2\n\n1;2;3\n', 'too-many-cells', 4],
		['a row counted behind a cell of several lines', 'a;b\n"x\ny";2\n1;2;3\n', 'too-many-cells', 4],
		['NUL bytes', 'a;b\n1;\0\n', 'binary-content', 2]
	])('%s, naming the line', async (_, content, name, line) => {
		const { code, parameters, faults } = await refusal(text(content));
		expect(code).toBe(`platform.tabular-${name}`);
		expect(parameters.line).toBe(line);
		expect(faults[0]?.path).toBe(`line ${line}`);
	});

	it('an empty file, and one of blank lines', async () => {
		expect((await refusal(text(''))).code).toBe('platform.tabular-empty');
		expect((await refusal(text(' \n;;\n\n'.trim() + '\n;;'))).code).toBe('platform.tabular-empty');
	});

	it('more bytes, rows or columns than allowed', async () => {
		const limits = { bytes: 20, rows: 2, columns: 3 };
		const codeOf = async (content: string) => (await refusal(text(content), { limits })).code;
		expect(await codeOf('a;b\n'.repeat(6))).toBe('platform.tabular-too-large');
		expect(await codeOf('a\n1\n2\n3\n')).toBe('platform.tabular-too-many-rows');
		expect(await codeOf('a;b;c;d\n')).toBe('platform.tabular-too-many-columns');
	});

	it('more cells in all than a small server can hold', async () => {
		const { code, parameters } = await refusal(text('a;b\n1\n2\n3'), { limits: { cells: 4 } });
		expect(code).toBe('platform.tabular-too-many-rows');
		expect(parameters.limit).toBe(2);
	});

	it.each([
		['PDF', '%PDF-1.7\n'],
		['PNG', '\x89PNG\r\n'],
		['gzip', '\x1f\x8b\x08']
	])('a %s file', async (_, content) => {
		expect((await refusal(latin(content))).code).toBe('platform.tabular-unknown-format');
	});
});

describe('what readTable refuses in a spreadsheet', () => {
	it('a workbook of before 2007 or under a password', async () => {
		const bytes = latin('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1');
		const codeOf = async (fileName: string) => (await refusal(bytes, { fileName })).code;
		expect(await codeOf('membres.xlsx')).toBe('platform.tabular-locked');
		expect(await codeOf('membres.XLS')).toBe('platform.tabular-old-format');
	});

	it('an encrypted OpenDocument file', async () => {
		const bytes = await archive({
			'META-INF/manifest.xml': '<m media-type="opendocument.spreadsheet"><encryption-data/></m>',
			'content.xml': 'secret'
		});
		expect((await refusal(bytes)).code).toBe('platform.tabular-locked');
	});

	it('an encrypted archive', async () => {
		const bytes = await archive({ 'content.xml': 'secret' });
		const directory = Buffer.from(bytes).indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
		bytes[directory + 8] = (bytes[directory + 8] as number) | 1;
		expect((await refusal(bytes)).code).toBe('platform.tabular-locked');
	});

	it('an archive that is no spreadsheet', async () => {
		const { code } = await refusal(await archive({ 'photo.txt': 'bonjour' }));
		expect(code).toBe('platform.tabular-unknown-format');
	});

	it('a cut file, at whatever byte', async () => {
		const whole = await ods('<table:table-row><table:table-cell/></table:table-row>');
		for (let length = 4; length < whole.length; length += 7) {
			expect((await refusal(whole.subarray(0, length))).code).toBe('platform.tabular-corrupt');
		}
	});

	it('changed content, by its checksum', async () => {
		const bytes = await archive({ 'xl/worksheets/sheet1.xml': 'a'.repeat(50) });
		const directory = Buffer.from(bytes).indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
		bytes[directory + 16] = (bytes[directory + 16] as number) ^ 1;
		expect((await refusal(bytes)).code).toBe('platform.tabular-corrupt');
	});

	it('a bomb that says its size', async () => {
		const bytes = await archive({ 'xl/worksheets/sheet1.xml': ' '.repeat(3_000_000) });
		expect(bytes.length).toBeLessThan(10_000);
		const { code, kind } = await refusal(bytes, { limits: { unpackedBytes: 2_000_000 } });
		expect([code, kind]).toEqual(['platform.tabular-unpacks-too-large', 'too-large']);
	});

	it('a bomb that hides its size', async () => {
		const bytes = Buffer.from(await archive({ 'content.xml': ' '.repeat(3_000_000) }));
		const directory = bytes.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
		bytes.writeUInt32LE(100, directory + 24);
		expect((await refusal(bytes)).code).toBe('platform.tabular-corrupt');
	});

	it('an OpenDocument sheet that repeats one cell over the whole grid', async () => {
		const cell =
			'<table:table-cell table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell>';
		const bytes = await ods(
			`<table:table-row table:number-rows-repeated="1048576">${cell}</table:table-row>`
		);
		expect((await refusal(bytes)).code).toBe('platform.tabular-too-many-columns');
	});

	it('an OpenDocument sheet that repeats one row without end', async () => {
		const cell = '<table:table-cell><text:p>x</text:p></table:table-cell>';
		const bytes = await ods(
			`<table:table-row table:number-rows-repeated="1048576">${cell}</table:table-row>`
		);
		expect((await refusal(bytes)).code).toBe('platform.tabular-too-many-rows');
	});

	it('a document type declaration, which could swell by its entities', async () => {
		const bytes = await archive({
			'META-INF/manifest.xml': '<m media-type="opendocument.spreadsheet"/>',
			'content.xml': '<!DOCTYPE a [<!ENTITY b "bb">]><office:spreadsheet/>'
		});
		expect((await refusal(bytes)).code).toBe('platform.tabular-corrupt');
	});

	it.each(['SG', 'XFD', '&#88;FD'])('a workbook with a cell in column %s', async (column) => {
		const far = `<c r="${column}7"><v>1</v></c>`;
		const bytes = await xlsx(`<row r="7"><c r="A7"><v>1</v></c>${far}</row>`);
		expect((await refusal(bytes)).code).toBe('platform.tabular-too-many-columns');
	});

	it('a workbook without its sheets', async () => {
		const bytes = await archive({ 'xl/worksheets/sheet1.xml': '<worksheet/>' });
		expect((await refusal(bytes)).code).toBe('platform.tabular-corrupt');
	});

	it('sheets without any text', async () => {
		expect((await refusal(await ods('<table:table-row/>'))).code).toBe('platform.tabular-empty');
		expect((await refusal(await xlsx('<row r="1"/>'))).code).toBe('platform.tabular-empty');
	});
});

describe('what readTable finds in a CSV file', () => {
	it.each([
		['semicolon', 'Nom;Prix\nLilas, rue;12,50\n', ';'],
		['comma', 'Nom,Prix\n"Lilas, rue",12.50\nA,"1,5"\n', ','],
		['tab', 'Nom\tPrix\nLilas; rue\t12,50\n', '\t'],
		['pipe', 'Nom|Prix\nLilas; rue|12,50\n', '|'],
		['semicolon in spite of commas in the names', 'Nom, prénom, âge;Prix\nA;1\nB;2\n', ';'],
		['declared comma', 'sep=,\nNom,Prix\nA,1\n', ','],
		['none', 'Nom\nDupont\n', ';']
	])('its separator: %s', async (_, content, separator) => {
		expect((await readTable(text(content))).separator).toBe(separator);
	});

	it.each([
		['utf-8', text('é;€\n1;2')],
		['utf-8', text('\ufeffé;€\n1;2')],
		['utf-16le', Uint8Array.from([0xff, 0xfe, ...Buffer.from('é;€\n1;2', 'utf16le')])],
		['utf-16be', Uint8Array.from([0xfe, 0xff, ...Buffer.from('é;€\n1;2', 'utf16le').swap16()])],
		['utf-16le', Uint8Array.from(Buffer.from('é;€\n1;2', 'utf16le'))],
		['utf-16be', Uint8Array.from(Buffer.from('é;€\n1;2', 'utf16le').swap16())],
		['windows-1252', latin('\xe9;\x80\n1;2')],
		['iso-8859-15', latin('\xe9;\xa4\n1;2')]
	])('its encoding: %s', async (encoding, bytes) => {
		expect(await readTable(bytes)).toMatchObject({
			encoding,
			header: ['é', '€'],
			rows: [['1', '2']]
		});
	});

	it('rows of every line end, quotes doubled, short rows, blank rows, their lines', async () => {
		const table = await readTable(text('a;b;\r\n"x ""y""\nz";1\r\n\r\n;;;\r\n2\r\n "q";3'));
		expect(table.header).toEqual(['a', 'b']);
		expect(table.rows).toEqual([
			['x "y"\nz', '1'],
			['2', ''],
			[' "q"', '3']
		]);
		expect(table.lineNumbers).toEqual([2, 6, 7]);
		expect((await readTable(text('a;b\r1;2\r'))).rows).toEqual([['1', '2']]);
	});

	it('quotes that no cell opens, and cells that begin with a quote', async () => {
		const content = 'a;b\nClub "Les Lilas";5"\n"""Lilas""; rue";"""x"""\n';
		expect((await readTable(text(content))).rows).toEqual([
			['Club "Les Lilas"', '5"'],
			['"Lilas"; rue', '"x"']
		]);
	});

	it('lines and line ends counted alike inside a cell', async () => {
		const table = await readTable(text('sep=;\r\na;b\r\n"x\r\ny";1\r\nz;2\r\n'));
		expect(table.rows).toEqual([
			['x\ny', '1'],
			['z', '2']
		]);
		expect(table.lineNumbers).toEqual([3, 5]);
	});

	describe('of more text than is read at a time', () => {
		/** Rows of which some hold quotes and line ends, wherever the pieces are cut; the line of each. */
		function longFile(lineEnd: string) {
			const rows: string[][] = [];
			const lines: number[] = [];
			let content = `n;texte;é${lineEnd}`;
			let line = 2;
			for (let index = 0; content.length < 1_600_000; index += 1) {
				const isQuoted = index % 7 === 0 || (index > 9_000 && index < 9_100);
				const cell = isQuoted
					? `a "${index}"\nb;${'é'.repeat(index % 90)}`
					: 'x'.repeat(index % 90);
				rows.push([String(index), cell, 'œ']);
				lines.push(line);
				const written = isQuoted ? `"${cell.replaceAll('"', '""').replace('\n', lineEnd)}"` : cell;
				content += `${index};${written};œ${lineEnd}`;
				line += isQuoted ? 2 : 1;
			}
			return { rows, lines, content, line };
		}

		it.each(['\n', '\r\n', '\r'])('its rows and their lines, ended by %j', async (lineEnd) => {
			const { rows, lines, content } = longFile(lineEnd);
			const table = await readTable(text(content));
			expect(table.rows.length).toBe(rows.length);
			expect(table.rows).toEqual(rows);
			expect(table.lineNumbers).toEqual(lines);
			const packed = await readPackedTable(text(content));
			expect(packed.rows.slice(9_000, 9_500)).toEqual(rows.slice(9_000, 9_500));
		});

		it.each([
			['"x', 'unclosed-quote'],
			['"x"y;1', 'stray-quote'],
			['1;2;3;4', 'too-many-cells'],
			['\0', 'binary-content']
		])('the line of what is wrong: %j', async (wrong, name) => {
			const { content, line } = longFile('\n');
			const { code, parameters } = await refusal(text(`${content}${wrong}\n1;2;3\n`));
			expect(code).toBe(`platform.tabular-${name}`);
			expect(parameters.line).toBe(line);
		});
	});

	it('a header further down', async () => {
		const content = 'Compte 123\nSolde;12,00\n\nDate;Montant\n01/01/2026;5\n';
		const table = await readTable(text(content), { headerLine: 4 });
		expect(table).toMatchObject({ header: ['Date', 'Montant'], lineNumbers: [5] });
	});

	it('200 columns', async () => {
		const line = Array.from({ length: 200 }, (_, i) => `c${i}`).join(';');
		expect((await readTable(text(`${line}\n${line}`))).rows[0]).toHaveLength(200);
	});

	it('protective apostrophes, and takes them away', async () => {
		const { rows } = await readTable(text("a;b\n'=1+1;'bonjour"));
		expect(rows).toEqual([['=1+1', "'bonjour"]]);
	});
});

describe('what readTable finds in a spreadsheet', () => {
	it('the first OpenDocument sheet with text: values, not formulas, dates, spaces, comments apart', async () => {
		const cells = [
			'<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="0.30000000000000004"><text:p>0,30</text:p></table:table-cell>',
			'<table:table-cell office:value-type="date" office:date-value="2025-12-31"/>',
			'<table:table-cell office:value-type="string"><office:annotation><text:p>no</text:p></office:annotation><text:p>a<text:s text:c="2"/>b<text:line-break/>&lt;<text:span>c</text:span></text:p><text:p>d</text:p></table:table-cell>',
			'<table:table-cell office:value-type="boolean" office:boolean-value="true"/>'
		];
		const header =
			'<table:table-row>' +
			'<table:table-cell table:number-columns-repeated="4"><text:p>h</text:p></table:table-cell>' +
			'<table:table-cell table:number-columns-repeated="16380"/></table:table-row>';
		const gap =
			'<table:table-row table:number-rows-repeated="9"><table:table-cell/></table:table-row>';
		const table = await readTable(
			await ods(
				'<table:table-row/>',
				`${header}${gap}<table:table-row>${cells.join('')}</table:table-row>`
			)
		);
		expect(table.rows).toEqual([['0,3', '2025-12-31', 'a  b\n<c\nd', 'oui']]);
		expect(table.lineNumbers).toEqual([11]);
	});

	it('the first workbook sheet with text: values, not formulas', async () => {
		const header =
			'<row r="2"><c r="A2" t="inlineStr"><is><t>n</t></is></c><c r="C2" t="str"><v>t</v></c></row>';
		const row = '<row r="5"><c r="A5"><f>2*3</f><v>6</v></c><c r="C5" t="e"><v>#N/A</v></c></row>';
		const table = await readTable(await xlsx('<row r="1"/>', header + row));
		expect(table).toMatchObject({
			format: 'xlsx',
			header: ['n', '', 't'],
			rows: [['6', '', '#N/A']],
			lineNumbers: [5]
		});
	});
});

describe('what readTable finds in a page that is named .xls', () => {
	const page = (body: string) =>
		text(
			`<html><head><title>t</title><style>td{color:red}</style></head><body>${body}</body></html>`
		);

	it('its largest table: cells, entities, spans, what no cell closes', async () => {
		const table = await readTable(
			page(`<table><tr><td>Compte<td>123</table><!-- <table><tr><td>no</td></tr></table> -->
			<TABLE border="1"><thead><tr><th>Date</th><th colspan=2>Libell&eacute;</th><th>Montant&nbsp;&#8364;</th></tr>
			<tr><td>02/11/2026</td><td>VIR<br/>DUPONT &amp; fils</td><td></td><td>1&nbsp;020,00</td></tr>
			<tr><td>05/11/2026<td>&lt;b&gt;<td><td>-62,80</table><script>alert("<td>")</script>`)
		);
		expect(table.header).toEqual(['Date', 'Libellé', '', 'Montant €']);
		expect(table.rows).toEqual([
			['02/11/2026', 'VIR DUPONT & fils', '', '1 020,00'],
			['05/11/2026', '<b>', '', '-62,80']
		]);
		expect(table.lineNumbers).toEqual([2, 3]);
	});

	it('refused when there is none, or when it is a workbook as XML', async () => {
		const signIn = page('<form><input name="password"></form>');
		expect((await refusal(signIn)).code).toBe('platform.tabular-web-page');
		const workbook = text(
			'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook></Workbook>'
		);
		expect((await refusal(workbook)).code).toBe('platform.tabular-xml-workbook');
	});

	it.each(['<td ', '<script>', '<!--', '<td a="', '<', '&#1;', '<table><tr><td>'])(
		'quickly, however often it says %j',
		async (said) => {
			const content = page(`<table><tr><td>a</td></tr>${said.repeat(50_000)}`);
			const outcome = await readTable(content).catch((fault: unknown) => fault);
			expect(outcome).toBeDefined();
		}
	);
});
