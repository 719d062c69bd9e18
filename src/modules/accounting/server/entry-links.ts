import { sql } from 'kysely';
import { formatDay, type Day } from '#shared/day.ts';
import { m } from '#i18n';
import type { Locale } from '#platform/server/actor.ts';
import type { EntrySource } from '#platform/server/entry-links.ts';

type Kind = 'asset' | 'accrual' | 'fund' | 'vat' | 'year' | 'recurring' | 'lettered';

interface Found {
	readonly entryId: string;
	readonly kind: Kind;
	readonly id: string;
	/** What it is called, or the number of the other entry. */
	readonly name: string;
	readonly day: Day | null;
}

/** A lettering may hold the payments of a whole year: the first ones say enough. */
const MOST = 50;

/** What accounting itself keeps of entries: what they were written for, what they settle or are settled by. */
export const worksOfEntries: EntrySource = {
	key: 'accounting.entry-works',
	permission: 'accounting.read',
	async links({ tx, actor: { locale } }, entryIds) {
		const { rows } = await sql<Found>`
			WITH e AS (
				SELECT association_id, id, source_type, source_id FROM accounting.entry
				WHERE id = ANY(${entryIds}::uuid[])
			), made AS (
				SELECT * FROM e WHERE source_type IS NOT NULL
			)
			SELECT a.entry_id AS "entryId", 'asset' AS kind, a.id, a.label AS name, NULL::date AS day
			FROM accounting.fixed_asset a WHERE a.entry_id = ANY(${entryIds}::uuid[])
			UNION
			SELECT made.id, 'asset', a.id, a.label, NULL FROM made
			LEFT JOIN accounting.investment_grant g
				ON g.id = made.source_id AND made.source_type = 'grant-share'
			JOIN accounting.fixed_asset a ON a.id = coalesce(g.asset_id, made.source_id)
			WHERE made.source_type IN ('depreciation', 'asset-disposal', 'asset-sale', 'grant-share')
			UNION
			SELECT made.id, 'accrual', a.id, a.label, NULL FROM made
			JOIN accounting.accrual a ON a.id = made.source_id
			WHERE made.source_type IN ('accrual', 'accrual-reversal')
			UNION
			SELECT made.id, 'fund', f.id, f.label, NULL FROM made
			LEFT JOIN accounting.dedicated_fund_transfer t
				ON t.id = made.source_id AND made.source_type = 'dedicated-fund-transfer'
			JOIN accounting.dedicated_fund f ON f.id IN (t.from_id, t.to_id)
				OR (t.id IS NULL AND f.id = made.source_id)
			WHERE made.source_type IN ('dedicated-fund', 'dedicated-fund-use', 'dedicated-fund-transfer')
			UNION
			SELECT made.id, 'vat', v.id, '', v.end_day FROM made
			JOIN accounting.vat_return v ON v.id = made.source_id AND made.source_type = 'vat-return'
			UNION
			SELECT made.id, 'year', y.id, y.code, NULL FROM made
			JOIN accounting.fiscal_year y ON y.id = made.source_id
			WHERE made.source_type IN ('fiscal-year', 'result-allocation')
			UNION
			SELECT made.id, 'recurring', r.id, t.name, NULL FROM made
			JOIN accounting.recurring_entry r
				ON r.id = made.source_id AND made.source_type = 'recurring-entry'
			JOIN accounting.entry_template t ON t.association_id = r.association_id AND t.id = r.template_id
			UNION
			(SELECT l.entry_id, 'lettered', o.id, j.code || '-' || y.code || '-' || lpad(o.number::text, 4, '0')
				|| ' ' || o.label, o.entry_date
			FROM accounting.line l
			JOIN accounting.line s ON s.association_id = l.association_id
				AND s.lettering_id = l.lettering_id AND s.entry_id <> l.entry_id
			JOIN accounting.entry o ON o.association_id = s.association_id AND o.id = s.entry_id
			JOIN accounting.journal j ON j.association_id = o.association_id AND j.id = o.journal_id
			JOIN accounting.fiscal_year y ON y.association_id = o.association_id AND y.id = o.fiscal_year_id
			WHERE l.entry_id = ANY(${entryIds}::uuid[]) AND l.lettering_id IS NOT NULL
			ORDER BY o.entry_date, o.id LIMIT ${MOST})
			ORDER BY 1, 2, 5, 4, 3`.execute(tx);
		return rows.map((found) => ({
			entryId: found.entryId,
			label: sentence(found, locale),
			href: `accounting/${pageOf(found)}`
		}));
	}
};

/** The file that an entry came with. */
export const importsOfEntries: EntrySource = {
	key: 'accounting.entry-imports',
	permission: 'accounting.import',
	async links({ tx, actor: { locale } }, entryIds) {
		const { rows } = await sql<{ entryId: string; id: string; file: string }>`
			SELECT e.id AS "entryId", i.id, i.file_name AS file
			FROM accounting.entry e
			JOIN accounting.import i ON i.association_id = e.association_id AND i.id = e.import_id
			WHERE e.id = ANY(${entryIds}::uuid[]) ORDER BY e.id`.execute(tx);
		return rows.map(({ entryId, id, file }) => ({
			entryId,
			label: m.accounting_link_import({ file }, { locale }),
			href: `accounting/import/${id}`
		}));
	}
};

function sentence({ kind, name, day }: Found, locale: Locale): string {
	const words = { name, day: day ? formatDay(day, locale) : '' };
	const say = {
		asset: m.accounting_link_asset,
		accrual: m.accounting_link_accrual,
		fund: m.accounting_link_fund,
		vat: m.accounting_link_vat,
		year: m.accounting_link_year,
		recurring: m.accounting_link_recurring,
		lettered: m.accounting_link_lettered
	}[kind];
	return say(words, { locale });
}

function pageOf({ kind, id }: Found): string {
	if (kind === 'asset') return `fixed-assets/${id}`;
	if (kind === 'accrual') return 'accruals';
	if (kind === 'fund') return 'dedicated-funds';
	if (kind === 'vat') return `vat?period=${id}`;
	if (kind === 'year') return `years/${id}`;
	if (kind === 'recurring') return 'recurring';
	return `entries/${id}`;
}
