import { sql } from 'kysely';
import { Refusal } from '#shared/errors.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import type { CustomField } from '../domain/custom/custom-field.ts';
import { customFields } from './custom/field-row.ts';
import { valueKeys, writeKeys, type ValueKey } from './custom/index-custom.ts';
import { learnWords } from './find/near-words.ts';
import { addWords, COLUMN_NAMES, listOf, toRow, typesOf, type Stored } from './stored-row.ts';

/** So many people are written by a statement: enough to be quick, few enough for both sides to hold them. */
const TOGETHER = 500;

const MANY = 5_000;

/** New people, ready to be written by a statement. */
export interface Newcomers {
	/** What some of them have, of `COLUMN_NAMES`: PostgreSQL has not to look for anything else in each row. */
	readonly columns: readonly string[];
	/** JSON. */
	readonly rows: string;
}

/** Gathers new people as the text that will be written: hundreds of records are soon light to hold. */
export class GatheredPeople {
	/** Of all names and places. */
	readonly words = new Set<string>();
	/** Of all people. */
	readonly #keys: ValueKey[] = [];
	readonly #fields: readonly CustomField[];
	#columns = new Set<string>();
	#rows: string[] = [];

	/** @param fields the association’s own */
	constructor(fields: readonly CustomField[]) {
		this.#fields = fields;
	}

	get isEnough(): boolean {
		return this.#rows.length >= TOGETHER;
	}

	add(people: readonly Stored[]): void {
		for (const one of people) {
			const row = toRow(one);
			addWords(this.words, row);
			for (const name of COLUMN_NAMES) if (row[name] !== undefined) this.#columns.add(name);
			this.#rows.push(JSON.stringify(row));
		}
		for (const key of valueKeys(this.#fields, people)) this.#keys.push(key);
	}

	/** Those gathered since the last time. */
	take(): Newcomers {
		const [columns, rows] = [[...this.#columns], `[${this.#rows.join(',')}]`];
		[this.#columns, this.#rows] = [new Set(), []];
		return { columns, rows };
	}

	/**
	 * Writes what comes after the people. Words all together, so that two imports that learn the same ones never wait
	 * for each other in a circle; values once all the people are there, since how PostgreSQL looks for the person of the
	 * first one is kept for all: were there but few people then, it would go through all of them each time. Of many, it
	 * is decided anew, whatever the connection has written before.
	 */
	async finish(context: OperationContext): Promise<void> {
		if (this.#keys.length > MANY) await sql`DISCARD PLANS`.execute(context.tx);
		await writeKeys(context, this.#keys);
		await learnWords(context, this.words);
	}
}

/** Writes people who were gathered. @throws {Refusal} `people.number-just-taken` when another transaction took a number first */
export async function writeNewcomers(
	context: OperationContext,
	{ columns, rows }: Newcomers,
	importId: string | null
): Promise<void> {
	if (columns.length === 0) return;
	const { tx, association, actor } = context;
	const written = listOf(columns);
	await refusingTakenNumbers(
		sql`INSERT INTO people.person (association_id, id, ${written}, created_by, import_id)
			SELECT ${association.id}::uuid, id, ${written}, ${actor.accountId}::uuid, ${importId}::uuid
			FROM json_to_recordset(${rows}::json) AS r(id uuid, ${typesOf(columns)})`.execute(tx)
	);
}

/**
 * Stores new people.
 * @throws {Refusal} `people.number-just-taken` when another transaction took a number first
 */
export async function insertPeople(
	context: OperationContext,
	people: readonly Stored[]
): Promise<void> {
	const isCustom = people.some(({ person }) => Object.keys(person.custom).length > 0);
	const gathered = new GatheredPeople(isCustom ? await customFields(context.tx) : []);
	for (let at = 0; at < people.length; at += TOGETHER) {
		gathered.add(people.slice(at, at + TOGETHER));
		await writeNewcomers(context, gathered.take(), null);
	}
	await gathered.finish(context);
}

/** A number that somebody else was given meanwhile, once it is written. */
export async function refusingTakenNumbers<T>(statement: Promise<T>): Promise<T> {
	return statement.catch((error: { code?: string; constraint?: string }) => {
		if (error.code === '23505' && error.constraint === 'person_number') {
			throw new Refusal('conflict', 'people.number-just-taken');
		}
		throw error;
	});
}
