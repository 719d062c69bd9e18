import { Refusal, refuseField } from '#shared/errors.ts';
import { toFrenchDay, type Day } from '#shared/day.ts';
import type { Tx } from '#platform/server/operation.ts';
import { tables } from './tables.ts';

export type VatSetting = NonNullable<Awaited<ReturnType<typeof loadVatSetting>>>;

/** How the association is liable to VAT; nothing when it is not. */
export function loadVatSetting(tx: Tx) {
	return tables(tx)
		.selectFrom('accounting.vat_setting')
		.select(['id', 'vat_number as vatNumber', 'regime', 'territory'])
		.select(['services_due as servicesDue', 'deductible_percent as deductiblePercent'])
		.select(['since_day as since', 'until_day as until'])
		.executeTakeFirst();
}

/** @throws {Refusal} `accounting.vat-off` */
export async function requireVat(
	tx: Tx,
	kind: 'not-found' | 'conflict' = 'not-found'
): Promise<VatSetting> {
	const setting = await loadVatSetting(tx);
	if (!setting) throw new Refusal(kind, 'accounting.vat-off');
	return setting;
}

/** The same, held until the commit: periods are settled one after the other. @throws {Refusal} `accounting.vat-off` */
export async function holdVat(tx: Tx): Promise<VatSetting> {
	await tables(tx).selectFrom('accounting.vat_setting').select('id').forUpdate().execute();
	return requireVat(tx, 'conflict');
}

/** @throws {Refusal} `accounting.vat-off`, `accounting.vat-not-on-day` before the first day or after the last one */
export async function vatOn(tx: Tx, day: Day): Promise<VatSetting> {
	const setting = await loadVatSetting(tx);
	if (!setting) throw refuseField('vat', 'accounting.vat-off');
	if (day < setting.since || (setting.until && day > setting.until)) {
		throw refuseField('vat', 'accounting.vat-not-on-day', { day: toFrenchDay(day) });
	}
	return setting;
}
