import { sql } from 'kysely';
import { Refusal } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import type { Changes } from '../domain/change.ts';
import type { CustomField } from '../domain/custom/custom-field.ts';
import type { PersonRecord } from '../domain/person.ts';
import { learnWords } from './find/near-words.ts';
import { customFields } from './custom/field-row.ts';
import type { ValueKey } from './custom/index-custom.ts';
import { replaceKeys, valueKeys, writeKeys } from './custom/index-custom.ts';
import { derivedKeys } from '../domain/person.ts';

/** A person as they are to be stored: one statement writes thousands. */
interface Stored {
	readonly id: string;
	readonly person: PersonRecord;
}

// Parameters of a statement are held whole by both sides: enough rows to be quick, few enough to be light.
const CHUNK = 2_000;

const COLUMNS: Readonly<Record<string, string>> = {
	kind: 'text',
	number: 'text',
	honorific: 'text',
	first_name: 'text',
	last_name: 'text',
	organisation_name: 'text',
	display_name: 'text',
	email: 'text',
	phone: 'text',
	other_emails: 'text',
	other_phones: 'text',
	address: 'text',
	postcode: 'text',
	city: 'text',
	country: 'text',
	birth_date: 'date',
	joined_on: 'date',
	newsletter: 'boolean',
	category: 'text',
	language: 'text',
	notes: 'text',
	emergency_contact: 'text',
	restricted_notes: 'text',
	extra: 'jsonb',
	custom: 'jsonb',
	sort_name: 'text',
	sort_city: 'text',
	email_key: 'text',
	search: 'text'
};

/** Fields that change the words by which somebody is found. */
const RENAMING = ['firstName', 'lastName', 'organisationName', 'displayName', 'city'] as const;

const names = Object.keys(COLUMNS);
const listOf = (columns: readonly string[]) => sql.raw(columns.join(', '));
const typesOf = (columns: readonly string[]) =>
	sql.raw(columns.map((name) => `${name} ${COLUMNS[name]}`).join(', '));
const WRITTEN = listOf(names);
const FROM_ROW = sql.raw(names.map((name) => `r.${name}`).join(', '));
const ROW_TYPE = typesOf(names);

type Row = Record<string, unknown> & { sort_name: string; sort_city: string | undefined };

function toRow({ id, person }: Stored, version?: number): Row {
	const keys = derivedKeys(person);
	return {
		id,
		version,
		kind: person.kind,
		number: person.number ?? undefined,
		honorific: person.honorific ?? undefined,
		first_name: person.firstName ?? undefined,
		last_name: person.lastName ?? undefined,
		organisation_name: person.organisationName ?? undefined,
		display_name: person.displayName,
		email: person.email ?? undefined,
		phone: person.phone ?? undefined,
		other_emails: person.otherEmails ?? undefined,
		other_phones: person.otherPhones ?? undefined,
		address: person.address ?? undefined,
		postcode: person.postcode ?? undefined,
		city: person.city ?? undefined,
		country: person.country ?? undefined,
		birth_date: person.birthDate ?? undefined,
		joined_on: person.joinedOn ?? undefined,
		newsletter: person.newsletter,
		category: person.category ?? undefined,
		language: person.language ?? undefined,
		notes: person.notes ?? undefined,
		emergency_contact: person.emergencyContact ?? undefined,
		restricted_notes: person.restrictedNotes ?? undefined,
		extra: person.extra,
		custom: person.custom,
		sort_name: keys.sortName,
		sort_city: keys.sortCity ?? undefined,
		email_key: keys.emailKey ?? undefined,
		search: keys.search
	};
}

function* chunks<T>(items: readonly T[]): Generator<readonly T[]> {
	for (let at = 0; at < items.length; at += CHUNK) yield items.slice(at, at + CHUNK);
}

/**
 * Stores new people.
 * @param later what comes after them is put there, for `finishWriting`; written at once otherwise
 * @throws {Refusal} `people.number-just-taken` when another transaction took a number first.
 */
