import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { chartAccount } from '../domain/chart.ts';
import { followedBy } from '../domain/chart-moves.ts';
import type { ChartMove } from '../domain/chart-moves.ts';
import type { ChartAccount, ChartVersion } from '../domain/chart.ts';

const CONSECUTIVE: readonly ChartVersion[] = [
	'associations-1999',
	'associations-2018',
	'associations-2025'
];

const read = new Map<ChartVersion, readonly ChartAccount[]>();

/** The whole chart, headings included, in order of code; read once from `data/<version>.csv`. */
export function chartAccounts(version: ChartVersion): readonly ChartAccount[] {
	const known = read.get(version);
	if (known) return known;
	const rows = readData<{ code: string; label: string }>(version);
	const accounts = rows.map(({ code, label }) => chartAccount(code, label));
	read.set(version, accounts);
	return accounts;
}

const byCode = new Map<ChartVersion, ReadonlyMap<string, ChartAccount>>();

/** The account or title of a chart that has this number. */
export function accountOfChart(version: ChartVersion, code: string): ChartAccount | undefined {
	let accounts = byCode.get(version);
	if (!accounts) {
		accounts = new Map(chartAccounts(version).map((account) => [account.code, account]));
		byCode.set(version, accounts);
	}
	return accounts.get(code);
}

function readData<T>(name: string): T[] {
	const file = new URL(`../data/${name}.csv`, import.meta.url);
	return parse(readFileSync(file), { columns: true });
}

let moves: ReadonlyMap<string, Map<string, ChartMove>> | undefined;

/**
 * What moves from one nomenclature of associations to a later one; empty between others, where each account goes by
 * its number alone.
 */
export function chartMoves(from: ChartVersion, to: ChartVersion): ReadonlyMap<string, ChartMove> {
	const [start, end] = [CONSECUTIVE.indexOf(from), CONSECUTIVE.indexOf(to)];
	const steps = start < 0 || end < 0 ? [] : CONSECUTIVE.slice(start, end);
	return steps
		.map((version, index) => movesFrom(version, CONSECUTIVE[start + index + 1] ?? to))
		.reduce(followedBy, new Map());
}

function movesFrom(from: ChartVersion, to: ChartVersion): ReadonlyMap<string, ChartMove> {
	moves ??= readMoves();
	return moves.get(`${from} ${to}`) ?? new Map();
}

function readMoves() {
	type Row = { from: string; to: string; code: string; into: string; choices: string };
	const steps = new Map<string, Map<string, ChartMove>>();
	for (const { from, to, code, into, choices } of readData<Row>('chart-moves')) {
		const step = steps.get(`${from} ${to}`) ?? new Map<string, ChartMove>();
		step.set(code, { code, into: into || undefined, choices: choices.split(' ').filter(Boolean) });
		steps.set(`${from} ${to}`, step);
	}
	return steps;
}
