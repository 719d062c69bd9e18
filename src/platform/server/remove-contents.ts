import { now } from './clock.ts';
import { inHost } from './database/db.ts';
import type { Job } from './module.ts';
import { runtime } from './runtime.ts';
import type { PlatformTables } from './tables.ts';

const AT_ONCE = 500;
/** What was put lately may be named by a transaction that has not ended yet. */
const DAY_MS = 24 * 60 * 60 * 1000;

/** Removes from the disk what no kept file and no logo of any association names any more, a day after it was put. */
export async function removeContents(): Promise<number> {
	const { blobs } = runtime();
	let removed = 0;
	let some: string[] = [];
	const removeSome = async () => {
		const named = await namedAmong(some);
		for (const sha256 of some) {
			if (named.has(sha256)) continue;
			await blobs.remove(sha256);
			removed += 1;
		}
		some = [];
	};
	for await (const sha256 of blobs.putBefore(new Date(now().getTime() - DAY_MS))) {
		some.push(sha256);
		if (some.length === AT_ONCE) await removeSome();
	}
	await removeSome();
	return removed;
}

async function namedAmong(hashes: readonly string[]): Promise<ReadonlySet<string | null>> {
	if (hashes.length === 0) return new Set();
	return inHost(runtime().database.db, async (tx) => {
		const tables = tx.withTables<PlatformTables>();
		const rows = await tables
			.selectFrom('platform.blob')
			.select('sha256')
			.where('sha256', 'in', [...hashes])
			.unionAll(
				tables
					.selectFrom('platform.association')
					.select('logo_blob as sha256')
					.where('logo_blob', 'in', [...hashes])
					.$narrowType<{ sha256: string }>()
			)
			.execute();
		return new Set(rows.map(({ sha256 }) => sha256));
	});
}

/** Every night: what was forgotten is gone from the disk the day after. */
export const removeContentsNightly: Job = {
	name: 'platform.remove-contents',
	cron: '40 3 * * *',
	async run() {
		await removeContents();
	}
};
