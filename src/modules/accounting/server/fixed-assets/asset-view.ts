import { z } from 'zod';
import type { KnownAsset } from './load-assets.ts';

export const assetView = z.object({
	id: z.string(),
	label: z.string(),
	account: z.string(),
	accountLabel: z.string(),
	acquiredOn: z.string(),
	inServiceOn: z.string(),
	costCents: z.int(),
	residualCents: z.int(),
	/** `null` for what does not wear out. */
	lifeMonths: z.int().nullable(),
	dayCount: z.string(),
	supplier: z.string().nullable(),
	reference: z.string().nullable(),
	partOfId: z.string().nullable(),
	/** The entry that bought it. */
	entryId: z.string().nullable(),
	disposedOn: z.string().nullable(),
	disposal: z.enum(['sold', 'scrapped']).nullable()
});

export function toAssetView({
	code,
	keptUnder: _,
	...asset
}: KnownAsset): z.output<typeof assetView> {
	return { ...asset, account: code };
}
