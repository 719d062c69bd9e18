import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { findFile } from '#platform/server/keep-file.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { readTable } from '#platform/server/tabular/read-table.ts';
import { chosenYear } from '../fiscal-years.ts';
import { readChart } from './read-chart.ts';
import { wholeChart } from './whole-chart.ts';
import { writeAccounts } from './write-accounts.ts';

const MAX_LINES = 5000;

export const importChart = defineOperation({
	name: 'accounting.import-chart',
	summary:
		'Add the accounts of a file to the chart, with their labels, remarks and favourites; all of it or nothing',
	permission: 'accounting.configure',
	kind: 'command',
	http: { method: 'post', path: '/accounting/chart-imports' },
	input: z.strictObject({
		/** Id of an uploaded CSV, XLSX or ODS file with columns `code` and `label`. */
		file: z.uuid()
	}),
	output: z.object({ added: z.int(), changed: z.int(), unchanged: z.int() }),
	async run(context, { file }) {
		const { tx, blobs } = context;
		const { sha256, name } = await findFile(context, file);
		const table = await readTable(await blobs.read(sha256), { fileName: name });
		if (table.rows.length > MAX_LINES) {
			throw new Refusal('too-large', 'accounting.chart-file-too-long', { limit: MAX_LINES });
		}
		const { chart } = await chosenYear(context, undefined);
		const { added, changed, unchanged } = readChart(table, chart, await wholeChart(tx, chart));
		await writeAccounts(context, [...added, ...changed]);
		context.about('chart', file, { file: name, added: added.length, changed: changed.length });
		return { added: added.length, changed: changed.length, unchanged };
	}
});
