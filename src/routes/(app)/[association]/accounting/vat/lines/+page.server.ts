import { accounting } from '#modules/accounting/server/index.ts';
import { read } from '#platform/page/perform.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { searchParams } = event.url;
	const returnId = searchParams.get('period') ?? undefined;
	const box = searchParams.get('line') ?? '-';
	const after = searchParams.get('after') ?? undefined;
	return { returnId, report: await read(event, accounting.listVatItems, { returnId, box, after }) };
};
