import type { z } from 'zod';
import { perform, type Caller } from '#platform/server/perform.ts';
import { defineFee } from '../server/define-fee.ts';
import { getFee, type FeeView } from '../server/fees.read.ts';

let count = 0;

/** A season fee « Adhésion n »: « Individuel » at 20 €, « Soutien » at 30 € or more, « Bénévole » for nothing. */
export async function aFee(
	caller: Caller,
	given: Partial<z.input<typeof defineFee.input>> = {}
): Promise<FeeView> {
	count += 1;
	const { id } = await perform(defineFee, caller, {
		name: `Adhésion ${count}`,
		validity: { kind: 'season' },
		tariffs: [
			{ label: 'Individuel', amountCents: 2000 },
			{ label: 'Soutien', amountCents: 3000, free: true },
			{ label: 'Bénévole', amountCents: 0 }
		],
		...given
	});
	return perform(getFee, caller, { id });
}

/** The id of a tariff of the fee, by its label. */
export function tariffOf(fee: FeeView, label = 'Individuel'): string {
	const tariff = fee.tariffs.find((one) => one.label === label);
	if (!tariff) throw new Error(`No tariff ${label}`);
	return tariff.id;
}
