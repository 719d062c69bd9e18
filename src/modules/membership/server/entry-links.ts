import { sql } from 'kysely';
import { m } from '#i18n';
import type { EntrySource } from '#platform/server/entry-links.ts';
import { nameWithSeason } from '../domain/validity.ts';

/** Dues that an entry pays or gives back, and the gift that came with them. */
export const duesOfEntries: EntrySource = {
	key: 'membership.entry-dues',
	permission: 'membership.read',
	async links({ tx, actor: { locale } }, entryIds) {
		const { rows } = await sql<{
			entryId: string;
			kind: 'dues' | 'refund' | 'gift';
			id: string;
			person: string;
			fee: string;
			season: string | null;
		}>`
			WITH paid AS (
				SELECT p.entry_id, 'dues' AS kind, s.membership_id
				FROM membership.payment p
				JOIN membership.payment_share s
					ON s.association_id = p.association_id AND s.payment_id = p.id
				WHERE p.entry_id = ANY(${entryIds}::uuid[])
				UNION ALL
				SELECT a.entry_id, 'refund', a.membership_id
				FROM membership.adjustment a WHERE a.entry_id = ANY(${entryIds}::uuid[])
			)
			SELECT paid.entry_id AS "entryId", paid.kind, m.id, p.display_name AS person, f.name AS fee, m.season
			FROM paid
			JOIN membership.membership m ON m.id = paid.membership_id
			JOIN membership.fee f ON f.association_id = m.association_id AND f.id = m.fee_id
			JOIN people.person_summary p ON p.association_id = m.association_id AND p.id = m.person_id
			UNION ALL
			SELECT y.entry_id, 'gift', p.id, p.display_name, '', NULL
			FROM membership.payment y
			JOIN people.person_summary p ON p.association_id = y.association_id AND p.id = y.person_id
			WHERE y.entry_id = ANY(${entryIds}::uuid[]) AND y.gift_cents > 0
			ORDER BY 1, 2, 3`.execute(tx);
		return rows.map(({ entryId, kind, id, person, fee, season }) => {
			if (kind === 'gift') {
				const label = m.membership_link_gift({ person }, { locale });
				return { entryId, label, href: `people/${id}` };
			}
			const words = { person, fee: nameWithSeason(fee, season) };
			const say = kind === 'dues' ? m.membership_link_dues : m.membership_link_refund;
			return { entryId, label: say(words, { locale }), href: `membership/memberships/${id}` };
		});
	}
};
