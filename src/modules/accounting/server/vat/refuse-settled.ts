import { Refusal } from '#shared/errors.ts';
import { toFrenchDay } from '#shared/day.ts';
import type { Tx } from '#platform/server/operation.ts';
import { tables } from './tables.ts';

/** The entry of a period of VAT is undone with the period, not by itself. @throws {Refusal} `accounting.vat-return-settled` */
export async function refuseSettled(tx: Tx, entryId: string): Promise<void> {
	const settled = await tables(tx)
		.selectFrom('accounting.entry as e')
		.innerJoin('accounting.vat_return as r', (join) =>
			join.onRef('r.association_id', '=', 'e.association_id').onRef('r.id', '=', 'e.source_id')
		)
		.select(['r.start_day as start', 'r.end_day as end'])
		.where('e.id', '=', entryId)
		.executeTakeFirst();
	if (!settled) return;
	const [start, end] = [toFrenchDay(settled.start), toFrenchDay(settled.end)];
	throw new Refusal('conflict', 'accounting.vat-return-settled', { start, end });
}
