import { sql } from 'kysely';
import type { Day } from '#shared/day.ts';
import { Refusal } from '#shared/errors.ts';
import { inHost, reading } from '#platform/server/database/db.ts';
import { systemCaller } from '#platform/server/identity/index.ts';
import { openContext } from '#platform/server/operation-context.ts';
import { runtime } from '#platform/server/runtime.ts';
import { statusesOf } from '#modules/membership/server/index.ts';
import { getPerson } from '#modules/people/server/index.ts';
import { initialsOf } from '../domain/card.ts';
import { readCardToken } from './card-row.ts';
import { loadChoices } from './choices.ts';

/** All that whoever reads the code of a card may know. */
export interface CheckedCard {
	readonly association: string;
	readonly state: 'valid' | 'not-valid' | 'revoked';
	/** Of a valid card: the last day; `null` without end. */
	readonly until: Day | null;
	/** Name or initials of the holder of a valid card, or nothing: as the association chose. */
	readonly holder: string | null;
}

/** What a card is worth today; nothing for what no card of this server holds. Anybody may ask. */
export async function checkCard(token: string): Promise<CheckedCard | undefined> {
	const read = readCardToken(token);
	if (!read) return undefined;
	const { db } = runtime().database;
	const caller = await inHost(db, (tx) => systemCaller(tx, read.associationId)).catch(unlessKnown);
	if (!caller) return undefined;
	return reading(db, read.associationId, async (tx): Promise<CheckedCard | undefined> => {
		const { context } = openContext(tx, caller, { readOnly: true });
		const { rows } = await sql<{ personId: string; revoked: boolean }>`
				SELECT c.person_id AS "personId", c.revoked_at IS NOT NULL AS revoked
				FROM documents.card c WHERE c.secret = ${read.secret}`.execute(tx);
		const [card] = rows;
		if (!card) return undefined;
		const plain = { association: caller.association.name, until: null, holder: null };
		if (card.revoked) return { ...plain, state: 'revoked' };
		const person = await getPerson(context, card.personId);
		const [status] = await statusesOf(context, [card.personId]);
		if (status?.standing.kind !== 'up-to-date' || person.archivedAt !== null) {
			return { ...plain, state: 'not-valid' };
		}
		const { nameOnCheck } = await loadChoices(tx);
		const holder = { full: person.displayName, initials: initialsOf(person), none: null };
		const { until } = status.standing;
		return { ...plain, state: 'valid', until: until as Day | null, holder: holder[nameOnCheck] };
	});
}

function unlessKnown(error: unknown): undefined {
	if (error instanceof Refusal && error.kind === 'not-found') return undefined;
	throw error;
}
