import { describe, expect, it } from 'vitest';
import { inAssociation } from '#platform/server/database/db.ts';
import { openContext } from '#platform/server/operation-context.ts';
import { getTask, getTaskFile } from '#platform/server/operations/index.ts';
import { textOfPdf } from '#platform/server/pdf/pdf-text.testing.ts';
import { perform, performDownload, type Caller } from '#platform/server/perform.ts';
import { runtime } from '#platform/server/runtime.ts';
import { isLong } from '#platform/server/tasks/make-file.ts';
import { runTasks } from '#platform/server/tasks/run-tasks.ts';
import { addPeople } from '#modules/people/server/index.ts';
import { aPerson } from '#modules/people/testing/people.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { aSignedIn } from '#tests/support/people-who-sign-in.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { aMember, bytesOf, onTheSameDay } from './documents.testing.ts';
import * as documents from './operations.ts';

useTestProgram();
onTheSameDay();

const MANY = 501;
const home = { address: '3, rue des Lilas', postcode: '29000', city: 'Quimper' };
const UNKNOWN = '01890000-0000-7000-8000-000000000001';

async function manyPeople(caller: Caller): Promise<void> {
	const people = Array.from({ length: MANY }, (_, index) => ({
		...{ firstName: 'Camille', lastName: `Exemple ${String(index + 1).padStart(3, '0')}` },
		...home
	}));
	await inAssociation(runtime().database.db, caller.association.id, (tx) =>
		addPeople(openContext(tx, caller).context, people)
	);
}

async function pagesMade(caller: Caller, id: string) {
	const { body, name } = await performDownload(getTaskFile, caller, { id });
	return { name, pages: textOfPdf(await bytesOf(body)) };
}

describe('the documents of many people', () => {
	it('are refused at once to members, of nobody, past the sheet, of no letter', async () => {
		const { system, as } = await anAssociation();
		const { startCards, startLabels, startLetters } = documents;
		await expectRefusal(perform(startCards, as('member'), {}), 'platform.not-allowed');
		await expectRefusal(perform(startCards, system, {}), 'documents.nobody');
		await expectRefusal(perform(startLabels, as('member'), {}), 'platform.not-allowed');
		await expectRefusal(perform(startLabels, system, {}), 'documents.nobody');
		const letter = { letterId: UNKNOWN };
		await expectRefusal(perform(startLetters, as('member'), letter), 'platform.not-allowed');
		await expectRefusal(perform(startLetters, system, letter), 'documents.letter-not-found');
		const past = { format: 'L7165', start: 9 } as const;
		await expectRefusal(perform(startLabels, system, past), 'documents.start-past-sheet');
		const elsewhere = await aPerson((await anAssociation()).system, home);
		await expectRefusal(perform(startLabels, system, { ids: [elsewhere] }), 'documents.nobody');
	});

	it('are for more than five hundred', () => {
		expect([500, MANY].map(isLong)).toEqual([false, true]);
	});

	it('come as a file when all are done, to those who may print', async () => {
		const { id: associationId, system } = await anAssociation();
		const paul = await aSignedIn(associationId, 'secretary');
		await manyPeople(system);
		const body = 'Bonjour {prénom}';
		const { id: letterId } = await perform(documents.writeLetter, system, { name: 'Vœux', body });
		const { taskId: id } = await perform(documents.startLetters, paul, { letterId });
		expect(await perform(getTask, paul, { id })).toMatchObject({
			...{ state: 'waiting', done: 0, total: MANY, hasFile: false }
		});
		expect(await runTasks()).toBe(1);
		expect(await perform(getTask, paul, { id })).toMatchObject({
			...{ state: 'done', done: MANY, total: MANY, hasFile: true, message: null }
		});
		const { name, pages } = await pagesMade(paul, id);
		expect(name).toBe('voeux.pdf');
		expect(pages).toHaveLength(MANY);
		expect(pages.at(-1)?.map(({ text }) => text)).toContain(`Camille Exemple ${MANY}`);
		const member = await aSignedIn(associationId, 'member');
		await expectRefusal(perform(getTask, member, { id }), 'platform.task-not-found');
		await expectRefusal(pagesMade(member, id), 'platform.task-not-found');
	});

	it('are cards and labels too, and a refusal is told by the task', async () => {
		const { id: associationId, system } = await anAssociation();
		const paul = await aSignedIn(associationId, 'secretary');
		await aPerson(system);
		const early = await perform(documents.startCards, paul, {});
		const nowhere = await perform(documents.startLabels, paul, {});
		await runTasks();
		for (const { taskId: id } of [early, nowhere]) {
			const { state, message, hasFile } = await perform(getTask, paul, { id });
			expect([state, hasFile]).toEqual(['refused', false]);
			expect(message).toMatch(/à jour|adresse/);
		}
		await aMember(system, { lastName: 'Abgrall', ...home });
		const cards = await perform(documents.startCards, paul, { layout: 'single' });
		const labels = await perform(documents.startLabels, paul, { perMailbox: true });
		await runTasks();
		expect((await pagesMade(paul, cards.taskId)).pages).toHaveLength(1);
		const [sheet = []] = (await pagesMade(paul, labels.taskId)).pages;
		expect(sheet.map(({ text }) => text)).toContain('Camille Abgrall');
	});

	it('tell person by person how far they are, those who are left out too', async () => {
		const { system } = await anAssociation();
		for (const lastName of ['Abgrall', 'Cadic']) await aPerson(system, { lastName, ...home });
		await aPerson(system, { lastName: 'Bihan' });
		const told: number[] = [];
		await inAssociation(runtime().database.db, system.association.id, async (tx) => {
			const { context } = openContext(tx, system);
			const report = (done: number) => void told.push(done);
			const input = documents.printLabels.input.parse({});
			const { body } = await documents.printLabels.run({ ...context, report }, input);
			await bytesOf(body);
		});
		expect(told).toEqual([1, 2, 3]);
	});
});
