import { Refusal } from '#shared/errors.ts';

interface PostgresError {
	readonly code?: string;
	readonly constraint?: string;
	readonly message: string;
}

const SERIALIZATION_FAILURE = '40001';
const DEADLOCK = '40P01';
/** Another query of the same reading had an error. */
const ABORTED_BY_ANOTHER = '25P02';
const OUT_OF_RANGE = new Set(['22003', '22008', '22P02', '22021', '22P05']);
const UNAVAILABLE = /^(08|57P0)|^ECONN|^ENOENT|^EPIPE/;
const CODED_MESSAGE = /^[a-z]+\.[a-z0-9-]+$/;

export function isTransient(error: unknown): boolean {
	const { code } = error as PostgresError;
	return code === SERIALIZATION_FAILURE || code === DEADLOCK || code === ABORTED_BY_ANOTHER;
}

/**
 * Turns what the database refuses on purpose into a refusal: a trigger that raises a code
 * (`RAISE EXCEPTION 'accounting.year-closed'`), a value outside its type, a lost connection.
 * Anything else is a bug and goes on as it is.
 */
export function databaseRefusal(error: unknown): unknown {
	if (error instanceof Refusal) return error;
	const { code = '', message } = error as PostgresError;
	if (code === 'P0001' && CODED_MESSAGE.test(message)) return new Refusal('conflict', message);
	if (OUT_OF_RANGE.has(code)) return new Refusal('invalid', 'platform.value-out-of-range');
	if (
		UNAVAILABLE.test(code) ||
		/Connection terminated|timeout exceeded when trying|not queryable/.test(message)
	) {
		return new Refusal('unavailable', 'platform.database-unavailable');
	}
	return error;
}
