import type { Cell } from './record-table.ts';
import { joinGroupNames } from './group-names.ts';

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
	return list.map((record) => cellsOf(record));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const DEEPEST = 4;
/** A picture within the text is no word. */
const PICTURE = /^data:image\//;

function cellsOf(record: Readonly<Record<string, unknown>>, within = '', depth = 0): Cell[] {
	return Object.entries(record).flatMap(([key, value]): Cell[] => {
		const column = within + key;
		if (value === null || value === undefined || value === '') return [];
		if (typeof value === 'string') return PICTURE.test(value) ? [] : [[column, value]];
		if (typeof value === 'number' || typeof value === 'boolean') return [[column, String(value)]];
		if (Array.isArray(value)) {
			const words = value.filter((one) => typeof one === 'string' || typeof one === 'number');
			return words.length === 0 ? [] : [[column, joinGroupNames(words.map(String))]];
		}
		return isObject(value) && depth < DEEPEST ? cellsOf(value, `${column}.`, depth + 1) : [];
	});
}
