import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { newId } from '#shared/id.ts';
import { inAssociation } from '#platform/server/database/db.ts';
import { openContext } from '#platform/server/operation-context.ts';
import { perform, type Caller } from '#platform/server/perform.ts';
import { newPerson } from '#modules/people/domain/new-person.ts';
import { aPerson } from '#modules/people/testing/people.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { archivePerson } from '../archive-person.ts';
import { editPerson } from '../edit-person.ts';
import { forgetPeople } from '../forget-people.ts';
import { getPerson } from '../get-person.read.ts';
import { listPersons } from '../list-persons.read.ts';
import { insertPeople } from '../insert-people.ts';
import { arrangeBlocks } from './arrange-blocks.ts';

const program = useTestProgram();
const FIRST = ['Inès', 'Léo', 'Lou', 'Yann', 'Nour', 'Émile', 'Karim'];
const LAST = ['Dubois', 'Duboys', 'Le Goff', 'Martin', 'Tanguy', 'Lefèvre', 'Moreau', '東京'];
const CITIES = ['Brest', 'Rennes', 'Saint-Malo', null];
const TYPED = [
	'dubois',
	'dubios',
	'le goff',
	'lefevbre emile',
	'lou',
	'tangyu breest',
	'membre12',
	'membre12@example.org',
	'@example',
	'0610000',
	'06 10 00 00 42',
	'42',
	'7',
	'mo',
	'moreau 06100',
	'nobody',
	'saint malo',
	'ouf'
];

function within<T>(
	caller: Caller,
	work: (context: ReturnType<typeof openContext>['context']) => Promise<T>
) {
	return inAssociation(program.runtime.database.db, caller.association.id, (tx) =>
		work(openContext(tx, caller).context)
	);
}

const arrange = (caller: Caller, many = 2) =>
	arrangeBlocks(program.runtime.database.db, caller.association.id, many);

/** The words of all the blocks of an association. */
async function blocks(caller: Caller): Promise<string[]> {
	const { rows } = await within(caller, ({ tx }) =>
		sql<{ words: string }>`
			SELECT names || others AS words FROM people.search_block ORDER BY from_name`.execute(tx)
	);
	return rows.map(({ words }) => words);
}

const aTown = (from = 0, count = 150) =>
	Array.from({ length: count }, (_, index) => {
		const at = from + index;
		return {
			id: newId(),
			person: newPerson({
				firstName: FIRST[at % FIRST.length] ?? null,
				lastName: LAST[at % LAST.length] ?? null,
				city: CITIES[at % CITIES.length] ?? null,
				number: String(at + 1),
				email: at % 5 ? `membre${at}@example.org` : null,
				phone: at % 3 ? `+33610000${String(at).padStart(3, '0')}` : null,
				category: at % 2 ? 'Membre' : null
			})
		};
	});

async function townOf(caller: Caller): Promise<void> {
	await within(caller, (context) => insertPeople(context, aTown()));
}

/** What each search answers, for each status, order and narrowing. */
async function answers(caller: Caller): Promise<unknown[]> {
	const given = [];
	for (const search of TYPED) {
		for (const more of [
			{},
			{ status: 'all', direction: 'desc' },
			{ sort: 'number', direction: 'desc' },
			{ category: 'Membre', sort: 'city' },
			{ where: 'city:is:Rennes', status: 'archived' },
			{ where: 'age:unknown' }
		] as const) {
			const { total, persons } = await perform(listPersons, caller, { search, limit: 7, ...more });
			given.push([search, more, total, persons.map(({ id }) => id)]);
		}
	}
	return given;
}

/** The same answers when everybody is looked at. */
async function answersWithoutBlocks(caller: Caller): Promise<unknown[]> {
	await arrange(caller, 1_000_000);
	expect(await blocks(caller)).toEqual([]);
	return answers(caller);
}

