/**
 * A column of values as PostgreSQL writes an array, to be cast (`${arrayText(ids)}::uuid[]`). The driver writes
 * arrays too, but only once the statement's turn has come; a text can be made while the one before is being run.
 * @see https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO
 */
export function arrayText(values: readonly (string | number | null | undefined)[]): string {
	let text = '{';
	for (const value of values) {
		if (text.length > 1) text += ',';
		if (value === null || value === undefined) text += 'NULL';
		else text += typeof value === 'number' ? value : quoted(value);
	}
	return `${text}}`;
}

const SPECIAL = /["\\]/;

function quoted(value: string): string {
	return SPECIAL.test(value) ? `"${value.replaceAll(/["\\]/g, String.raw`\$&`)}"` : `"${value}"`;
}
