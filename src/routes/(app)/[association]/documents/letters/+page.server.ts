import { documents } from '#modules/documents/server/index.ts';
import { callerOf, read } from '#platform/page/perform.server.ts';
import { audienceIn, describeAudience } from '../audience.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { searchParams } = event.url;
	const [audience, { letters }] = await Promise.all([
		describeAudience(event),
		read(event, documents.listLetters, {})
	]);
	const chosen = letters.find(({ id }) => id === searchParams.get('letter'));
	const isShown = chosen && audience.total > 0;
	return {
		audience,
		letters: letters.map(({ id, name }) => ({ id, name })),
		chosen: chosen?.id,
		preview: isShown
			? await read(event, documents.previewLetter, {
					...audienceIn(searchParams),
					letterId: chosen.id
				})
			: undefined,
		mayWrite: callerOf(event).actor.permissions.has(documents.writeLetter.permission)
	};
};
