import { Refusal } from '#shared/errors.ts';
import type { Table } from '#platform/server/tabular/table.ts';
import { readCell } from '#modules/accounting/domain/templates/entry-template.ts';
import {
	BETWEEN_VALUES,
	TEMPLATE_COLUMNS,
	type TemplateColumn
} from '#modules/accounting/domain/templates/template-file.ts';

export interface ReadLine {
	readonly account: string;
	readonly side: 'debit' | 'credit';
	readonly amountCents?: number | undefined;
	readonly percent?: number | undefined;
	readonly label?: string | undefined;
	readonly thirdParty?: string | undefined;
	readonly values: readonly string[];
	/** Of the file. */
	readonly line: number;
}

export interface ReadTemplate {
	readonly name: string;
	readonly journal: string;
	readonly label: string;
	readonly thirdParty?: string | undefined;
	readonly lines: ReadLine[];
}

const REQUIRED: readonly TemplateColumn[] = ['modele', 'journal', 'compte', 'debit', 'credit'];

/**
 * The templates that a file says, by name, in their order.
 * @throws {Refusal} `accounting.template-file-columns`, `template-file-line` at its line
 */
export function readTemplates(table: Table): ReadTemplate[] {
	const column = new Map(
		TEMPLATE_COLUMNS.map((name) => [
			name,
			table.header.findIndex((cell) => cell.trim().toLowerCase() === name)
		])
	);
	const missing = REQUIRED.filter((name) => (column.get(name) ?? -1) < 0);
	if (missing.length > 0) {
		const parameters = { columns: missing.join(', ') };
		throw new Refusal('invalid', 'accounting.template-file-columns', parameters);
	}
	const templates = new Map<string, ReadTemplate>();
	for (const [index, cells] of table.rows.entries()) {
		const line = table.lineNumbers[index] ?? 0;
		const text = (name: TemplateColumn) => cells[column.get(name) ?? -1]?.trim() ?? '';
		const name = text('modele');
		const [debit, credit] = [text('debit'), text('credit')];
		const amount = debit && credit ? undefined : readCell(debit || credit);
		if (!name || !text('compte') || !amount) {
			const code = 'accounting.template-file-line';
			throw new Refusal('invalid', code, { line }, [
				{ path: `line ${line}`, code, parameters: { line } }
			]);
		}
		const template = templates.get(name) ?? {
			...{ name, journal: text('journal'), label: text('libelle') || name },
			...{ thirdParty: text('tiers') || undefined, lines: [] }
		};
		template.lines.push({
			...{ account: text('compte'), side: debit ? ('debit' as const) : ('credit' as const) },
			...{ ...amount, label: text('libelle_ligne') || undefined, line },
			thirdParty: text('tiers_ligne') || undefined,
			values: text('projets')
				.split(BETWEEN_VALUES.trim())
				.map((value) => value.trim())
				.filter(Boolean)
		});
		templates.set(name, template);
	}
	return [...templates.values()];
}
