import { sql } from 'kysely';
import type { Choice, Criterion } from '#platform/server/criteria.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { m } from '#i18n';
import { maySeePeople } from './policy.ts';

/** By what people are found that activities know: which they are registered to. */
export const activityCriteria: readonly Criterion[] = [
	{
		key: 'activities.activity',
		openTo: (permissions) => maySeePeople({ permissions }),
		kind: 'choice',
		operators: ['is', 'is-not', 'known', 'unknown'],
		label: (locale) => m.activities_criterion_activity({}, { locale }),
		choices: activities,
		matches(person, { operator, values }) {
			const among =
				values.length > 0 ? sql`r.activity_id = ANY(${[...values]}::uuid[])` : sql`true`;
			const registered = sql`(SELECT r.person_id FROM activities.registration r
				WHERE r.state = 'registered' AND ${among})`;
			const isIn = operator === 'is' || operator === 'known';
			return isIn ? sql`${person} IN ${registered}` : sql`${person} NOT IN ${registered}`;
		},
		phrase({ operator, words }, locale) {
			if (operator === 'is') return m.activities_criterion_registered({ words }, { locale });
			if (operator === 'is-not') {
				return m.activities_criterion_not_registered({ words }, { locale });
			}
			return operator === 'known'
				? m.activities_criterion_registered_somewhere({}, { locale })
				: m.activities_criterion_registered_nowhere({}, { locale });
		}
	}
];

async function activities({ tx }: OperationContext): Promise<Choice[]> {
	const { rows } = await sql<Choice>`
		SELECT a.id AS value, a.name AS label FROM activities.activity a
		ORDER BY a.archived_at IS NOT NULL, lower(a.name), a.id LIMIT 500`.execute(tx);
	return rows;
}
