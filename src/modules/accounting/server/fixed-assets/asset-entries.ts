import { Refusal } from '#shared/errors.ts';
import type { Tx } from '#platform/server/operation.ts';
import { standingEntries } from '../closing/standing-entries.ts';
import { grantsOf } from './load-assets.ts';

/**
 * The figures of an asset change as long as nothing was written from them.
 * @throws {Refusal} `accounting.asset-has-entries`, with the number of the first one
 */
export async function refuseWritten(tx: Tx, assetId: string): Promise<void> {
	const grants = await grantsOf(tx, [assetId]);
	const [first] = [
		...(await standingEntries(tx, 'depreciation', [assetId])),
		...(await standingEntries(tx, 'asset-disposal', [assetId])),
		...(await standingEntries(
			tx,
			'grant-share',
			grants.map(({ id }) => id)
		))
	];
	if (first)
		throw new Refusal('conflict', 'accounting.asset-has-entries', { number: first.number });
}
