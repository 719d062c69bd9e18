import { formatCents } from '#shared/money.ts';
import { m } from '#i18n';
import type { Locale } from '#platform/server/actor.ts';
import type { Tx } from '#platform/server/operation.ts';
import { formatPercent } from '#modules/accounting/domain/vat/percent.ts';
import { tables } from './tables.ts';

/** What each line of an entry says of a tax, in words, by its position counted from one. */
export async function taxesOfEntry(
	tx: Tx,
	entryId: string,
	locale: Locale
): Promise<ReadonlyMap<number, string>> {
	const rows = await tables(tx)
		.selectFrom('accounting.line as l')
		.innerJoin('accounting.vat_line as v', (join) =>
			join.onRef('v.association_id', '=', 'l.association_id').onRef('v.line_id', '=', 'l.id')
		)
		.select(['l.position', 'v.kind', 'v.basis_points', 'v.base_cents', 'v.deductible_percent'])
		.where('l.entry_id', '=', entryId)
		.execute();
	return new Map(
		rows.map(({ position, kind, ...tax }) => {
			if (kind === 'exempt') return [position, m.accounting_vat_exempt({}, { locale })];
			const words = {
				rate: formatPercent(tax.basis_points, locale),
				base: formatCents(tax.base_cents, locale),
				deducted: String(tax.deductible_percent)
			};
			const say =
				tax.deductible_percent < 100 ? m.accounting_vat_line_partly : m.accounting_vat_line_on;
			return [position, say(words, { locale })];
		})
	);
}
