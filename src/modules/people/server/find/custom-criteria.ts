import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { Asked, CriterionKind, Operator } from '#shared/condition.ts';
import type { Criterion } from '#platform/server/criteria.ts';
import type { CustomField, CustomKind } from '#modules/people/domain/custom/custom-field.ts';
import { customLabel, isIndexed } from '#modules/people/domain/custom/custom-field.ts';
import { sortKeys } from '#modules/people/domain/custom/custom-text.ts';
import { compared } from './compared.sql.ts';

const PRESENCE = ['known', 'unknown'] as const;
const TEXT = ['contains', 'starts', 'is', 'is-not', ...PRESENCE] as const;
const RANGE = ['between', 'at-least', 'at-most', 'is', ...PRESENCE] as const;
const CHOSEN = ['is', 'is-not', ...PRESENCE] as const;

type Compared = readonly [CriterionKind, readonly Operator[]];

/** How each kind of field is compared; what a formula works out is known record by record, and isn’t here. */
const KINDS: Readonly<Record<Exclude<CustomKind, 'computed'>, Compared>> = {
	text: ['text', TEXT],
	email: ['text', TEXT],
	url: ['text', TEXT],
	phone: ['text', TEXT],
	'long-text': ['presence', PRESENCE],
	address: ['presence', PRESENCE],
	file: ['presence', PRESENCE],
	number: ['number', RANGE],
	money: ['money', RANGE],
	date: ['date', RANGE],
	'month-day': ['month-day', RANGE],
	'yes-no': ['yes-no', ['is', ...PRESENCE]],
	choice: ['choice', CHOSEN],
	choices: ['choice', CHOSEN],
	country: ['country', CHOSEN],
	person: ['person', CHOSEN]
};

/** The association’s own fields as criteria: whoever may not see one is not offered it. */
export function customCriteria(fields: readonly CustomField[]): Criterion[] {
	return fields.flatMap((field): Criterion[] => {
		if (field.kind === 'computed') return [];
		const [kind, operators] = KINDS[field.kind];
		return [
			{
				key: `custom.${field.key}`,
				openTo: (permissions) => permissions.has('people.read'),
				kind,
				operators,
				label: (locale) => customLabel(field, locale),
				...(kind === 'choice' && {
					choices: ({ actor }) =>
						Promise.resolve(
							field.options.map((option) => {
								return { value: option.key, label: customLabel(option, actor.locale) };
							})
						)
				}),
				matches: (_person, asked) =>
					isIndexed(field.kind) ? byKey(field, asked) : byPresence(field, asked)
			}
		];
	});
}

function byKey(field: CustomField, { operator, values }: Asked): RawBuilder<boolean> {
	const key = sql`v.key`;
	const isWithout = operator === 'unknown' || operator === 'is-not';
	const asked: Asked = {
		operator: operator === 'is-not' ? 'is' : operator,
		values: values.flatMap((value) => sortKeys(field, value))
	};
	const isAny = operator === 'known' || operator === 'unknown';
	const rows = sql`(SELECT v.person_id FROM people.field_value v
		WHERE v.field_id = ${field.id} AND ${isAny ? sql`true` : compared(key, asked)})`;
	return isWithout ? sql`p.id NOT IN ${rows}` : sql`p.id IN ${rows}`;
}

function byPresence({ key }: CustomField, { operator }: Asked): RawBuilder<boolean> {
	return operator === 'known' ? sql`p.custom ? ${key}` : sql`NOT p.custom ? ${key}`;
}
