import { z } from 'zod';
import { translateCode } from '#platform/server/locale.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { writeConditions } from '#modules/people/domain/find/condition.ts';
import { peopleFilter } from '../people-filter.ts';
import { readSearch } from './read-search.ts';
import { phraseOf, sentenceOf } from './search-in-words.ts';

export const describeSearch = defineOperation({
	name: 'people.describe-search',
	summary: 'Says a search in words, condition by condition, and what is wrong with each.',
	permission: 'people.read',
	kind: 'query',
	http: { method: 'get', path: '/person-searches/described' },
	input: peopleFilter.pick({ where: true, match: true }),
	output: z.object({
		/** « Personnes de 18 à 25 ans, à Rennes ». */
		sentence: z.string(),
		conditions: z.array(
			z.object({
				phrase: z.string(),
				/** What is wrong with it, as a sentence; `null` when it can be asked. */
				fault: z.string().nullable(),
				/** `where` without it. */
				without: z.string()
			})
		)
	}),
	async run(context, { where, match }) {
		const { locale } = context.actor;
		const read = await readSearch(context, where);
		const all = read.map(({ condition }) => condition);
		const conditions = [];
		for (const [index, one] of read.entries()) {
			conditions.push({
				phrase: await phraseOf(context, one),
				fault: one.fault ? translateCode(one.fault.code, one.fault.parameters, locale) : null,
				without: writeConditions(all.toSpliced(index, 1))
			});
		}
		const phrases = conditions.map(({ phrase }) => phrase);
		return { sentence: sentenceOf(phrases, match, locale), conditions };
	}
});
