import { z } from 'zod';
import { m } from '#i18n';
import { defineDownload } from '#platform/server/operation.ts';
import { TABLE_MEDIA_TYPES, writeTable } from '#platform/server/tabular/write-table.ts';
import { meaningLabel } from '#modules/accounting/server/index.ts';
import { knownRules } from './rules.ts';

export const exportRules = defineDownload({
	name: 'banking.export-rules',
	summary: 'Write the rules as CSV, XLSX or ODS',
	permission: 'banking.read',
	kind: 'query',
	http: { method: 'get', path: '/banking/rules/file' },
	mediaTypes: TABLE_MEDIA_TYPES,
	input: z.strictObject({ format: z.enum(['csv', 'xlsx', 'ods']).default('csv') }),
	async run({ tx, actor }, { format }) {
		const l = { locale: actor.locale };
		const rules = await knownRules(tx);
		const rows = rules.map(({ contains, direction, meaning, account, label }) => ({
			contains,
			direction:
				direction === 'income' ? m.banking_rule_income({}, l) : m.banking_rule_expense({}, l),
			about: meaning ? meaningLabel(meaning, actor.locale) : account,
			label
		}));
		return writeTable(
			{
				name: m.banking_tab_rules({}, l),
				columns: [
					{ key: 'contains', label: m.banking_remember_words({}, l), kind: 'text' },
					{ key: 'direction', label: m.banking_column_direction({}, l), kind: 'text' },
					{ key: 'about', label: m.banking_rule_about({}, l), kind: 'text' },
					{ key: 'label', label: m.banking_column_label({}, l), kind: 'text' }
				],
				rows
			},
			format
		);
	}
});
