import { documents } from '#modules/documents/server/index.ts';
import { parametersIn } from '#platform/page/form.server.ts';
import { download } from '#platform/page/perform.server.ts';
import { cardsIn } from '../audience.server.ts';
import type { RequestHandler } from './$types';

/** The cards in one file. It is asked for by a form: a card gets its code when it is first printed. */
export const POST: RequestHandler = async (event) => {
	const parameters = await parametersIn(event);
	return download(event, documents.printCards, cardsIn(parameters));
};
