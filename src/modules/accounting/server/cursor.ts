import { refuseField } from '#shared/errors.ts';

/** Where a page ended, as text for the next request: the sort key of its last row. */
export function writeCursor(key: readonly (string | number)[]): string {
	return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** @throws {Refusal} `accounting.cursor-invalid` when it is not one of ours */
export function readCursor<Key extends readonly (string | number)[]>(
	text: string,
	checks: { readonly [I in keyof Key]: (value: unknown) => boolean }
): Key {
	const key = parse(text);
	const fits =
		Array.isArray(key) &&
		key.length === checks.length &&
		checks.every((check, index) => check(key[index]));
	if (!fits) throw refuseField('after', 'accounting.cursor-invalid');
	return key as unknown as Key;
}

function parse(text: string): unknown {
	try {
		return JSON.parse(Buffer.from(text, 'base64url').toString());
	} catch {
		return undefined;
	}
}
