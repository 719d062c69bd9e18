import { documents } from '#modules/documents/server/index.ts';
import { parametersIn } from '#platform/page/form.server.ts';
import { actAndWait } from '#platform/page/wait.server.ts';
import { cardsIn, labelsIn, lettersIn } from '../audience.server.ts';
import type { RequestHandler } from './$types';

/** Has the documents of many people made, then shows how far they are. */
export const POST: RequestHandler = async (event) => {
	const parameters = await parametersIn(event);
	switch (parameters.get('kind')) {
		case 'cards':
			return actAndWait(event, documents.startCards, cardsIn(parameters));
		case 'labels':
			return actAndWait(event, documents.startLabels, labelsIn(parameters));
		default:
			return actAndWait(event, documents.startLetters, lettersIn(parameters));
	}
};
