import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { Asked } from '#shared/condition.ts';
import { fold } from '#shared/text.ts';
import type { Choice, Criterion } from '#platform/server/criteria.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { HOUSEHOLD_ROLES } from '#modules/people/domain/household/household.ts';
import { PERSON_KINDS } from '#modules/people/domain/person.ts';
import { m } from '#i18n';
import { fieldLabel, kindLabel } from '../labels.ts';
import { compared } from './compared.sql.ts';
import {
	countriesInUse,
	categoriesInUse,
	honorificsInUse,
	groupsToChoose,
	languagesInUse
} from './choices-in-use.ts';
import * as phrases from './phrases.ts';

const PRESENCE = ['known', 'unknown'] as const;
const CHOSEN = ['is', 'is-not', 'known', 'unknown'] as const;
const RANGE = ['between', 'at-least', 'at-most', 'known', 'unknown'] as const;

type Message = (inputs: Record<string, never>, options: { locale: 'fr' | 'en' }) => string;
type Described = Pick<Criterion, 'key' | 'kind' | 'operators' | 'choices' | 'phrase'> & {
	readonly label?: Message;
	readonly where: (asked: Asked, context: OperationContext) => RawBuilder<boolean>;
};

/** By what people are found that is written on every record, in the order in which it is offered. */
export const ownCriteria: readonly Criterion[] = (
	[
		{
			key: 'name',
			kind: 'text',
			operators: ['contains', 'starts'],
			label: m.people_field_display_name,
			where: nameCompared
		},
		{
			key: 'email',
			kind: 'text',
			operators: ['contains', ...PRESENCE],
			where: (asked) => compared(sql`p.email_key`, lowered(asked)),
			phrase: phrases.email
		},
		{
			key: 'phone',
			kind: 'text',
			operators: ['contains', ...PRESENCE],
			where: (asked) => compared(sql`p.phone`, digits(asked)),
			phrase: phrases.phone
		},
		{
			key: 'age',
			kind: 'number',
			operators: RANGE,
			label: m.people_find_age,
			where: ageCompared,
			phrase: phrases.age
		},
		{
			key: 'birthDate',
			kind: 'date',
			operators: RANGE,
			where: (asked) => compared(sql`p.birth_date`, asked, 'date')
		},
		{
			key: 'city',
			kind: 'text',
			operators: ['is', 'is-not', 'contains', ...PRESENCE],
			where: (asked) => compared(sql`p.sort_city`, folded(asked)),
			phrase: phrases.city
		},
		{
			key: 'postcode',
			kind: 'text',
			operators: ['starts', ...PRESENCE],
			where: (asked) => compared(sql`p.postcode`, asked)
		},
		{
			key: 'country',
			kind: 'choice',
			operators: CHOSEN,
			choices: countriesInUse,
			where: (asked) => compared(sql`p.country`, asked)
		},
		{
			key: 'honorific',
			kind: 'choice',
			operators: CHOSEN,
			choices: honorificsInUse,
			where: (asked) => compared(sql`p.honorific`, asked),
			phrase: phrases.honorific
		},
		{
			key: 'category',
			kind: 'choice',
			operators: CHOSEN,
			choices: categoriesInUse,
			where: (asked) => compared(sql`p.category`, asked),
			phrase: phrases.category
		},
		{
			key: 'group',
			kind: 'choice',
			operators: CHOSEN,
			choices: groupsToChoose,
			label: m.people_filter_group,
			// A group that is a search is met by `groupAsked`, which every search goes through.
			where: inRows(sql`people.group_member`, sql`group_id`, 'uuid'),
			phrase: phrases.group
		},
		{
			key: 'household',
			kind: 'choice',
			operators: CHOSEN,
			choices: ({ actor }) => Promise.resolve(householdRoles(actor.locale)),
			label: m.people_find_household,
			where: inRows(sql`people.household_member`, sql`role`, 'text'),
			phrase: phrases.household
		},
		{
			key: 'joinedOn',
			kind: 'date',
			operators: RANGE,
			where: (asked) => compared(sql`p.joined_on`, asked, 'date')
		},
		{
			key: 'createdOn',
			kind: 'date',
			operators: ['between', 'at-least', 'at-most'],
			label: m.people_find_created_on,
			where: (asked) =>
				compared(sql`(p.created_at AT TIME ZONE 'Europe/Paris')::date`, asked, 'date')
		},
		{
			key: 'kind',
			kind: 'choice',
			operators: ['is'],
			choices: ({ actor }) =>
				Promise.resolve(
					PERSON_KINDS.map((value) => ({ value, label: kindLabel(value, actor.locale) }))
				),
			where: (asked) => compared(sql`p.kind`, asked),
			phrase: phrases.kind
		},
		{
			key: 'language',
			kind: 'choice',
			operators: CHOSEN,
			choices: languagesInUse,
			where: (asked) => compared(sql`p.language`, asked)
		},
		{
			key: 'newsletter',
			kind: 'yes-no',
			operators: ['is'],
			where: ({ values }) => sql`p.newsletter = ${values[0]}::boolean`,
			phrase: phrases.newsletter
		},
		{
			key: 'archived',
			kind: 'yes-no',
			operators: ['is'],
			where: ({ values }) => sql`p.archived = ${values[0]}::boolean`,
			phrase: phrases.archived
		}
	] satisfies readonly Described[] as readonly Described[]
).map(({ where, label, ...criterion }) => ({
	...criterion,
	openTo: (permissions) => permissions.has('people.read'),
	label: (locale) => label?.({}, { locale }) ?? fieldLabel(criterion.key, locale),
	matches: (_person, asked, context) => where(asked, context)
}));

