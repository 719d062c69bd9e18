import { privacy } from '#modules/privacy/server/index.ts';
import { callerOf, download } from '#platform/page/perform.server.ts';
import { aboutIn } from '../about.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) => {
	const format = event.url.searchParams.get('format') ?? 'json';
	const id = aboutIn(event) ?? callerOf(event).actor.personId ?? '';
	return download(event, privacy.takeData, { id, format });
};
