import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { chartAccount } from '../domain/chart.ts';
import type { ChartAccount, ChartVersion } from '../domain/chart.ts';

const read = new Map<ChartVersion, readonly ChartAccount[]>();

/** The whole chart, headings included, in order of code; read once from `data/<version>.csv`. */
export function chartAccounts(version: ChartVersion): readonly ChartAccount[] {
	const known = read.get(version);
	if (known) return known;
	const file = new URL(`../data/${version}.csv`, import.meta.url);
	const rows: { code: string; label: string }[] = parse(readFileSync(file), { columns: true });
	const accounts = rows.map(({ code, label }) => chartAccount(code, label));
	read.set(version, accounts);
	return accounts;
}
