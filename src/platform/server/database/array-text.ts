import { sql, type RawBuilder } from 'kysely';

/**
 * A column of values as PostgreSQL writes an array, to be cast (`${arrayText(ids)}::uuid[]`). The driver writes
 * arrays too, but only once the statement's turn has come; a text can be made while the one before is being run.
 * @see https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO
 */
export function arrayText(values: readonly (string | number | null | undefined)[]): string {
	// Joined, not added up: a text that waits for its turn is then one piece, not a chain of thousands.
	return `{${values.map(elementText).join(',')}}`;
}

/**
 * A row for each element of such a text, in the list of a SELECT: several of one length go side by side. In FROM
 * PostgreSQL puts every column aside before it reads the first row, which takes a third longer.
 * @param type of the elements, as in the code: never a text of users
 */
export function eachOf(text: string, type: string): RawBuilder<unknown> {
	return sql`unnest(${text}::${sql.raw(type)}[])`;
}

function elementText(value: string | number | null | undefined): string {
	if (value === null || value === undefined) return 'NULL';
	return typeof value === 'number' ? String(value) : quoted(value);
}

const SPECIAL = /["\\]/;

function quoted(value: string): string {
	return SPECIAL.test(value) ? `"${value.replaceAll(/["\\]/g, String.raw`\$&`)}"` : `"${value}"`;
}
