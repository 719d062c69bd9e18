import type { PrintedColumn, PrintedRow, PrintedTable } from './document.ts';
import { COLORS } from './sheet.ts';
import type { Sheet, TextStyle } from './sheet.ts';

const PADDING = 3;
const GAP = 8;
/** Points, of a side. */
const PICTURE = 24;
// `scope` is newer than the types of pdfkit.
const HEADER: object = { scope: 'Column' };
const BODY: TextStyle = { size: 9 };
const STRONG: TextStyle = { size: 9, font: 'bold' };

/** Rows never break over pages; the column names are repeated at the head of each. */
export async function printTable(sheet: Sheet, table: PrintedTable): Promise<void> {
	const layout = new TableLayout(sheet, table);
	layout.header();
	for await (const row of table.rows) layout.row(row);
	layout.end();
}

class TableLayout {
	readonly #sheet: Sheet;
	readonly #columns: readonly (PrintedColumn & { x: number; width: number })[];
	readonly #table: PDFKit.PDFStructureElement;
	readonly #least: number;

	constructor(sheet: Sheet, { columns, rowHeight = 0, pictures = false }: PrintedTable) {
		this.#sheet = sheet;
		const room = pictures ? PICTURE + GAP : 0;
		this.#least = Math.max(rowHeight, pictures ? PICTURE + PADDING * 2 : 0);
		this.#table = sheet.pdf.struct('Table');
		sheet.root.add(this.#table);
		const total = columns.reduce((sum, { weight = 1 }) => sum + weight, 0);
		const shared = sheet.width - GAP * (columns.length - 1);
		let x = sheet.left;
		this.#columns = columns.map((column) => {
			const width = (shared * (column.weight ?? 1)) / total;
			const inset = x === sheet.left ? room : 0;
			const placed = { ...column, x: x + inset, width: width - inset };
			x += width + GAP;
			return placed;
		});
	}

	header(): void {
		const labels = this.#columns.map(({ label }) => label);
		this.#sheet.need(this.#height(labels, STRONG) * 3);
		this.#write(labels, STRONG, 'TH');
		this.#rule(COLORS.ink);
	}

	row({ cells, weight, picture }: PrintedRow): void {
		const style = weight ? STRONG : BODY;
		if (this.#sheet.need(this.#height(cells, style))) this.#repeatHeader();
		if (weight === 'total') this.#rule(COLORS.ink);
		if (picture) this.#picture(picture);
		this.#write(cells, style, 'TD');
		this.#rule(COLORS.line);
	}

	/** Beside the words of the row, which say who it is. */
	#picture(content: Uint8Array): void {
		const { pdf, left } = this.#sheet;
		const top = pdf.y;
		const size = { width: PICTURE, height: PICTURE };
		this.#sheet.aside('Layout', () => pdf.image(Buffer.from(content), left, top + PADDING, size));
		pdf.y = top;
	}

	end(): void {
		this.#table.end();
		this.#sheet.pdf.y += 12;
	}

	#repeatHeader(): void {
		const labels = this.#columns.map(({ label }) => label);
		this.#sheet.use(STRONG);
		this.#sheet.aside('Pagination', () => this.#place(labels, STRONG, (draw) => draw()));
		this.#rule(COLORS.ink);
	}

	#rule(color: string): void {
		const { y } = this.#sheet.pdf;
		this.#sheet.aside('Layout', () => this.#sheet.line(y, color));
	}

	#height(cells: readonly string[], style: TextStyle): number {
		const { pdf } = this.#sheet;
		this.#sheet.use(style);
		const line = pdf.currentLineHeight(true);
		const heights = cells.map((cell, i) => {
			const width = this.#columns[i]?.width ?? 0;
			const wraps = cell.includes('\n') || pdf.widthOfString(cell) > width;
			return wraps ? pdf.heightOfString(cell, { width }) : line;
		});
		const needed = Math.max(line, ...heights) + PADDING * 2;
		return style === BODY ? Math.max(needed, this.#least) : needed;
	}

	#write(cells: readonly string[], style: TextStyle, tag: 'TH' | 'TD'): void {
		const { pdf } = this.#sheet;
		const row = pdf.struct('TR');
		this.#table.add(row);
		this.#place(cells, style, (draw) => {
			const content = pdf.markStructureContent(tag);
			draw();
			pdf.endMarkedContent();
			row.add(pdf.struct(tag, tag === 'TH' ? HEADER : {}, content));
		});
		row.end();
	}

	#place(cells: readonly string[], style: TextStyle, each: (draw: () => void) => void): void {
		const height = this.#height(cells, style);
		const top = this.#sheet.pdf.y;
		for (const [i, { x, width, align }] of this.#columns.entries()) {
			const cell = cells[i] ?? '';
			const box = {
				x,
				width,
				y: top + PADDING,
				align: align === 'end' ? 'right' : 'left'
			} as const;
			each(() => this.#sheet.place(cell, box));
		}
		this.#sheet.pdf.y = top + height;
	}
}
