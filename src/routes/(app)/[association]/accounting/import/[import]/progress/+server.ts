import { json } from '@sveltejs/kit';
import { accounting } from '#modules/accounting/server/index.ts';
import { read } from '#platform/page/perform.server.ts';
import type { RequestHandler } from './$types';

/** How far the import has come, for the page that waits for it. */
export const GET: RequestHandler = async (event) => {
	const { progress } = await read(event, accounting.getAccountsImport, { id: event.params.import });
	return json(progress);
};
