import { chosenYear } from '#modules/accounting/index.ts';
import { accounting } from '#modules/accounting/server/index.ts';
import { download, read } from '#platform/page/perform.server.ts';
import type { RequestHandler } from './$types';

/** All the entries of a year for another program: `?year=2026&layout=grouped-ods`. */
export const GET: RequestHandler = async (event) => {
	const { url } = event;
	const parent = () => read(event, accounting.listFiscalYears, {});
	const [layout, format] = (url.searchParams.get('layout') ?? 'grouped-csv').split('-');
	return download(event, accounting.exportEntries, {
		fiscalYearId: await chosenYear({ url, parent }),
		layout: layout as 'grouped',
		format: format as 'csv' | undefined
	});
};
