import { parseDay } from '#shared/day.ts';
import { banking } from '#modules/banking/server/index.ts';
import { read } from '#platform/page/perform.server.ts';
import type { PageServerLoad } from './$types';
import { accountOf } from './account.server.ts';

const STATES = ['open', 'reconciled'] as const;

export const load: PageServerLoad = async (event) => {
	const { searchParams } = event.url;
	const filter = {
		state: STATES.find((known) => known === searchParams.get('state')) ?? ('all' as const),
		search: searchParams.get('q') ?? undefined,
		from: parseDay(searchParams.get('from') ?? ''),
		to: parseDay(searchParams.get('to') ?? '')
	};
	const account = await accountOf(event);
	const { lines, next } = await read(event, banking.listLines, {
		account: account.code,
		...filter,
		search: filter.search?.slice(0, 100),
		cursor: searchParams.get('cursor') ?? undefined
	});
	return { account, lines, next, state: filter.state };
};
