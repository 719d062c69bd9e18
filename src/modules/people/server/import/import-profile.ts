import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { fold } from '#shared/text.ts';
import type { Tx } from '#platform/server/operation.ts';
import type { NewGroupRule } from '#modules/people/domain/import/known-groups.ts';
import type { DuplicateRule } from '#modules/people/domain/import/plan.ts';
import type { ImportMapping, ImportTarget } from '#modules/people/domain/import/target.ts';
import type { ImportRow } from './import-row.ts';

/** How a file is read: what each column is, and what to do with whom and what is known. */
export interface Reading {
	readonly mapping: ImportMapping;
	readonly duplicates: DuplicateRule;
	readonly newGroups: NewGroupRule;
}

type Remembered = Omit<Reading, 'mapping'> & {
	readonly mapping: Readonly<Record<string, ImportTarget>>;
};

/** Files with the same columns, in whatever order, have the same signature. */
export function signatureOf(header: readonly string[]): string {
	const columns = header.map(fold).sort().join('\n');
	return createHash('sha256').update(columns).digest('hex');
}

/** What each column of a file is, by its header; twins are told apart by their rank. */
export function columnKeys(header: readonly string[]): string[] {
	const seen = new Map<string, number>();
	return header.map((title) => {
		const key = fold(title);
		const rank = (seen.get(key) ?? 0) + 1;
		seen.set(key, rank);
		return rank === 1 ? key : `${key} #${rank}`;
	});
}

/** How the last file with these columns was read, if one was. */
export async function rememberedReading(
	tx: Tx,
	header: readonly string[]
): Promise<Reading | undefined> {
	const { rows } = await sql<Remembered>`
		SELECT f.mapping, f.duplicates, f.new_groups AS "newGroups" FROM people.import_profile f
		WHERE f.signature = ${signatureOf(header)}`.execute(tx);
	return rows[0] && readBy(rows[0], header);
}

/** A remembered reading for a file whose columns may differ: those it doesn't know are kept. */
export function readBy({ mapping, ...rules }: Remembered, header: readonly string[]): Reading {
	return { ...rules, mapping: columnKeys(header).map((key) => mapping[key] ?? 'keep') };
}

/** Remembers how an import was read, under the name of its columns. */
export function rememberable(row: ImportRow, header: readonly string[]): Remembered {
	const keys = columnKeys(header);
	return {
		mapping: Object.fromEntries(keys.map((key, index) => [key, row.mapping[index] ?? 'keep'])),
		duplicates: row.duplicates,
		newGroups: row.newGroups
	};
}
