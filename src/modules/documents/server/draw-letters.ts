import { formatDay, type Day } from '#shared/day.ts';
import type { Locale } from '#platform/server/actor.ts';
import type { AssociationLook } from '#platform/server/pdf/association-look.ts';
import type { Canvas } from '#platform/server/pdf/canvas.ts';
import { COLORS } from '#platform/server/pdf/sheet.ts';

export interface MergedLetter {
	/** The address, or the name alone. */
	readonly lines: readonly string[];
	readonly subject: string;
	readonly body: string;
}

export interface LetterStyle {
	readonly association: string;
	readonly sender: string;
	readonly look: AssociationLook;
	readonly today: Day;
	readonly locale: Locale;
}

const MARGIN = 20;
const WIDTH = 210 - 2 * MARGIN;
const BOTTOM = 297 - 22;
const BODY = { size: 11 };
const GAP = 3;

/**
 * The window of a French DL envelope (110 × 220 mm, window of 35 × 100 mm at 20 mm from the right and the
 * bottom), on a sheet folded in three: the address stands clear of its edges even when the sheet slips.
 */
const WINDOW = { x: 110, y: 50, width: 80 };
const FOLDS = [99, 198];

/** One letter after the other, each on pages of its own. */
export async function* drawLetters(
	canvas: Canvas,
	letters: AsyncIterable<MergedLetter>,
	style: LetterStyle
): AsyncGenerator<void> {
	const logo = style.look.logo && canvas.openImage(style.look.logo);
	for await (const letter of letters) {
		canvas.newPage();
		for (const y of FOLDS) canvas.mark(4, y, 4);
		drawHead(canvas, style, logo);
		for (const [index, line] of letter.lines.entries()) {
			canvas.line(line, { ...WINDOW, y: WINDOW.y + index * 5 }, { size: 11 });
		}
		const day = formatDay(style.today, style.locale);
		canvas.line(day, { ...WINDOW, y: 91 }, { size: 11 });
		drawText(canvas, letter);
		yield;
	}
}

function drawHead(canvas: Canvas, { association, sender, look }: LetterStyle, logo: unknown): void {
	let y = 15;
	if (logo) {
		canvas.image(logo, { x: MARGIN, y, width: 30, height: 18 });
		y += 21;
	}
	const place = { x: MARGIN, width: 80 };
	canvas.line(association, { ...place, y }, { size: 11, font: 'bold', color: look.accent });
	if (sender === '') return;
	canvas.paragraph(sender, { ...place, y: y + 5.5 }, { size: 9, color: COLORS.quiet });
}

/** Subject and paragraphs; what does not fit goes on over the page, a paragraph at a time. */
function drawText(canvas: Canvas, { subject, body }: MergedLetter): void {
	let y = 104;
	const write = (text: string, font: 'regular' | 'bold') => {
		const style = { ...BODY, font };
		if (y + canvas.heightOf(text, WIDTH, style) > BOTTOM) {
			canvas.newPage();
			y = MARGIN;
		}
		y += canvas.paragraph(text, { x: MARGIN, y, width: WIDTH }, style) + GAP;
	};
	if (subject !== '') write(subject, 'bold');
	for (const paragraph of body.split(/\n[ \t]*\n/).flatMap(piecesOf)) write(paragraph, 'regular');
}

const PIECE = 1_500;

/** A paragraph too long for a page, in pieces that fit one; cut between words. */
function piecesOf(paragraph: string): string[] {
	if (paragraph.length <= PIECE) return [paragraph];
	const cut = paragraph.lastIndexOf(' ', PIECE);
	const end = cut > 0 ? cut : PIECE;
	return [paragraph.slice(0, end), ...piecesOf(paragraph.slice(end).trimStart())];
}
