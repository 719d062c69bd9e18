import { banking } from '#modules/banking/server/index.ts';
import { read } from '#platform/page/perform.server.ts';
import type { PageServerLoad } from './$types';
import { accountOf } from './account.server.ts';
import { readLineFilter } from './line-filter.server.ts';

export const load: PageServerLoad = async (event) => {
	const { searchParams } = event.url;
	const filter = readLineFilter(searchParams);
	const account = await accountOf(event);
	const { lines, next } = await read(event, banking.listLines, {
		account: account.code,
		...filter,
		cursor: searchParams.get('cursor') ?? undefined
	});
	return { account, lines, next, state: filter.state };
};
