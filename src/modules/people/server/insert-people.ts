import { sql } from 'kysely';
import { Refusal } from '#shared/errors.ts';
import { arrayText, eachOf } from '#platform/server/database/array-text.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import type { CustomField } from '../domain/custom/custom-field.ts';
import { customFields } from './custom/field-row.ts';
import {
	keyTexts,
	valueKeys,
	writingKeys,
	type KeyTexts,
	type ValueKey
} from './custom/index-custom.ts';
import { learnWords } from './find/near-words.ts';
import { addWords, COLUMN_NAMES, listOf, toRow, typeOf, type Stored } from './stored-row.ts';

/** So many people are written by a statement: enough to be quick, few enough for both sides to hold them. */
const TOGETHER = 2_000;

/** New people, ready to be written. */
export interface Newcomers {
	readonly ids: string;
	/** What some of them have: the values of all by column, as the text of an array. */
	readonly columns: ReadonlyMap<string, string>;
	/** Of the association’s own fields; nothing when nobody has any. */
	readonly keys: KeyTexts | undefined;
}

/** Gathers new people by column, as the text that will be written: hundreds of records are soon light to hold. */
export class GatheredPeople {
	/** Of all names and places. */
	readonly words = new Set<string>();
	readonly #fields: readonly CustomField[];
	#ids: string[] = [];
	#keys: ValueKey[] = [];
	#columns = new Map<string, (string | null)[]>();

	/** @param fields the association’s own */
	constructor(fields: readonly CustomField[]) {
		this.#fields = fields;
	}

	get isEnough(): boolean {
		return this.#ids.length >= TOGETHER;
	}

	add(people: readonly Stored[]): void {
		for (const one of people) {
			const row = toRow(one);
			addWords(this.words, row);
			for (const name of COLUMN_NAMES) this.#put(name, row[name]);
			this.#ids.push(one.id);
		}
		for (const key of valueKeys(this.#fields, people)) this.#keys.push(key);
	}

	#put(name: string, value: unknown): void {
		let column = this.#columns.get(name);
		if (!column) {
			if (value === undefined) return;
			this.#columns.set(name, (column = []));
		}
		while (column.length < this.#ids.length) column.push(null);
		if (value !== undefined)
			column.push(typeof value === 'object' ? JSON.stringify(value) : String(value));
	}

	/** Those gathered since the last time. */
	take(): Newcomers {
		const columns = new Map([...this.#columns].map(([name, values]) => [name, arrayText(values)]));
		const keys = this.#keys.length > 0 ? keyTexts(this.#keys) : undefined;
		const taken = { ids: arrayText(this.#ids), columns, keys };
		[this.#ids, this.#keys, this.#columns] = [[], [], new Map()];
		return taken;
	}

	/** The words last and all together, so that two imports that learn the same ones never wait in a circle. */
	async finish(context: OperationContext): Promise<void> {
		await learnWords(context, this.words);
	}
}

/** Writes people who were gathered. @throws {Refusal} `people.number-just-taken` when another transaction took a number first */
export async function writeNewcomers(
	context: OperationContext,
	{ ids, columns, keys }: Newcomers,
	importId: string | null
): Promise<void> {
	if (columns.size === 0) return;
	const { tx, association, actor } = context;
	const written = listOf([...columns.keys()]);
	const values = [...columns].map(([name, texts]) => eachOf(texts, typeOf(name)));
	const people = sql`INSERT INTO people.person (association_id, id, ${written}, created_by, import_id)
			SELECT ${association.id}::uuid, ${eachOf(ids, 'uuid')}, ${sql.join(values)},
				${actor.accountId}::uuid, ${importId}::uuid`;
	const both = keys ? sql`WITH p AS (${people}) ${writingKeys(context, keys)}` : people;
	await refusingTakenNumbers(both.execute(tx));
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
