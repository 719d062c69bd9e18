import { sql } from 'kysely';
import { newId } from '#shared/id.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import type { Changes } from '../domain/change.ts';
import { replaceKeys } from './custom/index-custom.ts';
import { learnWords } from './find/near-words.ts';
import { refusingTakenNumbers } from './insert-people.ts';
import { addWords, COLUMN_NAMES, listOf, toRow, typesOf, type Stored } from './stored-row.ts';

// Parameters of a statement are held whole by both sides: enough rows to be quick, few enough to be light.
const CHUNK = 2_000;

/** Fields that change the words by which somebody is found. */
const RENAMING = ['firstName', 'lastName', 'organisationName', 'displayName', 'city'] as const;

const WRITTEN = listOf(COLUMN_NAMES);
const FROM_ROW = sql.raw(COLUMN_NAMES.map((name) => `r.${name}`).join(', '));
const ROW_TYPE = typesOf(COLUMN_NAMES);

function* chunks<T>(items: readonly T[]): Generator<readonly T[]> {
	for (let at = 0; at < items.length; at += CHUNK) yield items.slice(at, at + CHUNK);
}

export interface Edited extends Stored {
	/** The version that was read: the row must still have it. */
	readonly version: number;
	readonly changes: Changes;
}

/**
 * Stores changed people and the history of what changed, each with its next version.
 * Answers how many still had the version that was read; the caller refuses when that isn't all of them.
 * @param learning takes the words of new names, to be learnt later; they are learnt at once otherwise
 * @throws {Refusal} `people.number-just-taken`
 */
export async function updatePeople(
	context: OperationContext,
	people: readonly Edited[],
	importId: string | null = null,
	learning?: Set<string>
): Promise<number> {
	const words = learning ?? new Set<string>();
	let updated = 0;
	for (const chunk of chunks(people)) {
		const read = chunk.map((edited) => toRow(edited, edited.version));
		for (const [at, { changes }] of chunk.entries()) {
			const row = read[at];
			if (row && RENAMING.some((field) => field in changes)) addWords(words, row);
		}
		const rows = JSON.stringify(read);
		const { numAffectedRows } = await refusingTakenNumbers(
			sql`UPDATE people.person p
				SET (${WRITTEN}) = ROW (${FROM_ROW}), version = p.version + 1, updated_at = now()
				FROM json_to_recordset(${rows}::json) AS r(id uuid, version int, ${ROW_TYPE})
				WHERE p.association_id = ${context.association.id}::uuid
					AND p.id = r.id AND p.version = r.version`.execute(context.tx)
		);
		updated += Number(numAffectedRows ?? 0);
	}
	const recustomised = people.filter(({ changes }) =>
		Object.keys(changes).some((field) => field.startsWith('custom.'))
	);
	await replaceKeys(context, recustomised);
	if (!learning) await learnWords(context, words);
	await recordChanges(context, people, importId);
	return updated;
}

/** Writes the history of changes already made, each of which gave the person its next version. */
export async function recordChanges(
	{ tx, association, actor }: OperationContext,
	people: readonly Pick<Edited, 'id' | 'version' | 'changes'>[],
	importId: string | null = null
): Promise<void> {
	for (const chunk of chunks(people)) {
		const rows = JSON.stringify(
			chunk.map(({ id, version, changes }) => {
				return { id: newId(), person_id: id, version: version + 1, changes };
			})
		);
		await sql`
			INSERT INTO people.person_change
				(association_id, id, person_id, version, account_id, import_id, changes)
			SELECT ${association.id}::uuid, id, person_id, version, ${actor.accountId}::uuid,
				${importId}::uuid, changes
			FROM json_to_recordset(${rows}::json)
				AS r(id uuid, person_id uuid, version int, changes jsonb)`.execute(tx);
	}
}
