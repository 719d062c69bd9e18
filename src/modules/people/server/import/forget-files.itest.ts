import { sql } from 'kysely';
import { afterEach, expect, it } from 'vitest';
import { inAssociation } from '#platform/server/database/db.ts';
import { now, replaceClock } from '#platform/server/clock.ts';
import { keepFile } from '#platform/server/keep-file.ts';
import { openContext } from '#platform/server/operation-context.ts';
import { perform, type Caller } from '#platform/server/perform.ts';
import { finishTask } from '#platform/server/tasks/finish-task.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { aSignedIn } from '#tests/support/people-who-sign-in.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { anImport } from '#modules/people/testing/import-file.ts';
import { aPerson } from '#modules/people/testing/people.ts';
import { defineField } from '../custom/define-field.ts';
import { forgetPeople } from '../forget-people.ts';
import { listPersons } from '../list-persons.read.ts';
import { commitImport } from './commit-import.ts';
import { forgetImportFiles } from './forget-files.ts';
import { listImports } from './list-imports.read.ts';
import { getImport } from './start-import.ts';
import { undoImport } from './undo-import.ts';

const program = useTestProgram();

let restore = () => {};
afterEach(() => restore());

function daysLater(days: number) {
	const later = new Date(now().getTime() + days * 24 * 60 * 60 * 1000);
	restore = replaceClock(() => later);
}

const within = <T>(caller: Caller, work: Parameters<typeof inAssociation<T>>[2]) =>
	inAssociation(program.runtime.database.db, caller.association.id, work);

/** Names of the kept files of an association. */
const keptFiles = (caller: Caller) =>
	within(caller, async (tx) => {
		const rows = await tx
			.withTables<{ 'platform.blob': { name: string } }>()
			.selectFrom('platform.blob')
			.select('name')
			.execute();
		return rows.map(({ name }) => name).sort();
	});

it('forgets the file a month later, and undoes the import all the same', async () => {
	const secretary = (await anAssociation()).as('secretary');
	const { id } = await anImport(secretary, 'Nom\nDubois\nMartin', 'anciens.csv');
	await perform(commitImport, secretary, { id });
	const left = await anImport(secretary, 'Nom\nRoy', 'oublie.csv');
	daysLater(29);
	await forgetImportFiles.run({});
	expect(await keptFiles(secretary)).toEqual(['anciens.csv', 'oublie.csv']);
	expect((await perform(getImport, secretary, { id })).format).toBe('csv');
	restore();
	daysLater(32);
	await forgetImportFiles.run({});
	expect(await keptFiles(secretary)).toEqual([]);
	await expectRefusal(perform(getImport, secretary, { id: left.id }), 'people.import-not-found');
	expect(await perform(getImport, secretary, { id })).toMatchObject({
		fileName: 'anciens.csv',
		format: null,
		rowCount: 2,
		columns: []
	});
	expect((await perform(listImports, secretary, {})).imports).toHaveLength(1);
	expect(await perform(undoImport, secretary, { id })).toMatchObject({ removed: 2 });
	await forgetImportFiles.run({});
});

it('forgets what a long file was compared with, with the import that nobody decided', async () => {
	const secretary = await aSignedIn((await anAssociation()).id, 'secretary');
	const lines = Array.from({ length: 10_001 }, (_, index) => `Nom${index}`);
	const { id } = await anImport(secretary, ['Nom', ...lines].join('\n'), 'long.csv');
	const { task } = await perform(getImport, secretary, { id });
	await finishTask(secretary.association.id, task?.id ?? '');
	const parts = () =>
		within(secretary, async (tx) => {
			const { rows } = await sql`SELECT FROM people.import_part`.execute(tx);
			return rows.length;
		});
	expect(await parts()).toBeGreaterThan(0);
	daysLater(32);
	await forgetImportFiles.run({});
	expect(await parts()).toBe(0);
	expect(await keptFiles(secretary)).toEqual([]);
});

it('forgets the file of a field with the person, unless another record names it too', async () => {
	const secretary = (await anAssociation()).as('secretary');
	const { key } = await perform(defineField, secretary, { kind: 'file', labelFr: 'Certificat' });
	const aFile = (name: string) =>
		keepFile(secretary, { name, mediaType: 'application/pdf', content: Buffer.from('%PDF') });
	const [own, shared] = [await aFile('sien.pdf'), await aFile('commun.pdf')];
	const gone = await aPerson(secretary, { custom: { [key]: own.id } });
	const goneToo = await aPerson(secretary, { custom: { [key]: shared.id } });
	await aPerson(secretary, { custom: { [key]: shared.id } });
	await within(secretary, (tx) =>
		forgetPeople(openContext(tx, secretary).context, [gone, goneToo])
	);
	expect(await keptFiles(secretary)).toEqual(['commun.pdf']);
});

it('forgets at once the file that names somebody who is forgotten, and no other', async () => {
	const secretary = (await anAssociation()).as('secretary');
	const [gone, stays] = [
		await anImport(secretary, 'Nom\nDubois', 'avec.csv'),
		await anImport(secretary, 'Nom\nMartin', 'sans.csv')
	];
	for (const { id } of [gone, stays]) await perform(commitImport, secretary, { id });
	const { persons } = await perform(listPersons, secretary, { search: 'dubois' });
	await within(secretary, (tx) =>
		forgetPeople(
			openContext(tx, secretary).context,
			persons.map(({ id }) => id)
		)
	);
	expect(await keptFiles(secretary)).toEqual(['sans.csv']);
	expect((await perform(getImport, secretary, { id: gone.id })).format).toBeNull();
	expect((await perform(getImport, secretary, { id: stays.id })).format).toBe('csv');
});
