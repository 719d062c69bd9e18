import { Refusal } from '#shared/errors.ts';
import { isId } from '#shared/id.ts';

/** Where a page ends: the sort key of its last row, and its id to tell equal keys apart. */
export interface Cursor {
	readonly key: string;
	readonly id: string;
}

export function writeCursor({ key, id }: Cursor): string {
	return Buffer.from(JSON.stringify([key, id])).toString('base64url');
}

/** @throws {Refusal} `people.cursor-unreadable` */
export function readCursor(text: string): Cursor {
	try {
		const [key, id] = JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown[];
		if (typeof key === 'string' && typeof id === 'string' && isId(id)) return { key, id };
	} catch {
		// Falls through: whatever is wrong with it, the caller can only start again from the first page.
	}
	throw new Refusal('invalid', 'people.cursor-unreadable', {}, [
		{ path: 'cursor', code: 'people.cursor-unreadable' }
	]);
}
