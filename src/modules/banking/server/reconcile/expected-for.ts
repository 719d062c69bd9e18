import { daysBetween } from '#shared/day.ts';
import { fold } from '#shared/text.ts';
import { paymentSources } from '#platform/server/expected-payments.ts';
import type { ExpectedPayment } from '#platform/server/expected-payments.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import type { KeptLine } from './bank-line.ts';

/** More than any association waits for at once. */
export const MOST_EXPECTED = 20_000;

export interface Awaited extends ExpectedPayment {
	/** Key of the source that settles it. */
	readonly source: string;
}

/** All that is expected of either side, as far as the caller may know it. */
export async function allExpected(context: OperationContext): Promise<Awaited[]> {
	const all: Awaited[] = [];
	for (const { key, list } of paymentSources(context)) {
		for (const item of await list(context, MOST_EXPECTED)) all.push({ ...item, source: key });
	}
	return all;
}

async function nearest(
	context: OperationContext,
	{ cents, day }: Pick<KeptLine, 'cents' | 'day'>,
	limit: number
): Promise<Awaited[]> {
	const found: Awaited[] = [];
	for (const source of paymentSources(context)) {
		const items = await source.nearest(context, { cents, day }, limit);
		found.push(...items.map((item) => ({ ...item, source: source.key })));
	}
	return found;
}

/** What a line may pay: of its side and with these words, those of its amount first, then the nearest days. */
export async function expectedFor(
	context: OperationContext,
	line: Pick<KeptLine, 'cents' | 'day'>,
	{ words, limit }: { readonly words: readonly string[]; readonly limit: number }
): Promise<Awaited[]> {
	if (line.cents === 0) return [];
	const distance = (item: Awaited) => Math.abs(daysBetween(item.day, line.day));
	const all = words.length > 0 ? await allExpected(context) : await nearest(context, line, limit);
	return all
		.filter(({ cents }) => Math.sign(cents) === Math.sign(line.cents))
		.filter(({ party, label, reference }) => {
			const said = fold([party, label, reference].filter(Boolean).join(' '));
			return words.every((word) => said.includes(word));
		})
		.sort(
			(a, b) =>
				Number(b.cents === line.cents) - Number(a.cents === line.cents) || distance(a) - distance(b)
		)
		.slice(0, limit);
}
