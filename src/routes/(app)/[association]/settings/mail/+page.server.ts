import { read } from '#platform/page/perform.server.ts';
import { listMail } from '#platform/server/operations/index.ts';
import type { PageServerLoad } from './$types';

const STATES = ['waiting', 'failed', 'sent'] as const;

export const load: PageServerLoad = async (event) => {
	const { searchParams } = event.url;
	const state = STATES.find((one) => one === searchParams.get('state'));
	const cursor = searchParams.get('cursor') ?? undefined;
	return { state, ...(await read(event, listMail, { state, cursor })) };
};
