import { isId } from '#shared/id.ts';
import { banking } from '#modules/banking/server/index.ts';
import { read } from '#platform/page/perform.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const before = event.url.searchParams.get('cursor') ?? '';
	return read(event, banking.listImports, { before: isId(before) ? before : undefined });
};
