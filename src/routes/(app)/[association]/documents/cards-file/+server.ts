import { documents } from '#modules/documents/server/index.ts';
import { download } from '#platform/page/perform.server.ts';
import { audienceIn, parametersIn } from '../audience.server.ts';
import type { RequestHandler } from './$types';

/** The cards in one file. It is asked for by a form: a card gets its code when it is first printed. */
export const POST: RequestHandler = async (event) => {
	const parameters = await parametersIn(event);
	const { upToDate: _, ...audience } = audienceIn(parameters);
	const layout = parameters.get('layout') ?? undefined;
	return download(event, documents.printCards, { ...audience, layout });
};
