import { error } from '@sveltejs/kit';
import { checkCard } from '#modules/documents/server/index.ts';
import { translateCode } from '#platform/server/locale.ts';
import type { PageServerLoad } from './$types';

/** Where the code of a card leads, for whoever reads it. */
export const load: PageServerLoad = async ({ params, locals }) => {
	const card = await checkCard(params.token);
	if (!card) error(404, translateCode('documents.card-unknown', {}, locals.locale));
	return { card };
};
