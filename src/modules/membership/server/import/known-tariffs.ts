import { sql } from 'kysely';
import type { Tx } from '#platform/server/operation.ts';
import type { KnownTariff } from '#modules/membership/domain/import/tariff-named.ts';
import { toValidity, type ValidityColumns } from '../fee-input.ts';

type Row = Omit<KnownTariff, 'validity'> & ValidityColumns;

/** Every tariff of the association, those no longer offered last. */
export async function knownTariffs(tx: Tx): Promise<readonly KnownTariff[]> {
	const { rows } = await sql<Row>`
		SELECT t.id, t.fee_id AS "feeId", f.name AS "feeName", t.label, t.amount_cents AS "amountCents",
			t.free, t.prorated, f.validity, f.season_start, f.months,
			t.archived_at IS NOT NULL OR f.archived_at IS NOT NULL AS archived
		FROM membership.tariff t
		JOIN membership.fee f ON f.association_id = t.association_id AND f.id = t.fee_id
		ORDER BY archived, f.created_at, f.id, t.position, t.id LIMIT 2000`.execute(tx);
	return rows.map(({ validity, season_start, months, ...tariff }) => {
		return { ...tariff, validity: toValidity({ validity, season_start, months }) };
	});
}
