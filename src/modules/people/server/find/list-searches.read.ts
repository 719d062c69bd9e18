import { z } from 'zod';
import { defineOperation } from '#platform/server/operation.ts';
import { readSearch } from './read-search.ts';
import { knownSearches } from './saved-search-row.ts';
import { phraseOf, sentenceOf } from './search-in-words.ts';

export const listSearches = defineOperation({
	name: 'people.list-searches',
	summary:
		'Lists the saved searches of the caller and the shared ones that ask nothing the caller may not see.',
	permission: 'people.read',
	kind: 'query',
	http: { method: 'get', path: '/person-searches' },
	input: z.strictObject({}),
	output: z.object({
		searches: z.array(
			z.object({
				id: z.uuid(),
				name: z.string(),
				where: z.string(),
				match: z.enum(['all', 'any']),
				shared: z.boolean(),
				own: z.boolean(),
				/** What it asks, in words. */
				sentence: z.string(),
				/** Whether the caller may change and remove it. */
				mayEdit: z.boolean()
			})
		)
	}),
	async run(context) {
		const mayShare = context.actor.permissions.has('people.share-searches');
		const searches = [];
		for (const search of await knownSearches(context)) {
			const read = await readSearch(context, search.where);
			const isHidden = read.some(({ fault }) => fault?.code === 'people.condition-unknown');
			// Its words would tell what its reader may not see. Whoever made it may still remove it.
			if (isHidden && !search.own) continue;
			const phrases = [];
			for (const one of read) phrases.push(await phraseOf(context, one));
			const sentence = sentenceOf(phrases, search.match, context.actor.locale);
			searches.push({ ...search, sentence, mayEdit: search.shared ? mayShare : true });
		}
		return { searches };
	}
});
