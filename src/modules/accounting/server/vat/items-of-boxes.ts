import { boxesOf, deductedOfImports } from '#modules/accounting/domain/vat/figures.ts';
import { importedRateOf, rateOf } from '#modules/accounting/domain/vat/rates.ts';
import type { DueItem } from './due-items.ts';

/** The items that each line of a return is made of; those of the taxed sales and of the totals are those of others. */
export function itemsOfBoxes(items: readonly DueItem[]): Map<string, readonly DueItem[]> {
	const boxes = new Map<string, readonly DueItem[]>(boxesOf(items));
	const of = (ids: readonly string[]) => ids.flatMap((id) => boxes.get(id) ?? []);
	const rates = [...boxes.keys()].filter((id) => rateOf(id) ?? importedRateOf(id));
	const ofKind = (wanted: DueItem['kind']) => of(rates).filter(({ kind }) => kind === wanted);
	return new Map([
		...boxes,
		['sales', ofKind('collected')],
		['acquired-services', ofKind('acquired-services')],
		['acquired-import', ofKind('acquired-import')],
		['acquired-goods', ofKind('acquired-goods')],
		['import-deductible', deductedOfImports(items)],
		['acquired-tax', ofKind('acquired-goods')],
		['sales-reduced', of(['reduced'])],
		['gross', of([...rates, 'repaid'])],
		['deductible-total', of(['asset', 'deductible', 'reduced'])]
	]);
}
