import { z } from 'zod';
import { slugify } from '#shared/text.ts';
import { defineDownload } from '#platform/server/operation.ts';
import type { Tx } from '#platform/server/operation.ts';
import { TABLE_MEDIA_TYPES, writeTable } from '#platform/server/tabular/write-table.ts';
import { byEntry } from '#modules/accounting/domain/export/entry-lines.ts';
import type { EntryLine } from '#modules/accounting/domain/export/entry-lines.ts';
import { hledgerTransaction } from '#modules/accounting/domain/export/hledger.ts';
import {
	PAHEKO_LAYOUTS,
	pahekoColumns,
	pahekoRows
} from '#modules/accounting/domain/export/paheko.ts';
import type { PahekoLayout } from '#modules/accounting/domain/export/paheko.ts';
import { entryNumber } from '#modules/accounting/domain/journal.ts';
import { chosenYear } from '../fiscal-years.ts';
import type { KnownYear } from '../fiscal-years.ts';
import { linesOfYear } from '../lines-of-year.ts';
import { statementInput } from '../statement-fields.ts';

const HLEDGER = 'text/plain; charset=utf-8';

export const exportEntries = defineDownload({
	name: 'accounting.export-entries',
	summary:
		'Download all the entries of a year for another program: the layouts of Paheko (CSV, XLSX, ODS), or hledger',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/entry-exports' },
	mediaTypes: [...TABLE_MEDIA_TYPES, HLEDGER],
	input: statementInput.extend({
		/** `simple`: an amount from one account to another; entries of several lines are cut in such amounts. */
		layout: z.enum([...PAHEKO_LAYOUTS, 'hledger']).default('grouped'),
		/** Of the tables; hledger is text. */
		format: z.enum(['csv', 'xlsx', 'ods']).default('csv')
	}),
	async run(context, { fiscalYearId, layout, format }) {
		const { tx, association } = context;
		const year = await chosenYear(context, fiscalYearId);
		const name = `${association.name} ${year.code} ${layout}`;
		if (layout === 'hledger') {
			const body = hledger(tx, year);
			return { name: `${slugify(name)}.journal`, mediaType: HLEDGER, body };
		}
		const rows = rowsOf(tx, year, layout);
		return writeTable({ name, columns: pahekoColumns(layout), rows }, format);
	}
});

async function* hledger(tx: Tx, year: KnownYear): AsyncGenerator<string> {
	for await (const entry of byEntry(entryLines(tx, year))) yield hledgerTransaction(entry);
}

async function* rowsOf(tx: Tx, year: KnownYear, layout: PahekoLayout) {
	for await (const entry of byEntry(entryLines(tx, year))) yield* pahekoRows(entry, layout);
}

async function* entryLines(tx: Tx, year: KnownYear): AsyncGenerator<EntryLine> {
	for await (const line of linesOfYear(tx, year.id, 'journal')) {
		yield {
			...line,
			number: entryNumber(line.journalCode, year.code, line.number),
			label: line.entryLabel,
			validated: line.validatedOn !== null
		};
	}
}
