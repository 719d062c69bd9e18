import { sql } from 'kysely';
import type pg from 'pg';

const MARK = '/* kept */';

/** As the query builder's `modifyFront` writes it. */
const FRONT = `select ${MARK}`;

/**
 * Opens a statement that each connection parses and plans once: sql`${kept} select …`, or `.modifyFront(kept)` of one
 * that is built. For the few that run hundreds of times a second and have few texts; the plan outlives the
 * parameters, so it must suit all of them.
 */
export const kept = sql.raw(MARK);

const names = new Map<string, string>();

function nameOf(text: string): string {
	const known = names.get(text);
	if (known) return known;
	const name = `kept_${names.size + 1}`;
	names.set(text, name);
	return name;
}

/** Makes a connection keep the statements that ask for it. */
export function keepStatements(client: pg.PoolClient): void {
	const query = client.query.bind(client) as (...parameters: unknown[]) => unknown;
	const keeping = (text: unknown, values?: unknown, ...rest: unknown[]) =>
		typeof text === 'string' && (text.startsWith(MARK) || text.startsWith(FRONT))
			? query({ name: nameOf(text), text, values }, ...rest)
			: query(text, values, ...rest);
	client.query = keeping as typeof client.query;
}
