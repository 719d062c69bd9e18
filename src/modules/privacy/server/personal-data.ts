import { sql } from 'kysely';
import type { Day } from '#shared/day.ts';
import { m } from '#i18n';
import type { PersonalData } from '#platform/server/personal-data.ts';

/** Why a record is kept beyond its time, or when it was emptied. */
export const privacyPersonalData: readonly PersonalData[] = [
	{
		tables: ['privacy.kept', 'privacy.anonymisation'],
		label: (locale) => m.privacy_nav({}, { locale }),
		async read({ tx, actor: { locale } }, personId) {
			const { rows } = await sql<{ day: Day; reason: string | null }>`
				SELECT (k.kept_at AT TIME ZONE 'Europe/Paris')::date AS day, k.reason
				FROM privacy.kept k WHERE k.person_id = ${personId}
				UNION ALL
				SELECT (a.at AT TIME ZONE 'Europe/Paris')::date, NULL
				FROM privacy.anonymisation a WHERE a.person_id = ${personId}
				ORDER BY 1`.execute(tx);
			return rows.map(({ day, reason }) => ({
				day,
				text:
					reason === null
						? m.privacy_kept_anonymised({}, { locale })
						: m.privacy_kept_because({ reason }, { locale })
			}));
		}
	}
];
