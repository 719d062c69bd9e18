import { sql } from 'kysely';
import { newId } from '#shared/id.ts';
import { dayIn, now } from './clock.ts';
import { kept } from './database/kept-statement.ts';
import { remember } from './memory.ts';
import type { OperationContext, Tx } from './operation.ts';
import type { Caller } from './perform.ts';
import { runtime } from './runtime.ts';
import { isHeard } from './subscriptions.ts';

/** What an operation leaves beside its work, in the same transaction. */
interface Trail {
	about: { subject?: string; id?: string; detail?: Record<string, unknown> };
	readonly events: { id: string; event: string; payload: Record<string, unknown> }[];
}

export interface Opening {
	/** What the operation takes for now. */
	readonly moment?: Date;
	/** Announces nothing: it is past, and nobody is to be told by mail today. */
	readonly silent?: boolean;
	/** Nothing has been written in this transaction nor will be: answers may be kept for the next query. */
	readonly readOnly?: boolean;
}

/** The context of an operation or of a subscriber, and the trail that `writeTrail` writes once it has run. */
export function openContext(
	tx: Tx,
	caller: Caller,
	{ moment = now(), silent = false, readOnly = false }: Opening = {}
): { context: OperationContext; trail: Trail } {
	const trail: Trail = { about: {}, events: [] };
	const today = dayIn(moment);
	const context: OperationContext = {
		tx,
		...caller,
		now: moment,
		today,
		blobs: runtime().blobs,
		async announce(event, payload) {
			if (!silent) trail.events.push({ id: newId(), event, payload });
		},
		about(subject, id, detail) {
			trail.about = { subject, id, detail };
		},
		remember(key, compute) {
			if (!readOnly) return compute();
			return remember(caller.association.id, `${today} ${key}`, compute);
		}
	};
	return { context, trail };
}

/** The audit line of an operation and the events that it announces, in one statement. */
export function writeTrail(tx: Tx, caller: Caller, operation: string, trail: Trail): Promise<void> {
	return writeTrails(tx, operation, [{ caller, trail }]);
}

/** The same, of several calls of an operation in one association. */
export async function writeTrails(
	tx: Tx,
	operation: string,
	left: readonly { caller: Caller; trail: Trail }[]
): Promise<void> {
	const [first] = left;
	if (!first) return;
	const { association } = first.caller;
	const lines = left.map(({ caller: { actor }, trail: { about } }) => ({
		id: newId(),
		actor_kind: actor.kind,
		account_id: actor.accountId,
		subject: about.subject,
		subject_id: about.id,
		detail: about.detail
	}));
	const events = left.flatMap(({ trail }) => trail.events);
	await sql`${kept}
		WITH line AS (
			INSERT INTO platform.audit
				(association_id, id, actor_kind, account_id, operation, subject, subject_id, detail)
			SELECT ${association.id}::uuid, l.id, l.actor_kind, l.account_id, ${operation}, l.subject,
				l.subject_id, l.detail
			FROM jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) AS l(id uuid, actor_kind text,
				account_id uuid, subject text, subject_id text, detail jsonb)
		)
		${insertEvents(association.id, events)}`.execute(tx);
}

/** The events that a subscriber announces in its turn; whoever made it act has the audit line already. */
export async function writeEvents(tx: Tx, { association }: Caller, { events }: Trail) {
	if (events.length > 0) await insertEvents(association.id, events).execute(tx);
}

/** What nobody subscribes to is kept, and waits for nothing. Due by the clock that the rounds of the outbox read. */
function insertEvents(associationId: string, events: Trail['events']) {
	const rows = events.map((event) => ({ ...event, heard: isHeard(event.event) }));
	return sql`INSERT INTO platform.outbox (association_id, id, event, payload, next_attempt_at, handled_at)
		SELECT ${associationId}::uuid, e.id, e.event, e.payload, ${now()},
			CASE WHEN NOT e.heard THEN now() END
		FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
			AS e(id uuid, event text, payload jsonb, heard boolean)`;
}
