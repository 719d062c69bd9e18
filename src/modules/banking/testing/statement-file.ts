import { readFile } from 'node:fs/promises';
import { keepFile } from '#platform/server/keep-file.ts';
import { perform } from '#platform/server/perform.ts';
import type { Caller } from '#platform/server/perform.ts';
import { importStatement } from '../server/import/import-statement.ts';

/** Uploads a file, as the page and the API do; answers its id. */
export async function anUpload(caller: Caller, content: Uint8Array | string, name = 'releve.csv') {
	const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
	const file = { name, mediaType: 'application/octet-stream', content: bytes };
	return (await keepFile(caller, file)).id;
}

/** A file of `tests/fixtures/bank`. */
export const bankFile = (name: string) => readFile(`tests/fixtures/bank/${name}`);

/** Lines of a statement: day, label and signed amount as a French bank writes it. */
export type SaidLine = readonly [day: string, label: string, amount: string];

/** A CSV statement with these lines. */
export function csvStatement(lines: readonly SaidLine[]): string {
	const rows = lines.map(([day, label, amount]) => `${day};${label};${amount}`);
	return ['Date;Libellé;Montant', ...rows, ''].join('\n');
}

/** Imports these lines into an account. */
export async function importLines(caller: Caller, lines: readonly SaidLine[], account = '5121') {
	const file = await anUpload(caller, csvStatement(lines));
	return perform(importStatement, caller, { file, account });
}
