import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import type { Day } from '#shared/day.ts';
import type { RawBuilder } from 'kysely';
import type { Tx } from '#platform/server/operation.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { HOUSEHOLD_RULES } from '../domain/household-price.ts';
import { nextSeasonStart, seasonOf } from '../domain/validity.ts';
import { toValidity, validityField, type ValidityColumns } from './fee-input.ts';
import { dayView } from './fields.ts';
import { HOUSEHOLD_PRICE } from './tariff-row.ts';

const tariffView = z.object({
	id: z.uuid(),
	label: z.string(),
	amountCents: z.int(),
	free: z.boolean(),
	incomeMeaning: z.string(),
	incomeAccount: z.string().nullable(),
	prorated: z.boolean(),
	ageMin: z.int().nullable(),
	ageMax: z.int().nullable(),
	incomeMinCents: z.int().nullable(),
	incomeMaxCents: z.int().nullable(),
	/** A price that depends on the household: from the second, the third… */
	household: z
		.object({
			by: z.enum(HOUSEHOLD_RULES),
			bands: z.array(z.object({ from: z.int(), amountCents: z.int() }))
		})
		.nullable(),
	/** The tariff that takes its place at renewals, once it is archived. */
	successorId: z.uuid().nullable(),
	/** What it cost before, the latest first; memberships keep what they owed. */
	formerPrices: z.array(z.object({ amountCents: z.int(), until: dayView })),
	archived: z.boolean(),
	/** Memberships that run today. */
	members: z.int()
});

export const feeView = z.object({
	id: z.uuid(),
	name: z.string(),
	validity: validityField,
	/** The season of today, and the first day of the next one, for fees that have seasons. */
	season: z.string().nullable(),
	nextSeasonOn: dayView.nullable(),
	archived: z.boolean(),
	/** People with a membership that runs today. */
	members: z.int(),
	/** A membership was recorded with it, now or before. */
	used: z.boolean(),
	tariffs: z.array(tariffView)
});
export type FeeView = z.output<typeof feeView>;

export const listFees = defineOperation({
	name: 'membership.list-fees',
	summary: 'Lists the fees with their tariffs, and how many members have each today.',
	permission: 'membership.read',
	kind: 'query',
	http: { method: 'get', path: '/membership/fees' },
	input: z.strictObject({ archived: z.boolean().default(false) }),
	output: z.object({ fees: z.array(feeView) }),
	async run({ tx, today }, { archived }) {
		const filter = archived ? sql<boolean>`true` : sql<boolean>`f.archived_at IS NULL`;
		return { fees: await readFees(tx, today, filter) };
	}
});

export const getFee = defineOperation({
	name: 'membership.get-fee',
	summary: 'Shows one fee with its tariffs.',
	permission: 'membership.read',
	kind: 'query',
	http: { method: 'get', path: '/membership/fees/{id}' },
	input: z.strictObject({ id: z.uuid() }),
	output: feeView,
	async run({ tx, today }, { id }) {
		const [fee] = await readFees(tx, today, sql<boolean>`f.id = ${id}`);
		if (!fee) throw new Refusal('not-found', 'membership.fee-not-found');
		return fee;
	}
});

type FeeRow = ValidityColumns & Pick<FeeView, 'id' | 'name' | 'archived' | 'used' | 'tariffs'>;

async function readFees(tx: Tx, today: Day, filter: RawBuilder<boolean>): Promise<FeeView[]> {
	const { rows } = await sql<FeeRow>`
		SELECT f.id, f.name, f.validity, f.season_start, f.months, f.archived_at IS NOT NULL AS archived,
			EXISTS (SELECT FROM membership.membership m
				WHERE m.association_id = f.association_id AND m.fee_id = f.id) AS used,
			coalesce(json_agg(json_build_object(
				'id', t.id, 'label', t.label, 'amountCents', t.amount_cents, 'free', t.free,
				'incomeMeaning', t.income_meaning, 'incomeAccount', t.income_account,
				'prorated', t.prorated, 'ageMin', t.age_min, 'ageMax', t.age_max,
				'incomeMinCents', t.income_min_cents, 'incomeMaxCents', t.income_max_cents,
				'household', ${HOUSEHOLD_PRICE}, 'successorId', t.successor_id,
				'formerPrices', coalesce((
					SELECT json_agg(json_build_object('amountCents', o.amount_cents, 'until', o.until_day)
						ORDER BY o.id DESC)
					FROM membership.former_price o
					WHERE o.association_id = t.association_id AND o.tariff_id = t.id), '[]'),
				'archived', t.archived_at IS NOT NULL, 'members', coalesce(c.members, 0)
			) ORDER BY t.archived_at IS NOT NULL, t.position, t.id) FILTER (WHERE t.id IS NOT NULL), '[]') AS tariffs
		FROM membership.fee f
		LEFT JOIN membership.tariff t ON t.association_id = f.association_id AND t.fee_id = f.id
		LEFT JOIN (
			SELECT m.tariff_id, count(*) AS members FROM membership.membership m
			WHERE m.cancelled_at IS NULL AND m.starts_on <= ${today}
				AND coalesce(m.ends_on >= ${today}, true)
			GROUP BY m.tariff_id
		) c ON c.tariff_id = t.id
		WHERE ${filter}
		GROUP BY f.association_id, f.id ORDER BY f.archived_at IS NOT NULL, f.created_at, f.id
		LIMIT 200`.execute(tx);
	return rows.map(({ validity: kind, season_start, months, ...fee }) => {
		const validity = toValidity({ validity: kind, season_start, months });
		return {
			...fee,
			validity,
			season: seasonOf(validity, today),
			nextSeasonOn: nextSeasonStart(validity, today),
			members: fee.tariffs.reduce((sum, { members }) => sum + members, 0)
		};
	});
}
