import { base64OfDataUri } from '../photo.ts';
import { joinGroupNames } from './group-names.ts';
import type { Cell } from './record-table.ts';
import { PICTURE } from './record-table.ts';

/** The `format` that our own files of people carry. */
export const PEOPLE_FORMAT = 'essaim.people';

/**
 * The objects of a JSON text as named cells; `undefined` when it holds no list of objects. The list is
 * the text itself or the first list in it (`{"members": […]}`); objects within become `profile.email`.
 * @throws {SyntaxError} when the text is no JSON
 */
export function readJsonRecords(text: string): Cell[][] | undefined {
	const whole: unknown = JSON.parse(text);
	const list = Array.isArray(whole)
		? (whole as unknown[])
		: isObject(whole)
			? Object.values(whole).find((value): value is unknown[] => Array.isArray(value))
			: undefined;
	if (!list?.every(isObject)) return undefined;
	return list.map((record) => {
		const picture = typeof record.photo === 'string' ? base64OfDataUri(record.photo) : undefined;
		const cells = cellsOf(record);
		return picture ? [...cells, [PICTURE, picture] as const] : cells;
	});
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const DEEPEST = 4;
/** What a file would be is no word. */
const EMBEDDED = /^data:[^,]{0,200},/;

function cellsOf(record: Readonly<Record<string, unknown>>, within = '', depth = 0): Cell[] {
	return Object.entries(record).flatMap(([key, value]): Cell[] => {
		const column = within + key;
		if (value === null || value === undefined || value === '') return [];
		if (typeof value === 'string') return EMBEDDED.test(value) ? [] : [[column, value]];
		if (typeof value === 'number' || typeof value === 'boolean') return [[column, String(value)]];
		if (Array.isArray(value)) {
			const words = value.filter((one) => typeof one === 'string' || typeof one === 'number');
			return words.length === 0 ? [] : [[column, joinGroupNames(words.map(String))]];
		}
		return isObject(value) && depth < DEEPEST ? cellsOf(value, `${column}.`, depth + 1) : [];
	});
}
