import { sql } from 'kysely';
import type { OperationContext, Tx } from '#platform/server/operation.ts';
import { readComputed } from '../domain/custom/computed.ts';
import type { CustomField } from '../domain/custom/custom-field.ts';
import { customLabel } from '../domain/custom/custom-field.ts';
import { plainCustom } from '../domain/custom/custom-text.ts';
import type { FieldName } from '../domain/fields.ts';
import type { PersonRecord } from '../domain/person.ts';
import { customFields } from './custom/field-row.ts';
import { computedText, yesNo } from './custom/shown-custom.ts';
import { idsInOrder, inPages } from './find/selection.ts';
import type { ReadyFilter } from './people-filter.ts';
import { PERSON_COLUMNS } from './person-row.ts';
import { readPhotos } from './photo/photo-row.ts';

const PAGE = 500;
/** Photographs are heavy: so many are held at once. */
const PHOTO_PAGE = 50;

export interface ExportedPerson {
	readonly person: PersonRecord;
	/** Names of the groups that the person is in, by name. */
	readonly groups: readonly string[];
	/** The association’s own fields by label, and imported columns by name: in the order of names. */
	readonly others: Readonly<Record<string, string>>;
	/** Their photograph as JPEG, when photographs are asked for. */
	readonly photo: Uint8Array | undefined;
}

interface Asked {
	/** Only these, when given. */
	readonly ids: readonly string[] | undefined;
	readonly ready: ReadyFilter;
	readonly fields: readonly FieldName[];
	/** Of the association’s own fields, those that the reader may see. */
	readonly own: readonly CustomField[];
	/** Whether the file holds photographs. */
	readonly photos: boolean;
}

/** The people of a list, five hundred at a time: a file never holds them all. */
export async function* exportedPeople(
	context: OperationContext,
	{ ready, fields, own, ids, photos }: Asked
): AsyncGenerator<ExportedPerson> {
	const { tx, today, actor } = context;
	const { locale } = actor;
	const hidden = Object.fromEntries(
		(['notes', 'restrictedNotes'] as const)
			.filter((field) => !fields.includes(field))
			.map((field) => [field, null])
	);
	const computed = readComputed(await customFields(tx));
	const words = yesNo(locale);
	const linked = own.filter(({ kind }) => kind === 'person');
	const othersOf = (person: PersonRecord, names: ReadonlyMap<string, string>) => {
		// What a file brought along is shown to those who read all records.
		const others: Record<string, string> = ready.within ? {} : { ...person.extra };
		const worked = computed.valuesOf(person, today);
		for (const field of own) {
			if (field.kind === 'file') continue;
			const kept = person.custom[field.key];
			const value = field.kind === 'person' ? kept && names.get(kept) : kept;
			const text =
				field.kind === 'computed'
					? computedText(worked.get(field.key) ?? null, locale)
					: value && plainCustom(field, value, locale, words);
			if (text) others[customLabel(field, locale)] = text;
		}
		return Object.fromEntries(Object.entries(others).sort(([a], [b]) => (a < b ? -1 : 1)));
	};
	for (const page of inPages(await idsInOrder(context, ready, ids), PAGE)) {
		const { rows } = await sql<PersonRecord & { id: string }>`
			SELECT ${PERSON_COLUMNS} FROM unnest(${[...page]}::uuid[]) WITH ORDINALITY AS o(id, position)
			JOIN people.person p ON p.id = o.id ORDER BY o.position`.execute(tx);
		const groups = await groupNames(
			tx,
			rows.map(({ id }) => id),
			ready.within
		);
		const names = await namesOf(
			tx,
			linked.flatMap(({ key }) => rows.flatMap(({ custom }) => custom[key] ?? []))
		);
		for (const part of inPages(rows, photos ? PHOTO_PAGE : PAGE)) {
			const pictures = photos ? await photosOf(context, part) : undefined;
			for (const row of part) {
				const person = { ...row, ...hidden };
				const others = othersOf(person, names);
				const photo = pictures?.get(row.id);
				yield { person, groups: groups.get(row.id) ?? [], others, photo };
			}
		}
	}
}

function photosOf(context: OperationContext, people: readonly { readonly id: string }[]) {
	const ids = people.map(({ id }) => id);
	return readPhotos(context, ids, { size: 'full' });
}

async function namesOf(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
	if (ids.length === 0) return new Map();
	const { rows } = await sql<{ id: string; name: string }>`
		SELECT p.id, p.display_name AS name FROM people.person p
		WHERE p.id = ANY(${ids}::uuid[])`.execute(tx);
	return new Map(rows.map(({ id, name }) => [id, name]));
}

async function groupNames(
	tx: Tx,
	ids: readonly string[],
	within?: readonly string[]
): Promise<ReadonlyMap<string, readonly string[]>> {
	const { rows } = await sql<{ id: string; names: string[] }>`
		SELECT m.person_id AS id, array_agg(g.name ORDER BY g.name_key) AS names
		FROM people.group_member m
		JOIN people.person_group g ON g.association_id = m.association_id AND g.id = m.group_id
		WHERE m.person_id = ANY(${ids}::uuid[])
			AND ${within ? sql`g.id = ANY(${within}::uuid[])` : sql`true`}
		GROUP BY m.person_id`.execute(tx);
	return new Map(rows.map(({ id, names }) => [id, names]));
}
