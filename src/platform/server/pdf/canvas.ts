import { slugify } from '#shared/text.ts';
import type { Download } from '../operation.ts';
import { openPdf, PDF_MEDIA_TYPE, writtenPdf, type PdfTitle } from './open-pdf.ts';
import { COLORS, type TextStyle } from './sheet.ts';

const POINTS_PER_MM = 72 / 25.4;
const points = (mm: number) => mm * POINTS_PER_MM;

export const A4 = { width: 210, height: 297 } as const;

/** A place on the page, in millimetres from its top left corner. */
export interface Place {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

export interface DrawnDocument extends PdfTitle {
	/** Millimetres. */
	readonly page: { readonly width: number; readonly height: number };
	/** Draws; each step that it yields lets what is written leave. */
	draw(canvas: Canvas): AsyncIterable<void>;
}

/** A PDF where everything has its place to the millimetre: cards, labels, letters. Pages leave as they are drawn. */
export function drawDocument(document: DrawnDocument): Download {
	return {
		name: `${slugify(document.title) || 'document'}.pdf`,
		mediaType: PDF_MEDIA_TYPE,
		body: drawn(document)
	};
}

async function* drawn(document: DrawnDocument): AsyncGenerator<Uint8Array> {
	const { width, height } = document.page;
	const size: [number, number] = [points(width), points(height)];
	const pdf = await openPdf(document, { size, margin: 0, autoFirstPage: false });
	yield* writtenPdf(pdf, steps(new Canvas(pdf), document));
}

async function* steps(canvas: Canvas, document: DrawnDocument): AsyncGenerator<void> {
	yield* document.draw(canvas);
	canvas.end();
}

/** The page being drawn; lengths are millimetres, sizes of text are points. */
export class Canvas {
	readonly #pdf: PDFKit.PDFDocument;
	readonly #root: PDFKit.PDFStructureElement;

	constructor(pdf: PDFKit.PDFDocument) {
		this.#pdf = pdf;
		this.#root = pdf.struct('Document');
		pdf.addStructure(this.#root);
	}

	newPage(): void {
		this.#pdf.addPage();
	}

	end(): void {
		this.#root.end();
	}

	/** One line, made smaller down to 60 % where it is too long, then cut. */
	line(text: string, { x, y, width }: Omit<Place, 'height'>, style: TextStyle): void {
		if (text === '') return;
		const size = this.#sizeFor(text, points(width), style);
		this.#use({ ...style, size });
		const height = this.#pdf.currentLineHeight(true);
		// A hair of room: the text must not wrap where it fits to the point.
		this.#paragraph(text, x, y, {
			width: points(width) + 0.5,
			height: height * 1.2,
			ellipsis: true
		});
	}

	/** Text that wraps; answers the millimetres that it takes. */
	paragraph(text: string, { x, y, width }: Omit<Place, 'height'>, style: TextStyle): number {
		const height = this.heightOf(text, width, style);
		this.#paragraph(text, x, y, { width: points(width) });
		return height;
	}

	/** Millimetres that a wrapped text takes. */
	heightOf(text: string, width: number, style: TextStyle): number {
		this.#use(style);
		return this.#pdf.heightOfString(text, { width: points(width) }) / POINTS_PER_MM;
	}

	/** A picture opened once, for any number of places. */
	openImage(content: Uint8Array): unknown {
		// `openImage` is missing from the types of pdfkit.
		const pdf = this.#pdf as PDFKit.PDFDocument & { openImage(content: Buffer): unknown };
		return pdf.openImage(Buffer.from(content));
	}

	/** The picture as large as the place allows, at its left. */
	image(image: unknown, { x, y, width, height }: Place): void {
		const fit: [number, number] = [points(width), points(height)];
		this.#aside(() =>
			this.#pdf.image(image as never, points(x), points(y), { fit, valign: 'center' })
		);
	}

	rectangle({ x, y, width, height }: Place, color: string): void {
		this.#aside(() =>
			this.#pdf.rect(points(x), points(y), points(width), points(height)).fill(color)
		);
	}

	/** A hairline around a place. */
	outline({ x, y, width, height }: Place, radius: number): void {
		this.#aside(() => {
			this.#pdf
				.roundedRect(points(x), points(y), points(width), points(height), points(radius))
				.lineWidth(0.4)
				.stroke(COLORS.line);
		});
	}

	/** A short hairline, where a sheet is folded. */
	mark(x: number, y: number, width: number): void {
		this.#aside(() => {
			const [left, right, height] = [points(x), points(x + width), points(y)];
			this.#pdf.moveTo(left, height).lineTo(right, height).lineWidth(0.4).stroke(COLORS.line);
		});
	}

	/** Squares in ink, row by row, as of a QR code. */
	squares(rows: readonly (readonly boolean[])[], { x, y, width }: Omit<Place, 'height'>): void {
		const side = points(width) / rows.length;
		this.#aside(() => {
			for (const [line, row] of rows.entries()) {
				for (const [start, count] of runsOf(row)) {
					const left = points(x) + start * side;
					this.#pdf.rect(left, points(y) + line * side, count * side, side);
				}
			}
			this.#pdf.fill('#000');
		});
	}

	#use({ size, font = 'regular', color = COLORS.ink }: TextStyle): void {
		this.#pdf.font(font).fontSize(size).fillColor(color);
	}

	#sizeFor(text: string, width: number, style: TextStyle): number {
		this.#use(style);
		const natural = this.#pdf.widthOfString(text);
		return natural <= width ? style.size : style.size * Math.max(0.6, width / natural);
	}

	#paragraph(text: string, x: number, y: number, options: PDFKit.Mixins.TextOptions): void {
		const content = this.#pdf.markStructureContent('P');
		this.#pdf.text(text, points(x), points(y), options);
		this.#pdf.endMarkedContent();
		this.#root.add(this.#pdf.struct('P', {}, content));
	}

	/** What a screen reader skips. */
	#aside(draw: () => void): void {
		this.#pdf.markContent('Artifact', { type: 'Layout' });
		draw();
		this.#pdf.endMarkedContent();
	}
}

/** Where the true squares of a row start, and how many follow. */
function runsOf(row: readonly boolean[]): [start: number, count: number][] {
	const runs: [number, number][] = [];
	for (const [place, dark] of row.entries()) {
		const last = runs.at(-1);
		if (dark && last && last[0] + last[1] === place) last[1] += 1;
		else if (dark) runs.push([place, 1]);
	}
	return runs;
}
