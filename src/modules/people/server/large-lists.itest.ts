import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#shared/id.ts';
import { inAssociation, reading } from '#platform/server/database/db.ts';
import { openContext } from '#platform/server/operation-context.ts';
import type { Caller } from '#platform/server/perform.ts';
import { perform } from '#platform/server/perform.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { newPerson } from '../domain/new-person.ts';
import { sortName, type PersonRecord } from '../domain/person.ts';
import { archivePerson } from './archive-person.ts';
import { defineField } from './custom/define-field.ts';
import { editPerson } from './edit-person.ts';
import { arrangeBlocks } from './find/arrange-blocks.ts';
import { getPerson } from './get-person.read.ts';
import { settlePeople } from './import/settle-people.ts';
import { readFew, readScanned } from './list-found.read.ts';
import { listPersons } from './list-persons.read.ts';
import type { ListRow } from './list-row.ts';
import { peopleFilter, readOpenFilter } from './people-filter.ts';
import { walkList } from './walk-list.read.ts';
import { insertPeople } from './insert-people.ts';

const program = useTestProgram();
const LIMIT = 4;

interface Stored {
	readonly id: string;
	readonly person: PersonRecord;
}

async function people(caller: Caller, records: readonly PersonRecord[]): Promise<Stored[]> {
	const stored = records.map((person) => ({ id: newId(), person }));
	await inAssociation(program.runtime.database.db, caller.association.id, (tx) =>
		insertPeople(openContext(tx, caller).context, stored)
	);
	return stored;
}

const PATHS = { walk: walkList, scan: readScanned, few: readFew } as const;

/** The ids of a whole list, page by page, as one way of reading gives them. */
function pages(caller: Caller, asked: object, path: keyof typeof PATHS): Promise<string[]> {
	return reading(program.runtime.database.db, caller.association.id, async (tx) => {
		const { context } = openContext(tx, caller, { readOnly: true });
		const ready = await readOpenFilter(context, peopleFilter.parse(asked));
		const page = { ...ready, limit: LIMIT };
		const ids: string[] = [];
		for (let last: ListRow | undefined, more = true; more;) {
			const answer = await PATHS[path](context, page, last);
			const rows: readonly ListRow[] = 'rows' in answer ? (answer.rows ?? []) : answer;
			ids.push(...rows.slice(0, LIMIT).map(({ id }) => id));
			last = rows[LIMIT - 1];
			more = rows.length > LIMIT;
		}
		return ids;
	});
}

/** The same recomputed: by value, then name, then id; whoever has no value last both ways. */
function expected(
	stored: readonly Stored[],
	value: (person: PersonRecord) => string | null,
	direction: 'asc' | 'desc'
): string[] {
	const sign = direction === 'asc' ? 1 : -1;
	const compare = (a: string, b: string) => sign * (a < b ? -1 : a > b ? 1 : 0);
	return [...stored]
		.sort((one, other) => {
			const [a, b] = [value(one.person), value(other.person)];
			if ((a === null) !== (b === null)) return a === null ? 1 : -1;
			return (
				compare(a ?? '', b ?? '') ||
				compare(sortName(one.person), sortName(other.person)) ||
				compare(one.id, other.id)
			);
		})
		.map(({ id }) => id);
}

const record = fc
	.record({
		lastName: fc.constantFrom('Abel', 'Zoé', 'Le Goff', '東京', 'Aa'),
		city: fc.constantFrom(null, 'Brest', 'Brest Sud', 'Saint-Malo', '東京'),
		joinedOn: fc.constantFrom(null, '2020-01-01', '2026-02-03'),
		category: fc.constantFrom(null, 'Membre', 'Donateur'),
		points: fc.constantFrom(null, '3', '12', '-4', '0.5')
	})
	.map(({ points, ...values }) =>
		newPerson({ ...values, custom: points ? { points } : {} } as Partial<PersonRecord>)
	);

it('reads the same pages by an index, by finding a few, and by going through all', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 30 }), async (records) => {
			const secretary = (await anAssociation()).as('secretary');
			await perform(defineField, secretary, { kind: 'number', labelFr: 'Points' });
			const stored = await people(secretary, records);
			const [someone] = stored;
			if (someone) await rename(secretary, someone);
			const renamed = stored.map((one) =>
				one === someone ? { ...one, person: { ...one.person, displayName: 'Mi' } } : one
			);
			const members = renamed.filter(({ person }) => person.category === 'Membre');
			const number = ({ custom }: PersonRecord) => custom.points?.padStart(5, '0') ?? null;
			const values = {
				city: ({ city }: PersonRecord) => (city === '東京' ? null : (city?.toLowerCase() ?? null)),
				joinedOn: ({ joinedOn }: PersonRecord) => joinedOn,
				name: () => ''
			};
			for (const direction of ['asc', 'desc'] as const) {
				for (const [sort, value] of Object.entries(values)) {
					const named = (person: PersonRecord) => value(person)?.replace('-', ' ') ?? null;
					const whole = sort === 'joinedOn' ? values.joinedOn : named;
					const asked = { sort, direction };
					const all = expected(renamed, whole, direction);
					const some = expected(members, whole, direction);
					for (const path of ['walk', 'scan', 'few'] as const) {
						expect(await pages(secretary, asked, path)).toEqual(all);
						const narrowed = { ...asked, category: 'Membre' };
						expect(await pages(secretary, narrowed, path)).toEqual(some);
					}
				}
				const asked = { sort: 'custom.points', direction };
				const scanned = await pages(secretary, asked, 'scan');
				expect(await pages(secretary, asked, 'walk')).toEqual(scanned);
				expect(await pages(secretary, asked, 'few')).toEqual(scanned);
				expect(scanned.slice(renamed.filter(({ person }) => number(person)).length).sort()).toEqual(
					renamed
						.filter(({ person }) => number(person) === null)
						.map(({ id }) => id)
						.sort()
				);
			}
		}),
		{ numRuns: 6 }
	);
}, 60_000);

