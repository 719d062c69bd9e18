import { describe, expect, it } from 'vitest';
import { accentOnPaper } from './association-look.ts';
import { A4, drawDocument, type Canvas } from './canvas.ts';
import { textOfPdf } from './pdf-text.testing.ts';

const MM = 72 / 25.4;

async function drawnBy(draw: (canvas: Canvas) => void) {
	const { body } = drawDocument({
		title: 'Cartes',
		association: 'Les Amis',
		locale: 'fr',
		page: A4,
		async *draw(canvas) {
			canvas.newPage();
			draw(canvas);
			yield;
		}
	});
	const chunks: Uint8Array[] = [];
	for await (const chunk of body as AsyncIterable<Uint8Array>) chunks.push(chunk);
	return textOfPdf(Buffer.concat(chunks));
}

describe('what is drawn', () => {
	it('stands to the millimetre', async () => {
		const [[run] = []] = await drawnBy((canvas) =>
			canvas.line('Ici', { x: 50, y: 100, width: 60 }, { size: 10 })
		);
		expect(run?.text).toBe('Ici');
		expect(run?.x).toBeCloseTo(50 * MM, 1);
		// The baseline is below the top of the line, by less than its height.
		const below = (A4.height - 100) * MM - (run?.y ?? 0);
		expect(below).toBeGreaterThan(0);
		expect(below).toBeLessThan(12);
	});

	it('keeps a line on one line: smaller first, then cut', async () => {
		const fits = 'Association des parents d’élèves';
		const endless = `${fits} `.repeat(6);
		const [page = []] = await drawnBy((canvas) => {
			canvas.line(fits, { x: 10, y: 10, width: 48 }, { size: 10 });
			canvas.line(endless, { x: 10, y: 20, width: 48 }, { size: 10 });
		});
		expect(page.map(({ text }) => text)[0]).toBe(fits);
		expect(page).toHaveLength(2);
		expect(page[1]?.text.endsWith('…')).toBe(true);
	});

	it('says how much room a paragraph takes', async () => {
		let [short, long] = [0, 0];
		await drawnBy((canvas) => {
			short = canvas.paragraph('Bonjour', { x: 10, y: 10, width: 100 }, { size: 10 });
			long = canvas.paragraph('Bonjour '.repeat(60), { x: 10, y: 30, width: 100 }, { size: 10 });
		});
		expect(short).toBeGreaterThan(3);
		expect(long).toBeGreaterThan(short * 4);
	});
});

describe('the accent on paper', () => {
	it.each([0, 75, 168, 265, 360])('has enough contrast at %s degrees', (hue) => {
		const channels = accentOnPaper(hue).match(/[\da-f]{2}/g) ?? [];
		expect(channels).toHaveLength(3);
		const [r = 0, g = 0, b = 0] = channels.map((hex) => (parseInt(hex, 16) / 255) ** 2.2);
		const luminance = 0.2126 * r + 0.7152 * g + 0.0722 * b;
		expect(1.05 / (luminance + 0.05)).toBeGreaterThan(4.5);
	});
});
