import { sql } from 'kysely';
import type { Fault } from '#shared/errors.ts';
import { Refusal } from '#shared/errors.ts';
import type { Tx } from '#platform/server/operation.ts';
import type { Changes, FieldValue } from '../domain/change.ts';
import type { CustomField, Viewer } from '../domain/custom/custom-field.ts';
import { maySee } from '../domain/custom/custom-field.ts';
import { formatPhone } from '../domain/phone.ts';
import type { PersonRow } from './person-row.ts';

/** What became of each field since a version: what it was then, what it is now. */
export async function changesSince(tx: Tx, id: string, version: number): Promise<Changes> {
	const { rows } = await sql<{ changes: Changes }>`
		SELECT c.changes FROM people.person_change c
		WHERE c.person_id = ${id} AND c.version > ${version} ORDER BY c.version`.execute(tx);
	const since: Record<string, Changes[string]> = {};
	for (const { changes } of rows) {
		for (const [field, [before, after]] of Object.entries(changes)) {
			since[field] = [since[field] ? since[field][0] : before, after];
		}
	}
	return Object.fromEntries(
		Object.entries(since).filter(([, [before, after]]) => before !== after)
	);
}

/** Of these changes, those that somebody may be told who doesn’t write all records. */
export function visibleChanges(
	changes: Changes,
	fields: readonly CustomField[],
	viewer: Viewer
): Changes {
	if (viewer.writes) return changes;
	const own = new Map(fields.map((field) => [`custom.${field.key}`, field]));
	const isTold = (name: string) => {
		const field = own.get(name);
		if (field) return maySee(field, viewer);
		return !/^(?:custom\.|extra\.|notes$|restrictedNotes$)/.test(name);
	};
	return Object.fromEntries(Object.entries(changes).filter(([name]) => isTold(name)));
}

const CHANGED = {
	any: 'people.field-changed',
	both: 'people.field-changed-by-both',
	other: 'people.field-changed-by-other'
};
const ASKED = {
	any: 'people.field-asked',
	both: 'people.field-asked-by-both',
	other: 'people.field-asked-by-other'
};
type Codes = typeof CHANGED;

/**
 * The refusal that the second editor gets: a fault for each field that changed since they read it.
 * @param typed what they typed, by field, when it can be told from what they left alone
 * @param asked what somebody else asked for meanwhile and waits for agreement
 */
export function changedMeanwhile(
	current: PersonRow,
	since: Changes,
	typed?: ReadonlyMap<string, FieldValue>,
	asked: Changes = {},
	code = 'people.person-changed'
): Refusal {
	const told = (changes: Changes, codes: Codes) =>
		Object.entries(changes).map(([field, [before, after]]): Fault => {
			const parameters = { before: words(field, before), after: words(field, after) };
			if (!typed) return { path: field, code: codes.any, parameters };
			const mine = typed.get(field);
			const isMine = typed.has(field) && mine !== before && mine !== after;
			return { path: field, code: isMine ? codes.both : codes.other, parameters };
		});
	const parameters = { name: current.displayName, version: current.version };
	return new Refusal('conflict', code, parameters, [
		...told(since, CHANGED),
		...told(asked, ASKED)
	]);
}

function words(field: string, value: FieldValue): string {
	if (value === null) return '';
	const text = String(value);
	return field === 'phone' || field === 'otherPhones'
		? text.split('\n').map(formatPhone).join(', ')
		: text;
}