export async function insertPeople(
	context: OperationContext,
	people: readonly Stored[],
	importId: string | null = null,
	later?: Later
): Promise<void> {
	const { tx, association, actor } = context;
	const rest = later ?? nothingYet();
	for (const chunk of chunks(people)) {
		const read = chunk.map((stored) => toRow(stored));
		for (const row of read) addWords(rest.words, row);
		// Nobody’s of these columns says anything: PostgreSQL has not to look for it in each row.
		const columns = names.filter((name) => read.some((row) => row[name] !== undefined));
		const written = listOf(columns);
		const rows = JSON.stringify(read);
		await refusingTakenNumbers(
			sql`INSERT INTO people.person (association_id, id, ${written}, created_by, import_id)
				SELECT ${association.id}::uuid, id, ${written}, ${actor.accountId}::uuid, ${importId}::uuid
				FROM json_to_recordset(${rows}::json) AS r(id uuid, ${typesOf(columns)})`.execute(tx)
		);
	}
	if (people.some(({ person }) => Object.keys(person.custom).length > 0)) {
		rest.fields ??= await customFields(tx);
		for (const key of valueKeys(rest.fields, people)) rest.keys.push(key);
	}
	if (!later) await finishWriting(context, rest);
}

/** What is written after the people themselves. */
export interface Later {
	/** Of names and places, to be learnt. */
	readonly words: Set<string>;
	readonly keys: ValueKey[];
	/** The association’s own, once somebody has a value of one. */
	fields?: readonly CustomField[];
}

export function nothingYet(): Later {
	return { words: new Set(), keys: [] };
}

/**
 * Writes what was left for later. Words all together, so that two imports that learn the same ones never wait for each
 * other in a circle; values once all the people are there, since how PostgreSQL looks for the person of the first one
 * is kept for all: were there but few people then, it would go through all of them each time.
 */
export async function finishWriting(context: OperationContext, { words, keys }: Later) {
	await writeKeys(context, keys);
	await learnWords(context, words);
}

/** The words of the name and the place of a row. */
function addWords(words: Set<string>, { sort_name: name, sort_city: city }: Row): void {
	for (const word of name.split(' ')) words.add(word);
	for (const word of city?.split(' ') ?? []) words.add(word);
}

export interface Edited extends Stored {
	/** The version that was read: the row must still have it. */
	readonly version: number;
	readonly changes: Changes;
}

/**
 * Stores changed people and the history of what changed, each with its next version.
 * Answers how many still had the version that was read; the caller refuses when that isn't all of them.
 * @param later as of `insertPeople`
 * @throws {Refusal} `people.number-just-taken`
 */
export async function updatePeople(
	context: OperationContext,
	people: readonly Edited[],
	importId: string | null = null,
	later?: Later
): Promise<number> {
	const rest = later ?? nothingYet();
	let updated = 0;
	for (const chunk of chunks(people)) {
		const read = chunk.map((edited) => toRow(edited, edited.version));
		for (const [at, { changes }] of chunk.entries()) {
			const row = read[at];
			if (row && RENAMING.some((field) => field in changes)) addWords(rest.words, row);
		}
		const rows = JSON.stringify(read);
		const { numAffectedRows } = await refusingTakenNumbers(
			sql`UPDATE people.person p
				SET (${WRITTEN}) = ROW (${FROM_ROW}), version = p.version + 1, updated_at = now()
				FROM json_to_recordset(${rows}::json) AS r(id uuid, version int, ${ROW_TYPE})
				WHERE p.association_id = ${context.association.id}::uuid
					AND p.id = r.id AND p.version = r.version`.execute(context.tx)
		);
		updated += Number(numAffectedRows ?? 0);
	}
	const recustomised = people.filter(({ changes }) =>
		Object.keys(changes).some((field) => field.startsWith('custom.'))
	);
	await replaceKeys(context, recustomised);
	if (!later) await finishWriting(context, rest);
	await recordChanges(context, people, importId);
	return updated;
}

/** Writes the history of changes already made, each of which gave the person its next version. */
export async function recordChanges(
	{ tx, association, actor }: OperationContext,
	people: readonly Pick<Edited, 'id' | 'version' | 'changes'>[],
	importId: string | null = null
): Promise<void> {
	for (const chunk of chunks(people)) {
		const rows = JSON.stringify(
			chunk.map(({ id, version, changes }) => {
				return { id: newId(), person_id: id, version: version + 1, changes };
			})
		);
		await sql`
			INSERT INTO people.person_change
				(association_id, id, person_id, version, account_id, import_id, changes)
			SELECT ${association.id}::uuid, id, person_id, version, ${actor.accountId}::uuid,
				${importId}::uuid, changes
			FROM json_to_recordset(${rows}::json)
				AS r(id uuid, person_id uuid, version int, changes jsonb)`.execute(tx);
	}
}

async function refusingTakenNumbers<T>(statement: Promise<T>): Promise<T> {
	return statement.catch((error: { code?: string; constraint?: string }) => {
		if (error.code === '23505' && error.constraint === 'person_number') {
			throw new Refusal('conflict', 'people.number-just-taken');
		}
		throw error;
	});
}
