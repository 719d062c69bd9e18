import { sql } from 'kysely';
import type { OperationContext, Tx } from '#platform/server/operation.ts';
import type { KnownPerson } from '#modules/people/domain/duplicates.ts';
import { emailKey } from '#modules/people/domain/email.ts';
import { Pictures } from '#modules/people/domain/import/pictures.ts';
import type { PlannedLine } from '#modules/people/domain/import/plan.ts';
import { repeatedNumbers, startPlan } from '#modules/people/domain/import/plan.ts';
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
const CHUNK = 100;

/**
 * Reads the file of an import again and decides what each of its lines does, some lines at a time, as people were
 * before the first is written: whom this import adds is left out, and whom it changes is to be written after the
 * last line, or elsewhere than `people` sees it.
 * @param people where people are looked for; the transaction of the context, when not told
 */
export async function* planLines(
	context: OperationContext,
	row: ImportRow,
	people: Tx = context.tx
): AsyncGenerator<readonly PlannedLine[]> {
	const { tx, today } = context;
	const table = await readImportTable(context, row);
	const fields = (await customFields(tx)).filter(isImportable);
	const lines = linesReader(table, row.mapping, today, fields);
	const plan = startPlan(repeatedNumbers(lines.numbers()), row.duplicates, {
		groups: row.mapping.includes('groups') ? await knownGroups(tx, row.newGroups) : undefined,
		categories: row.mapping.includes('category') ? await categoriesInUse(tx) : undefined,
		nameless: !namesSomebody(row.mapping),
		emailAsName: row.program === 'google' || row.program === 'mailchimp'
	});
	for await (const { drafts, known, groupsOf, settled } of lookingUp(people, lines, row, table)) {
		const pictures = new Pictures(table.pictures, settled);
		const checked = drafts.map((draft) => pictures.check(draft));
		yield plan(checked, known, groupsOf).map((line) => pictures.give(line));
	}
}

interface Part {
	readonly drafts: readonly LineDraft[];
	readonly known: readonly KnownPerson[];
	readonly groupsOf: ReadonlyMap<string, readonly string[]>;
	/** Of them, those who are given no photograph. */
	readonly settled: ReadonlySet<string>;
}

/** Of so few people all are known from the start; of more, those whom some lines may be about. */
const FEW = 2_000;

/** Lines and whom they may be about, who is asked for while the lines before are seen to. */
async function* lookingUp(
	tx: Tx,
	{ count, read }: LinesReader,
	row: ImportRow,
	table: ImportTable
): AsyncGenerator<Part> {
	// PostgreSQL knows nothing yet of the people who are being added: it would go through all of them each time.
	await sql`SET LOCAL enable_seqscan = off`.execute(tx);
	const together = async (known: readonly KnownPerson[]) => {
		const inGroups = row.mapping.includes('groups') && known.length > 0;
		return {
			known,
			groupsOf: inGroups ? await groupsOfPeople(tx, known) : new Map<string, readonly string[]>(),
			settled: await pictured(tx, table, known)
		};
	};
	const { rows: first } = await sql<KnownPerson>`
		SELECT ${PERSON_COLUMNS} FROM people.person p LIMIT ${FEW + 1}`.execute(tx);
	const everybody = first.length > FEW ? undefined : await together(first);
	const lookUp = async (drafts: readonly LineDraft[]): Promise<Part> => {
		return { drafts, ...(everybody ?? (await together(await knownPeople(tx, drafts, row.id)))) };
	};
	let ahead: Promise<Part> | undefined;
	for (let at = 0; at < count; at += CHUNK) {
		const next = lookUp(read(at, at + CHUNK));
		// Told when its turn has come.
		next.catch(() => {});
		if (ahead) yield await ahead;
		ahead = next;
	}
	if (ahead) yield await ahead;
	await sql`SET LOCAL enable_seqscan = DEFAULT`.execute(tx);
}

/**
 * Everybody whom a line might be about: the same number, the same e-mail, or the same name and birth date. Each is
 * looked for in its own index, and names one by one (`OFFSET 0`): all together PostgreSQL goes through everybody.
 */
async function knownPeople(
	tx: Tx,
	drafts: readonly LineDraft[],
	importId: string
): Promise<readonly KnownPerson[]> {
	const numbers = new Set<string>();
	const emails = new Set<string>();
	const names: string[] = [];
	const births: string[] = [];
	for (const { values, ifMissing } of drafts) {
		const { number, birthDate } = values;
		const email = values.email ?? ifMissing.email;
		if (number) numbers.add(number.padStart(20, '0'));
		if (email) emails.add(emailKey(email));
		if (!birthDate) continue;
		for (const name of bothOrders(values)) {
			names.push(name);
			births.push(birthDate);
		}
	}
	const { rows } = await sql<KnownPerson>`
		SELECT k.* FROM (
			SELECT p.id FROM people.person p WHERE p.number_key = ANY(${[...numbers]}::text[])
			UNION
			SELECT p.id FROM people.person p WHERE p.email_key = ANY(${[...emails]}::text[])
			UNION
			SELECT s.id FROM unnest(${names}::text[], ${births}::date[]) AS n(name, birth)
			CROSS JOIN LATERAL (
				SELECT p.id FROM people.person p
				WHERE p.archived IN (true, false) AND p.sort_name = n.name AND p.birth_date = n.birth
				OFFSET 0) s
		) f
		CROSS JOIN LATERAL (
			SELECT ${PERSON_COLUMNS} FROM people.person p
			WHERE p.id = f.id AND p.import_id IS DISTINCT FROM ${importId}
			OFFSET 0) k`.execute(tx);
	return rows;
}

async function knownGroups(tx: Tx, rule: NewGroupRule): Promise<KnownGroups> {
	const { rows } = await sql<{ id: string; name: string }>`
		SELECT g.id, g.name FROM people.person_group g`.execute(tx);
	return new KnownGroups(rule, rows);
}

async function groupsOfPeople(
	tx: Tx,
	known: readonly KnownPerson[]
): Promise<ReadonlyMap<string, readonly string[]>> {
	if (known.length === 0) return new Map();
	const { rows } = await sql<{ personId: string; names: string[] }>`
		SELECT m.person_id AS "personId", array_agg(g.name ORDER BY g.name_key) AS names
		FROM people.group_member m
		JOIN people.person_group g ON g.association_id = m.association_id AND g.id = m.group_id
		WHERE m.person_id = ANY(${known.map(({ id }) => id)}::uuid[]) GROUP BY m.person_id`.execute(tx);
	return new Map(rows.map(({ personId, names }) => [personId, names]));
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
function bothOrders({
	kind = 'natural',
	firstName = null,
	lastName = null,
	organisationName = null,
	displayName = ''
}: LineDraft['values']): string[] {
	const name = sortName({ kind, firstName, lastName, organisationName, displayName });
	if (firstName === null || lastName === null) return [name];
	const turned = { firstName: lastName, lastName: firstName };
	return [name, sortName({ kind, ...turned, organisationName, displayName })];
}