async function rename(caller: Caller, one: Stored): Promise<void> {
	const { version } = await perform(getPerson, caller, { id: one.id });
	const names = { lastName: 'Mi', displayName: 'Mi' };
	await perform(editPerson, caller, { id: one.id, version, ...names });
	Object.assign(one.person, names);
}

it('reads by any column those who are archived too, whoever has no number last', async () => {
	const secretary = (await anAssociation()).as('secretary');
	const stored = await people(
		secretary,
		Array.from({ length: 23 }, (_, at) =>
			newPerson({
				lastName: `Martin ${at % 5}`,
				number: at % 3 ? String((at * 7) % 23) : at === 3 ? '~'.repeat(20) : null,
				city: at % 4 ? 'Brest' : null
			})
		)
	);
	for (const { id } of stored.filter((_, at) => at % 2)) {
		await perform(archivePerson, secretary, { id });
	}
	const numberOf = new Map(stored.map(({ id, person }) => [id, person.number]));
	for (const direction of ['asc', 'desc'] as const) {
		for (const sort of ['number', 'name', 'city', 'joinedOn']) {
			for (const status of ['all', 'active', 'archived']) {
				const asked = { sort, direction, status };
				const walked = await pages(secretary, asked, 'walk');
				expect(walked).toHaveLength(status === 'all' ? 23 : status === 'active' ? 12 : 11);
				expect([asked, walked]).toEqual([asked, await pages(secretary, asked, 'scan')]);
				expect([asked, walked]).toEqual([asked, await pages(secretary, asked, 'few')]);
				if (sort !== 'number' || direction === 'asc') continue;
				const numbers = walked.map((id) => numberOf.get(id));
				const known = numbers.filter((number) => number !== null);
				expect(numbers.slice(known.length)).toEqual(numbers.filter((number) => number === null));
			}
		}
	}
});

describe('among more than a thousand', () => {
	let secretary: Caller;
	beforeAll(async () => {
		secretary = (await anAssociation()).as('secretary');
		await people(
			secretary,
			Array.from({ length: 1_005 }, (_, at) =>
				newPerson({ lastName: 'Martin', firstName: `N${at}`, city: at % 2 ? 'Brest' : null })
			)
		);
		await people(secretary, [newPerson({ lastName: 'Zoé' })]);
	});

	it.each(['without blocks', 'with blocks'])(
		'stops counting at a thousand when told so, %s',
		async (how) => {
			const { db } = program.runtime.database;
			if (how === 'with blocks') await arrangeBlocks(db, secretary.association.id, 1_000);
			const list = (asked: object) => perform(listPersons, secretary, { limit: 1, ...asked });
			for (const sort of ['name', 'city', '-city'].map((key) => ({
				sort: key.replace('-', ''),
				direction: key.startsWith('-') ? 'desc' : 'asc'
			}))) {
				const many = { search: 'martin', ...sort } as const;
				expect(await list({ ...many, count: 'some' })).toMatchObject({ total: 1_000, more: true });
				expect(await list(many)).toMatchObject({ total: 1_005, more: false });
				const few = { search: 'zoe', ...sort, count: 'some' };
				expect(await list(few)).toMatchObject({ total: 1, more: false });
				expect(await list({ ...sort, count: 'some' })).toMatchObject({ total: 1_006, more: false });
			}
		}
	);

	it('gives the page after another, and knows on it too that there are more', async () => {
		const asked = { search: 'martin', count: 'some', limit: 200 } as const;
		const seen = new Set<string>();
		let cursor: string | undefined;
		do {
			const page = await perform(listPersons, secretary, { ...asked, cursor });
			expect(page).toMatchObject({ total: 1_000, more: true });
			for (const { id } of page.persons) seen.add(id);
			cursor = page.next ?? undefined;
		} while (cursor);
		expect(seen.size).toBe(1_005);
	});

	it('gives many who are near to what was typed after those who have it, page by page', async () => {
		const { db } = program.runtime.database;
		await people(secretary, [
			newPerson({ lastName: 'Mortin', city: 'Brest' }),
			newPerson({ lastName: 'Mortin', firstName: 'Ana' })
		]);
		for (const more of [{}, { sort: 'city', direction: 'desc' }] as const) {
			const asked = { search: 'mortin', limit: 200, ...more };
			const read = async () => {
				const ids: string[] = [];
				let cursor: string | undefined;
				do {
					const page = await perform(listPersons, secretary, { ...asked, count: 'some', cursor });
					ids.push(...page.persons.map(({ id }) => id));
					cursor = page.next ?? undefined;
				} while (cursor);
				return ids;
			};
			await arrangeBlocks(db, secretary.association.id, 1_000);
			const known = await perform(listPersons, secretary, { ...asked, count: 'some' });
			expect(known).toMatchObject({ total: 1_000, more: true });
			const walked = await read();
			expect(walked).toHaveLength(1_007);
			expect(await perform(listPersons, secretary, asked)).toMatchObject({ total: 1_007 });
			await arrangeBlocks(db, secretary.association.id, 1_000_000);
			expect(walked).toEqual(await read());
		}
	});

	it('has PostgreSQL look at the tables, which the role of the program may', async () => {
		const { pool } = program.runtime.database;
		await settlePeople.run({});
		const { rows } = await pool.query<{ rows: number }>(
			"SELECT reltuples::int AS rows FROM pg_class WHERE oid = 'people.person'::regclass"
		);
		expect(rows[0]?.rows).toBeGreaterThan(1_000);
	});
});