describe('a search in blocks', () => {
	it('finds whom a search through everybody finds, of whoever was written since too', async () => {
		const secretary = (await anAssociation()).as('secretary');
		await townOf(secretary);
		await arrange(secretary);
		expect((await blocks(secretary)).length).toBeGreaterThan(2);
		const first = await answers(secretary);
		expect(first).toEqual(await answersWithoutBlocks(secretary));

		await arrange(secretary);
		const { persons } = await perform(listPersons, secretary, { search: 'dubois', limit: 3 });
		const [renamed, moved, archived] = persons;
		for (const [one, change] of [
			[renamed, { lastName: 'Zuboiz', displayName: 'Inès Zuboiz' }],
			[moved, { city: 'Moreauville' }]
		] as const) {
			const id = one?.id ?? '';
			const { version } = await perform(getPerson, secretary, { id });
			await perform(editPerson, secretary, { id, version, ...change });
		}
		await perform(archivePerson, secretary, { id: archived?.id ?? '' });
		await within(secretary, (context) => insertPeople(context, aTown(200, 9)));
		await aPerson(secretary, { firstName: 'Aa', lastName: 'Aa Dubois' });
		const found = await perform(listPersons, secretary, { search: 'zuboiz' });
		expect(found.persons.map((one) => one.id)).toEqual([renamed?.id]);
		const then = await answers(secretary);
		expect(then).not.toEqual(first);
		expect(then).toEqual(await answersWithoutBlocks(secretary));
	});

	it('knows nobody of another association', async () => {
		const [secretary, stranger] = [
			(await anAssociation()).as('secretary'),
			(await anAssociation()).as('secretary')
		];
		await townOf(secretary);
		await arrange(secretary);
		await aPerson(stranger, { firstName: 'Inès', lastName: 'Dubois' });
		expect(await blocks(stranger)).toEqual([]);
		expect(await perform(listPersons, stranger, { search: 'dubois' })).toMatchObject({ total: 1 });
		expect(await perform(listPersons, stranger, { search: 'tanguy' })).toMatchObject({ total: 0 });
	});

	it('keeps no word of whom is forgotten', async () => {
		const secretary = (await anAssociation()).as('secretary');
		await townOf(secretary);
		const secret = await aPerson(secretary, { firstName: 'Zoé', lastName: 'Xylander' });
		await arrange(secretary);
		expect((await blocks(secretary)).join()).toContain('xylander');
		await within(secretary, (context) => forgetPeople(context, [secret]));
		expect((await blocks(secretary)).join()).not.toContain('xylander');
		const then = await answers(secretary);
		expect(
			await perform(listPersons, secretary, { search: 'xylander', status: 'all' })
		).toMatchObject({ total: 0 });
		expect(then).toEqual(await answersWithoutBlocks(secretary));
	});

	it('waits for who writes people, and is not made twice for nothing', async () => {
		const secretary = (await anAssociation()).as('secretary');
		await townOf(secretary);
		await within(secretary, async (context) => {
			await insertPeople(context, aTown(300, 1));
			await expect(arrange(secretary)).rejects.toThrow('being written');
		});
		await arrange(secretary);
		const made = await blocks(secretary);
		await arrange(secretary);
		expect(await blocks(secretary)).toEqual(made);
	});

	it('tells of some hundreds that there are more, unless those are archived', async () => {
		const secretary = (await anAssociation()).as('secretary');
		await within(secretary, ({ tx }) =>
			sql`INSERT INTO people.person
					(association_id, id, kind, last_name, display_name, email, email_key, sort_name, search)
				SELECT platform.current_association(), gen_random_uuid(), 'natural', name, name, mail, mail, name,
					' ' || name || ' ' || mail || ' '
				FROM generate_series(1, 15500) i, concat('nom', lpad(i::text, 6, '0')) AS name,
					concat(CASE WHEN i % 40 = 0 THEN 'guichet' ELSE 'autre' END, i, '@example.org') AS mail`.execute(tx)
		);
		await arrange(secretary);
		const asked = { search: 'guichet', limit: 20 } as const;
		const rough = await perform(listPersons, secretary, { ...asked, count: 'some' });
		expect(rough).toMatchObject({ total: 100, more: true });
		const whole = await perform(listPersons, secretary, asked);
		expect(whole).toMatchObject({ total: 387, more: false, persons: rough.persons });
		const byNumber = { ...asked, sort: 'number', count: 'some' } as const;
		expect(await perform(listPersons, secretary, byNumber)).toMatchObject({
			total: 387,
			more: false
		});

		await within(secretary, ({ tx }) =>
			sql`UPDATE people.person SET archived_at = now()
				WHERE sort_name > 'nom001000' AND email_key LIKE 'guichet%'`.execute(tx)
		);
		expect(await perform(listPersons, secretary, { ...asked, count: 'some' })).toMatchObject({
			total: 25,
			more: false
		});
	});
});
