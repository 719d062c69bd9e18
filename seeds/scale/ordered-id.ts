import { sql, type RawBuilder } from 'kysely';

/** Milliseconds of 1 January 2026: where the made-up ids begin. */
const FROM_MS = 1_767_225_600_000;

/**
 * SQL of an id shaped like a UUIDv7 (RFC 9562) whose time is `FROM_MS` plus a whole number of milliseconds: rows
 * made in order go to the end of their index, as real ones do. Unique within a table as long as the number is.
 */
export function orderedId(milliseconds: RawBuilder<unknown>): RawBuilder<string> {
	return sql<string>`(lpad(to_hex(${FROM_MS}::bigint + (${milliseconds})), 12, '0')
		|| '70008000000000000000')::uuid`;
}
