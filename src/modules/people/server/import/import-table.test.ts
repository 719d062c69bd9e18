import { expect, it } from 'vitest';
import type { OperationContext } from '#platform/server/operation.ts';
import { xlsx } from '#platform/server/tabular/tabular.testing.ts';
import { readImportTable } from './import-table.ts';

function files(contents: Record<string, string>) {
	const reads: string[] = [];
	const read = async (sha256: string) => {
		reads.push(sha256);
		return new TextEncoder().encode(contents[sha256]);
	};
	return { reads, blobs: { read } as OperationContext['blobs'] };
}

it('reads a file once as long as its table is in use, and another file on its own', async () => {
	const { reads, blobs } = files({ one: 'Nom\nDubois', two: 'Nom\nLe Goff' });
	const table = (sha256: string) => readImportTable({ blobs }, { sha256, fileName: 'membres.csv' });
	const one = await table('one');
	expect(await table('one')).toBe(one);
	const two = await table('two');
	expect(two.rows.slice()).toEqual([['Le Goff']]);
	expect(one.rows.slice()).toEqual([['Dubois']]);
	expect((await table('one')).rows.slice()).toEqual(one.rows.slice());
	expect(reads).toEqual(['one', 'two', 'one']);
});

it('does not keep what could not be read', async () => {
	const { reads, blobs } = files({ three: '' });
	for (let attempt = 0; attempt < 2; attempt++) {
		const reading = readImportTable({ blobs }, { sha256: 'three', fileName: 'membres.csv' });
		await expect(reading).rejects.toMatchObject({ code: 'platform.tabular-empty' });
	}
	expect(reads).toHaveLength(2);
});

it('refuses a workbook of more rows than can be unpacked at once, and says what to do', async () => {
	const rows = ['Nom', ...Array.from({ length: 30_001 }, () => 'Dubois')].map(
		(name, index) => `<row r="${index + 1}"><c t="inlineStr"><is><t>${name}</t></is></c></row>`
	);
	const bytes = await xlsx(rows.join(''));
	const blobs = { read: () => Promise.resolve(bytes) } as unknown as OperationContext['blobs'];
	const reading = readImportTable({ blobs }, { sha256: 'four', fileName: 'membres.xlsx' });
	await expect(reading).rejects.toMatchObject({
		code: 'people.import-spreadsheet-too-long',
		parameters: { limit: 30_000, most: 100_000 }
	});
});
