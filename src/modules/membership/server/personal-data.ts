import { sql } from 'kysely';
import type { Day } from '#shared/day.ts';
import { formatCents } from '#shared/money.ts';
import { m } from '#i18n';
import type { PersonalData } from '#platform/server/personal-data.ts';
import type { PaymentMeans } from '../domain/means.ts';
import { nameWithSeason } from '../domain/validity.ts';
import { byMeansIn } from './means-words.ts';

interface Membership {
	readonly day: Day;
	readonly fee: string;
	readonly season: string | null;
	readonly tariff: string;
	readonly dueCents: number;
	readonly paidCents: number;
	readonly cancelled: boolean;
}

interface Payment {
	readonly day: Day;
	readonly means: PaymentMeans;
	readonly cents: number;
	readonly reference: string | null;
	readonly cancelled: boolean;
}

/** What dues keep of a person: memberships, payments, reminders. */
export const membershipPersonalData: readonly PersonalData[] = [
	{
		tables: ['membership.membership'],
		label: (locale) => m.membership_person_memberships({}, { locale }),
		async read({ tx, actor: { locale } }, personId) {
			const { rows } = await sql<Membership>`
				SELECT m.starts_on AS day, f.name AS fee, m.season, t.label AS tariff,
					m.due_cents AS "dueCents", m.paid_cents AS "paidCents",
					m.cancelled_at IS NOT NULL AS cancelled
				FROM membership.membership m
				JOIN membership.fee f ON f.association_id = m.association_id AND f.id = m.fee_id
				JOIN membership.tariff t ON t.association_id = m.association_id AND t.id = m.tariff_id
				WHERE m.person_id = ${personId} ORDER BY m.starts_on, m.id`.execute(tx);
			return rows.map(({ day, cancelled, ...one }) => {
				const words = {
					fee: nameWithSeason(one.fee, one.season),
					tariff: one.tariff,
					due: formatCents(one.dueCents, locale),
					paid: formatCents(one.paidCents, locale)
				};
				const say = cancelled ? m.membership_kept_cancelled : m.membership_kept_membership;
				return { day, text: say(words, { locale }) };
			});
		}
	},
	{
		tables: ['membership.payment'],
		label: (locale) => m.membership_person_payments({}, { locale }),
		async read({ tx, actor: { locale } }, personId) {
			const { rows } = await sql<Payment>`
				SELECT y.paid_on AS day, y.means, y.amount_cents AS cents, y.reference,
					y.cancelled_at IS NOT NULL AS cancelled
				FROM membership.payment y
				WHERE y.person_id = ${personId} ORDER BY y.paid_on, y.id`.execute(tx);
			return rows.map(({ day, means, cents, reference, cancelled }) => ({
				day,
				text: [
					`${formatCents(cents, locale)} ${byMeansIn(means, locale)}`,
					...(reference ? [reference] : []),
					...(cancelled ? [m.membership_cancelled({}, { locale })] : [])
				].join(', ')
			}));
		}
	},
	{
		tables: ['membership.reminder', 'membership.reminder_stop'],
		label: (locale) => m.membership_kept_reminders({}, { locale }),
		async read({ tx, actor: { locale } }, personId) {
			const { rows } = await sql<{ day: Day; subject: string | null; recipient: string | null }>`
				SELECT (r.sent_at AT TIME ZONE 'Europe/Paris')::date AS day, r.subject, r.recipient
				FROM membership.reminder r WHERE r.person_id = ${personId}
				UNION ALL
				SELECT (s.stopped_at AT TIME ZONE 'Europe/Paris')::date, NULL, NULL
				FROM membership.reminder_stop s WHERE s.person_id = ${personId}
				ORDER BY 1`.execute(tx);
			return rows.map(({ day, subject, recipient }) => ({
				day,
				text:
					subject === null
						? m.membership_kept_stop({}, { locale })
						: m.membership_kept_reminder({ subject, recipient: recipient ?? '' }, { locale })
			}));
		}
	}
];
