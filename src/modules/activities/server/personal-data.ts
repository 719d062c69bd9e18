import { sql } from 'kysely';
import { formatDay, type Day } from '#shared/day.ts';
import { formatCents } from '#shared/money.ts';
import { m } from '#i18n';
import { filesByIds } from '#platform/server/keep-file.ts';
import type { PersonalData } from '#platform/server/personal-data.ts';

type State = 'registered' | 'waiting' | 'cancelled' | 'teaches';
type Mark = 'present' | 'absent' | 'excused';

const STATES = {
	registered: m.activities_kept_registered,
	waiting: m.activities_kept_waiting,
	cancelled: m.activities_kept_cancelled,
	teaches: m.activities_kept_teaches
} as const;

const MARKS = {
	present: m.activities_state_present,
	absent: m.activities_state_absent,
	excused: m.activities_state_excused
} as const;

interface Document {
	readonly day: Day;
	readonly name: string;
	readonly until: Day | null;
	readonly fileId: string | null;
}

/** What activities keep of a person: where they are registered, when they came, what they gave. */
export const activitiesPersonalData: readonly PersonalData[] = [
	{
		tables: ['activities.registration', 'activities.teacher'],
		label: (locale) => m.activities_nav_activities({}, { locale }),
		async read({ tx, actor: { locale } }, personId) {
			const { rows } = await sql<{ day: Day | null; name: string; state: State; cents: number }>`
				SELECT (r.registered_at AT TIME ZONE 'Europe/Paris')::date AS day, a.name, r.state,
					r.price_cents AS cents
				FROM activities.registration r
				JOIN activities.activity a ON a.association_id = r.association_id AND a.id = r.activity_id
				WHERE r.person_id = ${personId}
				UNION ALL
				SELECT NULL, a.name, 'teaches', 0 FROM activities.teacher t
				JOIN activities.activity a ON a.association_id = t.association_id AND a.id = t.activity_id
				WHERE t.person_id = ${personId}
				ORDER BY 1 NULLS FIRST, 2`.execute(tx);
			return rows.map(({ day, name, state, cents }) => {
				const text = STATES[state]({ name }, { locale });
				return { day, text: cents > 0 ? `${text}, ${formatCents(cents, locale)}` : text };
			});
		}
	},
	{
		tables: ['activities.attendance'],
		label: (locale) => m.activities_kept_attendance({}, { locale }),
		async read({ tx, actor: { locale } }, personId) {
			const { rows } = await sql<{ day: Day; name: string; state: Mark }>`
				SELECT s.day, c.name, a.state FROM activities.attendance a
				JOIN activities.session s ON s.association_id = a.association_id AND s.id = a.session_id
				JOIN activities.activity c ON c.association_id = s.association_id AND c.id = s.activity_id
				WHERE a.person_id = ${personId} ORDER BY s.day, s.starts_at`.execute(tx);
			return rows.map(({ day, name, state }) => {
				return { day, text: `${name}, ${MARKS[state]({}, { locale })}` };
			});
		}
	},
	{
		tables: ['activities.document'],
		label: (locale) => m.activities_kept_documents({}, { locale }),
		async read(context, personId) {
			const { locale } = context.actor;
			const { rows } = await sql<Document>`
				SELECT d.signed_on AS day, k.name, d.valid_until AS until, d.file_id AS "fileId"
				FROM activities.document d
				JOIN activities.document_kind k ON k.association_id = d.association_id AND k.id = d.kind_id
				WHERE d.person_id = ${personId} ORDER BY d.signed_on, d.id`.execute(context.tx);
			const files = await filesByIds(
				context,
				rows.flatMap(({ fileId }) => fileId ?? [])
			);
			return rows.map(({ day, name, until, fileId }) => {
				const file = fileId === null ? undefined : files.get(fileId)?.name;
				const valid =
					until && m.activities_kept_until({ day: formatDay(until, locale) }, { locale });
				const seen = file ?? m.activities_kept_paper({}, { locale });
				return { day, text: [name, ...(valid ? [valid] : []), seen].join(', ') };
			});
		}
	}
];
