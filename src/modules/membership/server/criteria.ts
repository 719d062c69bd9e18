import { sql } from 'kysely';
import type { Choice, Criterion } from '#platform/server/criteria.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { m } from '#i18n';
import { standings } from './standing.sql.ts';

type Message = (inputs: Record<string, never>, options: { locale: 'fr' | 'en' }) => string;
interface Words {
	/** As it is chosen. */
	readonly label: Message;
	/** The end of a sentence about several people. */
	readonly phrase: Message;
}

const STANDINGS: Readonly<Record<string, Words>> = {
	'up-to-date': {
		label: m.membership_criterion_up_to_date,
		phrase: m.membership_criterion_who_are_up_to_date
	},
	owing: { label: m.membership_criterion_owing, phrase: m.membership_criterion_who_owe },
	expired: { label: m.membership_criterion_expired, phrase: m.membership_criterion_whose_expired },
	upcoming: {
		label: m.membership_criterion_upcoming,
		phrase: m.membership_criterion_whose_upcoming
	},
	none: { label: m.membership_criterion_none, phrase: m.membership_criterion_who_never_joined }
};

/** By what people are found that dues know: where they stand, and at which tariff they are members today. */
export const membershipCriteria: readonly Criterion[] = [
	{
		key: 'membership.standing',
		openTo: (permissions) => permissions.has('membership.read'),
		kind: 'choice',
		operators: ['is'],
		label: (locale) => m.membership_criterion_standing({}, { locale }),
		choices: ({ actor: { locale } }) =>
			Promise.resolve(
				Object.entries(STANDINGS).map(([value, { label }]) => {
					return { value, label: label({}, { locale }) };
				})
			),
		matches(person, { values }, { today }) {
			const standing = sql`${person} IN (SELECT s.person_id FROM (${standings(today)}) s
				WHERE s.standing = ANY(${[...values]}::text[]))`;
			if (!values.includes('none')) return sql`${standing}`;
			return sql`(${standing} OR ${person} NOT IN (
				SELECT m.person_id FROM membership.membership m WHERE m.cancelled_at IS NULL))`;
		},
		phrase({ values }, locale) {
			const phrases = values.map((value) => STANDINGS[value]?.phrase({}, { locale }) ?? value);
			return new Intl.ListFormat(locale, { type: 'disjunction' }).format(phrases);
		}
	},
	{
		key: 'membership.tariff',
		openTo: (permissions) => permissions.has('membership.read'),
		kind: 'choice',
		operators: ['is', 'is-not'],
		label: (locale) => m.membership_criterion_tariff({}, { locale }),
		choices: tariffs,
		matches(person, { operator, values }, { today }) {
			const paying = sql`(SELECT m.person_id FROM membership.membership m
				WHERE m.tariff_id = ANY(${[...values]}::uuid[]) AND m.cancelled_at IS NULL
					AND m.starts_on <= ${today} AND coalesce(m.ends_on >= ${today}, true))`;
			return operator === 'is' ? sql`${person} IN ${paying}` : sql`${person} NOT IN ${paying}`;
		},
		phrase({ operator, words }, locale) {
			return operator === 'is'
				? m.membership_criterion_at_tariff({ words }, { locale })
				: m.membership_criterion_not_at_tariff({ words }, { locale });
		}
	}
];

async function tariffs({ tx }: OperationContext): Promise<Choice[]> {
	const { rows } = await sql<Choice>`
		SELECT t.id AS value, f.name || ' – ' || t.label AS label
		FROM membership.tariff t
		JOIN membership.fee f ON f.association_id = t.association_id AND f.id = t.fee_id
		ORDER BY f.archived_at IS NOT NULL, f.name, f.id, t.position LIMIT 500`.execute(tx);
	return rows;
}