/** Words of a name, in any order. */
function nameCompared(asked: Asked): RawBuilder<boolean> {
	if (asked.operator === 'starts') return compared(sql`p.sort_name`, folded(asked));
	const each = asked.values.map((value) => {
		const words = folded({ ...asked, values: value.trim().split(/\s+/) }).values;
		return sql`(${sql.join(
			words.map((word) => compared(sql`p.sort_name`, { ...asked, values: [word] })),
			sql` AND `
		)})`;
	});
	return sql`(${sql.join(each, sql` OR `)})`;
}

function folded({ operator, values }: Asked): Asked {
	return { operator, values: values.map((value) => fold(value) || value.toLowerCase()) };
}

function lowered({ operator, values }: Asked): Asked {
	return { operator, values: values.map((value) => value.toLowerCase()) };
}

/** `06 12` is looked for in `+33612…`. */
function digits({ operator, values }: Asked): Asked {
	return {
		operator,
		values: values.map((value) => value.replace(/[^\d+]/g, '').replace(/^0/, ''))
	};
}

/** Whole years: somebody born on 29 February has their birthday on 1 March of other years. */
function ageCompared(
	{ operator, values }: Asked,
	{ today }: OperationContext
): RawBuilder<boolean> {
	const ago = (years: number) =>
		sql`(${today}::date - make_interval(years => ${Math.min(years, 200)}::int))::date`;
	const [from = 0, to = 0] = values.map((value) => Math.trunc(Number(value)));
	const atLeast = sql<boolean>`p.birth_date <= ${ago(from)}`;
	const atMost = (years: number) => sql<boolean>`p.birth_date > ${ago(years + 1)}`;
	if (operator === 'at-least') return atLeast;
	if (operator === 'at-most') return atMost(from);
	if (operator === 'between') return sql`(${atLeast} AND ${atMost(to)})`;
	return compared(sql`p.birth_date`, { operator, values });
}

/** Whether a person has one of the asked values in the rows of another table. */
function inRows(
	table: RawBuilder<unknown>,
	column: RawBuilder<unknown>,
	type: 'uuid' | 'text'
): Described['where'] {
	return ({ operator, values }) => {
		const among =
			values.length > 0 ? sql`WHERE r.${column} = ANY(${[...values]}::${sql.raw(type)}[])` : sql``;
		const rows = sql`(SELECT r.person_id FROM ${table} r ${among})`;
		const isIn = operator === 'is' || operator === 'known';
		return isIn ? sql`p.id IN ${rows}` : sql`p.id NOT IN ${rows}`;
	};
}

function householdRoles(locale: 'fr' | 'en'): Choice[] {
	return HOUSEHOLD_ROLES.map((value) => ({ value, label: phrases.roleLabel(value, locale) }));
}
