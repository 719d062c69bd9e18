export const MARGIN = 48;
export const COLORS = { ink: '#1d1b18', quiet: '#5f5a52', line: '#b9b2a6' } as const;

export interface TextStyle {
	/** Points. */
	readonly size: number;
	readonly font?: 'regular' | 'bold';
	readonly color?: string;
	/** Points above and below. */
	readonly before?: number;
	readonly after?: number;
}

export interface Box {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly align: 'left' | 'right';
}

/** The page being written, and the structure that tells its reading order. */
export class Sheet {
	readonly pdf: PDFKit.PDFDocument;
	readonly root: PDFKit.PDFStructureElement;
	readonly #begin: (sheet: Sheet) => void;

	/** @param begin draws what each page begins with; the writing goes on from where it was */
	constructor(pdf: PDFKit.PDFDocument, begin: (sheet: Sheet) => void = () => {}) {
		this.pdf = pdf;
		this.#begin = begin;
		this.root = pdf.struct('Document');
		pdf.addStructure(this.root);
		begin(this);
	}

	get left(): number {
		return this.pdf.page.margins.left;
	}

	get width(): number {
		return this.pdf.page.width - this.pdf.page.margins.left - this.pdf.page.margins.right;
	}

	get bottom(): number {
		return this.pdf.page.height - this.pdf.page.margins.bottom;
	}

	/** Starts a page unless `height` points are left on this one; `true` when it did. */
	need(height: number): boolean {
		if (this.pdf.y + height <= this.bottom) return false;
		this.newPage();
		return true;
	}

	newPage(): void {
		this.pdf.addPage();
		this.#begin(this);
	}

	/** Text over the whole width, as an element of the reading order; it may flow over pages. */
	write(tag: string, text: string, style: TextStyle): void {
		this.pdf.y += style.before ?? 0;
		this.use(style);
		const content = this.pdf.markStructureContent(tag);
		this.pdf.text(text, this.left, this.pdf.y, { width: this.width });
		this.pdf.endMarkedContent();
		this.root.add(this.pdf.struct(tag, {}, content));
		this.pdf.y += style.after ?? 4;
	}

	use({ size, font = 'regular', color = COLORS.ink }: TextStyle): void {
		this.pdf.font(font).fontSize(size).fillColor(color);
	}

	/** Text in a box of this page, outside the flow. */
	place(text: string, { x, y, width, align }: Box): void {
		this.pdf.text(text, x, y, { width, align, lineGap: 0 });
	}

	/** Drawings and repeated texts that a screen reader skips. */
	aside(type: 'Layout' | 'Pagination', draw: () => void): void {
		this.pdf.markContent('Artifact', { type });
		draw();
		this.pdf.endMarkedContent();
	}

	line(y: number, color: string = COLORS.line): void {
		const right = this.left + this.width;
		this.pdf.moveTo(this.left, y).lineTo(right, y).lineWidth(0.5).strokeColor(color).stroke();
	}

	foot(left: string, right = ''): void {
		const { margins, height } = this.pdf.page;
		const { x, y: before } = this.pdf;
		const kept = margins.bottom;
		// Below the text area, where writing would otherwise start a page.
		margins.bottom = 0;
		const y = height - MARGIN + 6;
		this.use({ size: 8, color: COLORS.quiet });
		this.aside('Pagination', () => {
			this.pdf.text(left, this.left, y, { width: this.width * 0.8, height: 10, ellipsis: true });
			if (right) this.place(right, { x: this.left, y, width: this.width, align: 'right' });
		});
		margins.bottom = kept;
		this.pdf.x = x;
		this.pdf.y = before;
	}
}
