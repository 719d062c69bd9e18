import { privacy } from '#modules/privacy/server/index.ts';
import { callerOf, download } from '#platform/page/perform.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) => {
	const format = event.url.searchParams.get('format') ?? 'json';
	return download(event, privacy.takeData, { id: callerOf(event).actor.personId ?? '', format });
};
