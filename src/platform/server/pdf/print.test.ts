import { describe, expect, it } from 'vitest';
import { day } from '#shared/day.ts';
import { formatCents } from '#shared/money.ts';
import type { PrintedDocument, PrintedRow } from './document.ts';
import { textOfPdf } from './pdf-text.testing.ts';
import { printDocument } from './print.ts';

async function print(document: Partial<PrintedDocument>): Promise<Buffer> {
	const { body } = printDocument({
		title: 'Compte de résultat',
		association: 'Les Amis de L’Haÿ',
		date: day('2026-01-31'),
		locale: 'fr',
		blocks: [],
		...document
	});
	const chunks: Uint8Array[] = [];
	for await (const chunk of body as AsyncIterable<Uint8Array>) chunks.push(chunk);
	return Buffer.concat(chunks);
}

const linesOf = (page: ReturnType<typeof textOfPdf>[number] | undefined) =>
	page?.map(({ text }) => text) ?? [];

const columns = [
	{ label: 'Libellé', weight: 3 },
	{ label: 'Montant', align: 'end' }
] as const;

describe('printDocument', () => {
	it('is a tagged PDF with title and language, its font inside', async () => {
		const file = (await print({})).toString('latin1');
		expect(file.startsWith('%PDF-1.7')).toBe(true);
		expect(file).toContain('/Lang (fr-FR)');
		expect(file).toContain('/Marked true');
		expect(file).toContain('/DisplayDocTitle true');
		expect(file).toContain('/FontFile2');
		expect(file).not.toContain('/Helvetica');
	});

	it('writes every sign of French, accented capitals and narrow spaces included', async () => {
		const text =
			'ÀÂÉÈÊËÎÏÔÙÛÜŸÇŒÆ «\u202fcœur, naïf, Noël\u202f» 1\u202f234,56\u202f€ – … l’été n° 2';
		const [page] = textOfPdf(await print({ blocks: [{ kind: 'paragraph', text }] }));
		expect(linesOf(page).join('')).toContain(text);
		expect(linesOf(page)).toContain('Les Amis de L’Haÿ');
		expect(linesOf(page)).toContain('31 janvier 2026');
	});

	it('repeats the column names and numbers the pages', async () => {
		async function* rows(): AsyncGenerator<PrintedRow> {
			for (let i = 1; i <= 120; i++) yield { cells: [`Ligne ${i}`, formatCents(i * 100)] };
			yield { cells: ['Total', formatCents(726_000)], weight: 'total' };
		}
		const pages = textOfPdf(await print({ blocks: [{ kind: 'table', columns, rows: rows() }] }));
		expect(pages.length).toBeGreaterThan(2);
		for (const [i, page] of pages.entries()) {
			const lines = linesOf(page);
			expect(lines.filter((line) => line === 'Libellé')).toHaveLength(1);
			expect(lines).toContain(`page ${i + 1} sur ${pages.length}`);
		}
		const all = pages.flatMap(linesOf).filter((line) => line.startsWith('Ligne '));
		expect(all).toHaveLength(120);
		expect(linesOf(pages.at(-1))).toContain('7\u202f260,00\u202f€');
	});

	it('lets papers that are apart leave as they are written, without number', async () => {
		let written = 0;
		const before: number[] = [];
		function* papers() {
			for (let paper = 1; paper <= 40; paper++) {
				before.push(written);
				if (paper > 1) yield { kind: 'new-page' } as const;
				yield { kind: 'heading', text: `Reçu ${paper}` } as const;
			}
		}
		const { body } = printDocument({
			title: 'Reçus',
			association: 'Les Amis de L’Haÿ',
			date: day('2026-01-31'),
			locale: 'fr',
			apart: true,
			blocks: papers()
		});
		const chunks: Uint8Array[] = [];
		for await (const chunk of body as AsyncIterable<Uint8Array>) {
			written += chunk.length;
			chunks.push(chunk);
		}
		expect(before.at(-1)).toBeGreaterThan((before[20] ?? 0) + 1000);
		const pages = textOfPdf(Buffer.concat(chunks)).map(linesOf);
		expect(pages).toHaveLength(40);
		for (const [i, lines] of pages.entries()) {
			expect(lines).toContain(`Reçu ${i + 1}`);
			expect(lines).toContain('Les Amis de L’Haÿ · Reçus');
			expect(lines.join(' ')).not.toContain('page');
		}
	});

	it('keeps text inside the page, and wraps long labels above what follows', async () => {
		const long = 'Subvention de fonctionnement de la commune '.repeat(6).trim();
		const rows = [{ cells: [long, '1,00'] }, { cells: ['Suite', '10,00'] }];
		const [page = []] = textOfPdf(await print({ blocks: [{ kind: 'table', columns, rows }] }));
		for (const { x, y } of page) {
			expect(x).toBeGreaterThanOrEqual(47);
			expect(x).toBeLessThan(595 - 48);
			expect(y).toBeGreaterThan(20);
		}
		const wrapped = page.filter(
			({ text }) => text.includes('Subvention') || text.includes('commune')
		);
		expect(wrapped.length).toBeGreaterThan(1);
		const next = page.find(({ text }) => text === 'Suite');
		expect(Math.min(...wrapped.map(({ y }) => y))).toBeGreaterThan((next?.y ?? 0) + 8);
	});

	it('lines amounts up on their right', async () => {
		const rows = [{ cells: ['a', '8,00'] }, { cells: ['b', '1\u202f234,00'] }];
		const [page = []] = textOfPdf(await print({ blocks: [{ kind: 'table', columns, rows }] }));
		const at = (text: string) => page.find((run) => run.text === text)?.x ?? 0;
		// Four more signs of one width, to the left.
		expect(at('8,00') - at('1\u202f234,00')).toBeCloseTo((3 * 0.632 + 0.167) * 9, 0);
	});

	it('speaks English too', async () => {
		const [page] = textOfPdf(await print({ locale: 'en' }));
		expect(linesOf(page)).toEqual(expect.arrayContaining(['31 January 2026', 'page 1 of 1']));
	});
});
