import { addDays } from '#shared/day.ts';
import type { Day } from '#shared/day.ts';
import type { Period } from '../fiscal-year.ts';
import { wornPart } from './depreciation.ts';
import type { Depreciable } from './depreciation.ts';

export interface Grant {
	readonly amountCents: number;
	readonly grantedOn: Day;
}

/** What does not wear out spreads its grant over ten years (PCG art. 312-1, without inalienability clause). */
const TEN_YEARS = 120;

/** What of an investment grant has become income by the end of a day: as the asset wears out, all once it is gone. */
export function grantUsedOn(asset: Depreciable, grant: Grant, through: Day): number {
	if (through < grant.grantedOn) return 0;
	if (asset.disposedOn && asset.disposedOn <= through) return grant.amountCents;
	const worn =
		asset.lifeMonths === null
			? { ...asset, lifeMonths: TEN_YEARS, inServiceOn: grant.grantedOn }
			: asset;
	return wornPart(worn, grant.amountCents, through);
}

/** The share of a grant that is income of a period (account 747, or 777 before 2025). */
export function grantShareOf(asset: Depreciable, grant: Grant, { start, end }: Period): number {
	return grantUsedOn(asset, grant, end) - grantUsedOn(asset, grant, addDays(start, -1));
}
