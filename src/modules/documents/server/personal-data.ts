import { sql } from 'kysely';
import { formatDay, type Day } from '#shared/day.ts';
import { m } from '#i18n';
import type { PersonalData } from '#platform/server/personal-data.ts';

/** What printing keeps of a person: the cards that were made for them. */
export const documentsPersonalData: readonly PersonalData[] = [
	{
		tables: ['documents.card'],
		label: (locale) => m.documents_cards_title({}, { locale }),
		async read({ tx, actor: { locale } }, personId) {
			const { rows } = await sql<{ day: Day; revoked: Day | null }>`
				SELECT (c.issued_at AT TIME ZONE 'Europe/Paris')::date AS day,
					(c.revoked_at AT TIME ZONE 'Europe/Paris')::date AS revoked
				FROM documents.card c WHERE c.person_id = ${personId} ORDER BY c.issued_at`.execute(tx);
			return rows.map(({ day, revoked }) => ({
				day,
				text: revoked
					? m.documents_kept_revoked({ day: formatDay(revoked, locale) }, { locale })
					: m.documents_kept_card({}, { locale })
			}));
		}
	}
];
