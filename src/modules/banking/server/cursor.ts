import { isDay } from '#shared/day.ts';
import { refuseField } from '#shared/errors.ts';
import { isId } from '#shared/id.ts';

/** Where a page ends: the day of its last row, and the id that tells equal days apart. */
export interface Cursor {
	readonly day: string;
	readonly id: string;
}

export function writeCursor({ day, id }: Cursor): string {
	return Buffer.from(`${day} ${id}`).toString('base64url');
}

/** @throws {Refusal} `banking.cursor-unreadable` */
export function readCursor(text: string): Cursor {
	const [day = '', id = ''] = Buffer.from(text, 'base64url').toString().split(' ');
	if (!isDay(day) || !isId(id)) throw refuseField('cursor', 'banking.cursor-unreadable');
	return { day, id };
}
