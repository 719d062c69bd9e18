import { chosenYear } from '#modules/accounting/index.ts';
import { accounting } from '#modules/accounting/server/index.ts';
import { download, read } from '#platform/page/perform.server.ts';
import type { RequestHandler } from './$types';

/** The file of accounting entries of a year, or its description: `?part=notice`. */
export const GET: RequestHandler = async (event) => {
	const { url } = event;
	const parent = () => read(event, accounting.listFiscalYears, {});
	return download(event, accounting.exportFec, {
		fiscalYearId: await chosenYear({ url, parent }),
		encoding: url.searchParams.get('encoding') ?? undefined,
		part: url.searchParams.get('part') ?? undefined
	});
};
