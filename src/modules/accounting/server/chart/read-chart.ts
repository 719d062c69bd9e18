import { Refusal } from '#shared/errors.ts';
import type { Fault } from '#shared/errors.ts';
import type { Table } from '#platform/server/tabular/table.ts';
import { isAccountCode, isHeading } from '#modules/accounting/domain/account.ts';
import type { ChartVersion } from '#modules/accounting/domain/chart.ts';
import { readFlag, readPosition } from '#modules/accounting/domain/chart-file.ts';
import type { ChartRow } from '#modules/accounting/domain/chart-file.ts';
import { belongsTo } from '../accounts.ts';
import type { AccountOfChart } from './whole-chart.ts';

const MAX_FAULTS = 100;
const MAX_LABEL = 200;
const MAX_DESCRIPTION = 1000;

export interface ReadChart {
	readonly added: ChartRow[];
	readonly changed: ChartRow[];
	readonly unchanged: number;
}

/**
 * What a file of accounts adds to the chart and changes in it. Titles (fewer than three figures) keep their words.
 * @throws {Refusal} `accounting.chart-file-columns`, or the first of all the faults, each at its line
 */
export function readChart(
	table: Table,
	chart: ChartVersion,
	accounts: readonly AccountOfChart[]
): ReadChart {
	const column = columnsOf(table);
	const known = new Map(accounts.map((account) => [account.code, account]));
	const [added, changed, faults]: [ChartRow[], ChartRow[], Fault[]] = [[], [], []];
	const seen = new Set<string>();
	let unchanged = 0;
	for (const [index, cells] of table.rows.entries()) {
		const line = table.lineNumbers[index] ?? 0;
		const text = (name: string) => cells[column.get(name) ?? -1]?.trim() ?? '';
		const code = text('code').toUpperCase();
		if (isHeading(code) && code !== '' && known.has(code)) {
			unchanged += 1;
			continue;
		}
		const before = known.get(code);
		const read = readRow(text, column, before);
		const wrong = seen.has(code) ? 'twice' : wrongOf(code, read, chart, before);
		seen.add(code);
		if (wrong) {
			const parameters = { line, account: code };
			faults.push({ path: `line ${line}`, code: `accounting.chart-file-${wrong}`, parameters });
			continue;
		}
		const row = { ...read, position: read.position ?? 'either' };
		if (!before) added.push(row);
		else if (sameAs(row, before)) unchanged += 1;
		else changed.push(row);
	}
	const [first] = faults;
	if (first) {
		const listed = faults.slice(0, MAX_FAULTS);
		throw new Refusal('invalid', first.code, first.parameters ?? {}, listed);
	}
	return { added, changed, unchanged };
}

/** Where each column is. @throws {Refusal} `accounting.chart-file-columns` without `code` or `label` */
function columnsOf({ header }: Table): ReadonlyMap<string, number> {
	const column = new Map(header.map((name, index) => [name.trim().toLowerCase(), index]));
	if (!column.has('code') || !column.has('label')) {
		throw new Refusal('invalid', 'accounting.chart-file-columns');
	}
	return column;
}

type ReadRow = Omit<ChartRow, 'position'> & { position: ChartRow['position'] | undefined };

function readRow(
	text: (name: string) => string,
	column: ReadonlyMap<string, number>,
	before: AccountOfChart | undefined
): ReadRow {
	const code = text('code').toUpperCase();
	const favourite = column.has('favourite') ? 'favourite' : 'bookmark';
	const flag = (name: string, otherwise: boolean) =>
		column.has(name) ? readFlag(text(name)) : otherwise;
	return {
		code,
		label: text('label'),
		description: column.has('description')
			? text('description') || null
			: (before?.description ?? null),
		position:
			text('position') === ''
				? (before?.position ?? readPosition('', code))
				: readPosition(text('position'), code),
		favourite: flag(favourite, before?.favourite ?? false),
		active: flag('active', before?.active ?? true),
		own: before?.own ?? true
	};
}

function wrongOf(
	code: string,
	row: ReadRow,
	chart: ChartVersion,
	before: AccountOfChart | undefined
): string | undefined {
	if (!isAccountCode(code)) return 'code';
	if (!before && !belongsTo(chart, { code, own: true })) return 'outside-chart';
	if (row.label === '' || row.label.length > MAX_LABEL) return 'label';
	if ((row.description ?? '').length > MAX_DESCRIPTION) return 'description';
	return row.position ? undefined : 'position';
}

function sameAs(row: ChartRow, before: AccountOfChart): boolean {
	const keys = ['label', 'description', 'position', 'favourite', 'active'] as const;
	return keys.every((key) => row[key] === before[key]);
}
