import { sql } from 'kysely';
import type { Day } from '#shared/day.ts';
import type { PersonalData } from '#platform/server/personal-data.ts';
import { m } from '#i18n';
import type { ConsentPurpose } from '../domain/consent.ts';
import type { HouseholdRole } from '../domain/household/household.ts';

const ROLES = {
	parent: m.people_household_role_parent,
	partner: m.people_household_role_partner,
	child: m.people_household_role_child,
	other: m.people_household_role_other
} as const;

const PURPOSES = {
	newsletter: m.people_kept_newsletter,
	image: m.people_kept_image,
	directory: m.people_kept_directory
} as const;

/** What is kept of a person beside the fields of their record, which `everythingOf` tells. */
export const peoplePersonalData: readonly PersonalData[] = [
	{
		tables: ['people.household_member'],
		label: (locale) => m.people_own_household({}, { locale }),
		async read({ tx, actor: { locale } }, personId) {
			const { rows } = await sql<{ name: string; role: HouseholdRole }>`
				SELECT h.name, m.role FROM people.household_member m
				JOIN people.household h ON h.association_id = m.association_id AND h.id = m.household_id
				WHERE m.person_id = ${personId} ORDER BY h.name_key, h.id`.execute(tx);
			return rows.map(({ name, role }) => {
				return { day: null, text: `${name}, ${ROLES[role]({}, { locale })}` };
			});
		}
	},
	{
		tables: ['people.group_member', 'people.search_leader', 'people.join_request'],
		label: (locale) => m.people_groups_title({}, { locale }),
		async read({ tx, actor: { locale } }, personId) {
			const { rows } = await sql<{ day: Day; name: string; place: 'in' | 'leads' | 'asks' }>`
				SELECT (i.at AT TIME ZONE 'Europe/Paris')::date AS day, g.name, i.place FROM (
					SELECT m.association_id, m.group_id, m.added_at AS at,
						CASE WHEN m.leader THEN 'leads' ELSE 'in' END AS place
					FROM people.group_member m WHERE m.person_id = ${personId}
					UNION ALL
					SELECT l.association_id, l.group_id, l.added_at, 'leads'
					FROM people.search_leader l WHERE l.person_id = ${personId}
					UNION ALL
					SELECT r.association_id, r.group_id, r.asked_at, 'asks'
					FROM people.join_request r WHERE r.person_id = ${personId}
				) i JOIN people.person_group g ON g.association_id = i.association_id AND g.id = i.group_id
				ORDER BY i.at, g.name_key`.execute(tx);
			const words = { leads: m.people_kept_leads, asks: m.people_kept_asks };
			return rows.map(({ day, name, place }) => {
				return { day, text: place === 'in' ? name : words[place]({ name }, { locale }) };
			});
		}
	},
	{
		tables: ['people.consent'],
		label: (locale) => m.people_consents_of({}, { locale }),
		async read({ tx, actor: { locale } }, personId) {
			const { rows } = await sql<{ day: Day; purpose: ConsentPurpose; given: boolean }>`
				SELECT (c.at AT TIME ZONE 'Europe/Paris')::date AS day, c.purpose, c.given
				FROM people.consent c WHERE c.person_id = ${personId} ORDER BY c.id`.execute(tx);
			return rows.map(({ day, purpose, given }) => {
				const name = PURPOSES[purpose]({}, { locale });
				const say = given ? m.people_kept_yes : m.people_kept_no;
				return { day, text: say({ name }, { locale }) };
			});
		}
	},
	{
		tables: ['people.departure'],
		label: (locale) => m.people_departures_title({}, { locale }),
		async read({ tx }, personId) {
			const { rows } = await sql<{ day: Day; reason: string | null }>`
				SELECT d.left_on AS day, d.reason FROM people.departure d
				WHERE d.person_id = ${personId} ORDER BY d.left_on, d.id`.execute(tx);
			return rows.map(({ day, reason }) => ({ day, text: reason ?? '–' }));
		}
	}
];
