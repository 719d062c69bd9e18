import { expect, it } from 'vitest';
import type { OperationContext } from '#platform/server/operation.ts';
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
