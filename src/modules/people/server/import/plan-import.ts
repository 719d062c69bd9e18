import { sql } from 'kysely';
import type { OperationContext, Tx } from '#platform/server/operation.ts';
import type { KnownPerson } from '#modules/people/domain/duplicates.ts';
import { emailKey } from '#modules/people/domain/email.ts';
import { Pictures } from '#modules/people/domain/import/pictures.ts';
import type { PlannedLine } from '#modules/people/domain/import/plan.ts';
import { newPerson, RepeatedNumbers, startPlan } from '#modules/people/domain/import/plan.ts';
import type { LineDraft, LinesReader } from '#modules/people/domain/import/read-line.ts';
import { linesReader } from '#modules/people/domain/import/read-line.ts';
import type { NewGroupRule } from '#modules/people/domain/import/known-groups.ts';
import { KnownGroups } from '#modules/people/domain/import/known-groups.ts';
import { isImportable, namesSomebody } from '#modules/people/domain/import/target.ts';
import { sortName } from '#modules/people/domain/person.ts';
import { customFields } from '../custom/field-row.ts';
import { PERSON_COLUMNS } from '../person-row.ts';
import type { ImportRow } from './import-row.ts';
import { readImportTable, type ImportTable } from './import-table.ts';

/** So many lines are read, decided and written at a time: what a file needs of memory hardly grows with it. */
const CHUNK = 500;

/**
 * Reads the file of an import again and decides what each of its lines does, some lines at a time, as people were
 * before the first is written.
 */
export async function* planLines(
	context: OperationContext,
	row: ImportRow
): AsyncGenerator<readonly PlannedLine[]> {
	const { tx, today } = context;
	const table = await readImportTable(context, row);
	const fields = (await customFields(tx)).filter(isImportable);
	const lines = linesReader(table, row.mapping, today, fields);
	const numbers = new RepeatedNumbers();
	const known: KnownPerson[] = [];
	for (const drafts of inChunks(lines)) {
		numbers.read(drafts);
		for (const person of await knownPeople(tx, drafts)) known.push(person);
	}
	const plan = startPlan(known, numbers, row.duplicates, {
		groups: row.mapping.includes('groups')
			? await knownGroups(tx, row.newGroups, known)
			: undefined,
		categories: row.mapping.includes('category') ? await categoriesInUse(tx) : undefined,
		nameless: !namesSomebody(row.mapping),
		emailAsName: row.program === 'google' || row.program === 'mailchimp'
	});
	const pictures = new Pictures(table.pictures, await pictured(tx, table, known));
	for (const drafts of inChunks(lines)) {
		yield drafts.map((draft) => pictures.give(plan(pictures.check(draft))));
	}
}

function* inChunks({ count, read }: LinesReader): Generator<readonly LineDraft[]> {
	for (let at = 0; at < count; at += CHUNK) yield read(at, at + CHUNK);
}

/** Everybody whom a line might be about: the same number, e-mail or name. One statement. */
async function knownPeople(tx: Tx, drafts: readonly LineDraft[]): Promise<readonly KnownPerson[]> {
	const numbers = new Set<string>();
	const emails = new Set<string>();
	const names = new Set<string>();
	for (const { values, ifMissing } of drafts) {
		const { number, birthDate } = values;
		const email = values.email ?? ifMissing.email;
		if (number) numbers.add(number.padStart(20, '0'));
		if (email) emails.add(emailKey(email));
		if (birthDate) for (const name of bothOrders(values)) names.add(name);
	}
	const { rows } = await sql<KnownPerson>`
		SELECT ${PERSON_COLUMNS} FROM people.person p
		WHERE p.number_key = ANY(${[...numbers]}::text[])
			OR p.email_key = ANY(${[...emails]}::text[])
			OR (p.archived IN (true, false) AND p.sort_name = ANY(${[...names]}::text[]))`.execute(tx);
	return rows;
}

async function knownGroups(
	tx: Tx,
	rule: NewGroupRule,
	known: readonly KnownPerson[]
): Promise<KnownGroups> {
	const groups = await sql<{ id: string; name: string }>`
		SELECT g.id, g.name FROM people.person_group g`.execute(tx);
	const members = await sql<{ personId: string; names: string[] }>`
		SELECT m.person_id AS "personId", array_agg(g.name ORDER BY g.name_key) AS names
		FROM people.group_member m
		JOIN people.person_group g ON g.association_id = m.association_id AND g.id = m.group_id
		WHERE m.person_id = ANY(${known.map(({ id }) => id)}::uuid[]) GROUP BY m.person_id`.execute(tx);
	const ofPerson = new Map(members.rows.map(({ personId, names }) => [personId, names]));
	return new KnownGroups(rule, groups.rows, ofPerson);
}

/** Who is given no photograph: those who have one, and those who are archived. */
async function pictured(
	tx: Tx,
	{ pictures }: ImportTable,
	known: readonly KnownPerson[]
): Promise<ReadonlySet<string>> {
	if (pictures.size === 0 || known.length === 0) return new Set();
	const { rows } = await sql<{ id: string }>`
		SELECT p.id FROM people.person p
		WHERE p.id = ANY(${known.map(({ id }) => id)}::uuid[]) AND (p.archived OR EXISTS (
			SELECT FROM people.photo f
			WHERE f.association_id = p.association_id AND f.person_id = p.id AND NOT f.waiting))`.execute(tx);
	return new Set(rows.map(({ id }) => id));
}

async function categoriesInUse(tx: Tx): Promise<readonly string[]> {
	const { rows } = await sql<{ name: string }>`
		SELECT DISTINCT p.category AS name FROM people.person p WHERE p.category IS NOT NULL`.execute(tx);
	return rows.map(({ name }) => name);
}

/** A name may be stored the other way round, when a file gave it in one cell. */
function bothOrders(values: LineDraft['values']): string[] {
	const { firstName = null, lastName = null } = values;
	return [
		sortName(newPerson(values)),
		sortName(newPerson({ ...values, firstName: lastName, lastName: firstName }))
	];
}
