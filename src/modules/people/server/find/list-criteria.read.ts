import { z } from 'zod';
import { OPERATORS } from '#shared/condition.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { criteriaFor } from './criteria-for.ts';

const KINDS = [
	'text',
	'number',
	'money',
	'date',
	'month-day',
	'yes-no',
	'choice',
	'country',
	'person',
	'presence'
] as const;

export const listCriteria = defineOperation({
	name: 'people.list-criteria',
	summary: 'Lists by what the caller may find people, and how each is compared.',
	permission: 'people.read',
	kind: 'query',
	http: { method: 'get', path: '/person-criteria' },
	input: z.strictObject({
		/** Only this one, with the answers that it has. */
		key: z.string().max(100).optional()
	}),
	output: z.object({
		criteria: z.array(
			z.object({
				key: z.string(),
				label: z.string(),
				kind: z.enum(KINDS),
				operators: z.array(z.enum(OPERATORS)),
				/** Of a choice that was asked for by its key. */
				choices: z.array(z.object({ value: z.string(), label: z.string() }))
			})
		)
	}),
	async run(context, { key }) {
		const { locale } = context.actor;
		const criteria = [...(await criteriaFor(context)).values()];
		const asked = criteria.filter((one) => key === undefined || one.key === key);
		const listed = [];
		for (const { choices, label, kind, operators, ...one } of asked) {
			const answers = key === undefined ? [] : [...((await choices?.(context)) ?? [])];
			listed.push({
				key: one.key,
				label: label(locale),
				kind,
				operators: [...operators],
				choices: answers
			});
		}
		return { criteria: listed };
	}
});
