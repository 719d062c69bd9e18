import { verifyIntegrity, type YearIntegrity } from '#modules/accounting/server/index.ts';
import { inHost, reading } from '#platform/server/database/db.ts';
import type { Tx } from '#platform/server/operation.ts';
import type { PlatformTables } from '#platform/server/tables.ts';
import type { Finding } from './finding.ts';

/** The chain of the locked years of every association, computed again. */
export async function examineBooks(db: Tx): Promise<Finding> {
	const subject = 'Books';
	const associations = await inHost(db, (tx) =>
		tx
			.withTables<PlatformTables>()
			.selectFrom('platform.association')
			.select(['id', 'slug'])
			.orderBy('slug')
			.execute()
	);
	let years = 0;
	const broken: string[] = [];
	for (const { id, slug } of associations) {
		const checked = await reading(db, id, verifyIntegrity);
		years += checked.length;
		broken.push(...checked.flatMap((year) => sentenceOf(slug, year)));
	}
	if (broken.length > 0) {
		const advice = 'Compare with a backup made after the locking (page « Intégrité des comptes »).';
		return { subject, state: 'wrong', detail: broken.join('; '), advice };
	}
	return { subject, state: 'fine', detail: `${years} locked years, every chain of seals intact` };
}

function sentenceOf(slug: string, { year, broken }: YearIntegrity): string[] {
	if (!broken) return [];
	const { kind, number, position } = broken;
	const where = [number && `entry ${number}`, position && `place ${position}`].filter(Boolean);
	return [[`${slug} ${year.code}: ${kind}`, ...where].join(', ')];
}
