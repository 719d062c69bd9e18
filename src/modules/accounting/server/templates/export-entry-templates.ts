import { z } from 'zod';
import { defineDownload } from '#platform/server/operation.ts';
import { TABLE_MEDIA_TYPES, writeTable } from '#platform/server/tabular/write-table.ts';
import { writeCell } from '#modules/accounting/domain/templates/entry-template.ts';
import {
	BETWEEN_VALUES,
	TEMPLATE_COLUMNS
} from '#modules/accounting/domain/templates/template-file.ts';
import { chartOn } from '../chart/kept-accounts.ts';
import { templatesQuery, toTemplateViews } from './load-templates.ts';

export const exportEntryTemplates = defineDownload({
	name: 'accounting.export-entry-templates',
	summary: 'Download the templates of entries, a row for each of their lines',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/template-exports' },
	mediaTypes: TABLE_MEDIA_TYPES,
	input: z.strictObject({ format: z.enum(['csv', 'xlsx', 'ods']).default('csv') }),
	async run({ tx, today }, { format }) {
		const rows = await templatesQuery(tx)
			.where('t.archived', '=', false)
			.orderBy('t.name')
			.execute();
		const columns = TEMPLATE_COLUMNS.map((key) => ({ key, label: key, kind: 'text' as const }));
		const templates = await toTemplateViews(tx, await chartOn(tx, today), rows);
		const lines = templates.flatMap((template) =>
			template.lines.map((line) => ({
				...{ modele: template.name, journal: template.journal, libelle: template.label },
				...{ tiers: template.thirdParty ?? '', compte: line.account },
				debit: line.side === 'debit' ? writeCell(line) : '',
				credit: line.side === 'credit' ? writeCell(line) : '',
				...{ libelle_ligne: line.label ?? '', tiers_ligne: line.thirdParty ?? '' },
				projets: line.values.map(({ label }) => label).join(BETWEEN_VALUES)
			}))
		);
		return writeTable({ name: 'modeles', columns, rows: lines }, format);
	}
});
