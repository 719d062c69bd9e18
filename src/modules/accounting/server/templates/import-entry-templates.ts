import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { findFile } from '#platform/server/keep-file.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { readTable } from '#platform/server/tabular/read-table.ts';
import { loadValues } from '../analytics/axes.ts';
import { readTemplates, type ReadTemplate } from './read-templates.ts';
import { tables } from './tables.ts';
import { templateFields, writeTemplate } from './write-template.ts';

const MOST_LINES = 2000;

export const importEntryTemplates = defineOperation({
	name: 'accounting.import-entry-templates',
	summary:
		'Add the templates of a file, in place of those that have the same name; all of it or nothing',
	permission: 'accounting.write',
	kind: 'command',
	http: { method: 'post', path: '/accounting/template-imports' },
	input: z.strictObject({
		/** Id of an uploaded CSV, XLSX or ODS file, with the columns of the export. */
		file: z.uuid()
	}),
	output: z.object({ added: z.int(), replaced: z.int() }),
	async run(context, { file }) {
		const { tx, blobs } = context;
		const { sha256, name } = await findFile(context, file);
		const table = await readTable(await blobs.read(sha256), { fileName: name });
		if (table.rows.length > MOST_LINES) {
			throw new Refusal('too-large', 'accounting.template-file-too-long', { limit: MOST_LINES });
		}
		const values = new Map((await loadValues(tx)).map(({ label, id }) => [label, id]));
		const known = await tables(tx)
			.selectFrom('accounting.entry_template')
			.select(['id', 'name'])
			.execute();
		const ids = new Map(known.map((template) => [template.name, template.id]));
		const templates = readTemplates(table);
		for (const template of templates) {
			await writeTemplate(context, ids.get(template.name), fieldsOf(template, values));
		}
		const replaced = templates.filter((template) => ids.has(template.name)).length;
		context.about('entry-template', file, { file: name, templates: templates.length });
		return { added: templates.length - replaced, replaced };
	}
});

/** @throws {Refusal} `accounting.template-file-line` at the first line of a template that says what can't be */
function fieldsOf({ lines, ...template }: ReadTemplate, values: ReadonlyMap<string, string>) {
	const read = templateFields.safeParse({
		...template,
		lines: lines.map(({ line: _, values: labels, ...rest }) => ({
			...rest,
			valueIds: labels.flatMap((label) => values.get(label) ?? [])
		}))
	});
	if (read.success) return read.data;
	const line = lines[0]?.line ?? 0;
	const code = 'accounting.template-file-line';
	throw new Refusal('invalid', code, { line }, [
		{ path: `line ${line}`, code, parameters: { line } }
	]);
}
