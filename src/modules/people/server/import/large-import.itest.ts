import { describe, expect, it } from 'vitest';
import type { Caller } from '#platform/server/perform.ts';
import { perform } from '#platform/server/perform.ts';
import { finishTask } from '#platform/server/tasks/finish-task.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { aSignedIn } from '#tests/support/people-who-sign-in.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { anImport } from '#modules/people/testing/import-file.ts';
import { aPerson } from '#modules/people/testing/people.ts';
import { listGroups } from '../groups/list-groups.read.ts';
import { getPerson } from '../get-person.read.ts';
import { listPersons } from '../list-persons.read.ts';
import { commitImport } from './commit-import.ts';
import { getImport } from './start-import.ts';
import { previewImport } from './preview-import.read.ts';
import { setImportMapping } from './set-import-mapping.ts';
import { undoImport } from './undo-import.ts';

useTestProgram();

/** Longer than what is read and written at a time. */
const LINES = 4_500;
const HEADER = 'Numéro;Nom;Prénom;E-mail;Ville;Groupes';

/** A file of which the lines that are given, by line number, take the place of somebody’s. */
function fileOf(special: Readonly<Record<number, string>>, length = LINES): string {
	const lines = Array.from({ length }, (_, index) => {
		const line = index + 2;
		return special[line] ?? `${line};Nom${line};Ana;ana${line}@example.org;Brest;`;
	});
	return [HEADER, ...lines].join('\n');
}

it('knows on a late line what the first ones said, as if all were decided at once', async () => {
	const secretary = (await anAssociation()).as('secretary');
	const zed = { lastName: 'Zed', firstName: 'Ali', email: 'ali@example.org' };
	const id = await aPerson(secretary, zed);
	const file = fileOf({
		10: ';Zed;Ali;ali@example.org;Rennes;Chorale',
		4_000: ';Zed;Ali;ali@example.org;Nantes;',
		11: ';Ndiaye;Awa;awa@example.org;;Chorale',
		4_001: ';Ndiaye;Awa;awa@example.org;;',
		12: '777777;Roux;Max;;;',
		4_002: '777777;Roux;Mia;;;'
	});
	const { id: imported, columns } = await anImport(secretary, file);
	const mapping = columns.map(({ target }) => target);
	await perform(setImportMapping, secretary, { id: imported, mapping, newGroups: 'create' });
	const totals = { create: LINES - 5, update: 1, unchanged: 0, skip: 2, error: 2 };
	const preview = (input: object) => perform(previewImport, secretary, { id: imported, ...input });
	expect(await preview({ outcome: 'skip' })).toMatchObject({
		totals,
		lines: [
			{ line: 4_000, sameAsLine: 10 },
			{ line: 4_001, sameAsLine: 11 }
		],
		next: null
	});
	expect((await preview({ outcome: 'error' })).lines.map(({ line }) => line)).toEqual([12, 4_002]);
	const late = await preview({ after: 4_400, limit: 50 });
	expect([late.lines[0]?.line, late.next]).toEqual([4_401, 4_450]);

	const commit = (input: object) => perform(commitImport, secretary, { id: imported, ...input });
	const refused = await expectRefusal(commit({}), 'people.import-has-faults');
	expect(refused.faults.map(({ path }) => path)).toEqual(['line 12', 'line 4002']);
	expect((await perform(listPersons, secretary, {})).total).toBe(1);
	expect(await commit({ leaveOutFaultyLines: true })).toEqual({ totals });
	expect((await perform(listPersons, secretary, {})).total).toBe(LINES - 4);
	expect(await perform(getPerson, secretary, { id })).toMatchObject({ city: 'Rennes' });
	const { groups } = await perform(listGroups, secretary, {});
	expect(groups).toMatchObject([{ name: 'Chorale', members: 2 }]);
	// The words of all lines are learnt: the fault of typing is forgiven.
	const found = await perform(listPersons, secretary, { search: 'ndiyae' });
	expect(found.persons.map(({ displayName }) => displayName)).toEqual(['Awa Ndiaye']);

	// Among many people too, those whom a file is about are found.
	const again = await anImport(secretary, fileOf({}));
	const repeated = await perform(previewImport, secretary, { id: again.id, outcome: 'unchanged' });
	expect(repeated.totals).toEqual({
		create: 6,
		update: 0,
		unchanged: LINES - 6,
		skip: 0,
		error: 0
	});

	await perform(undoImport, secretary, { id: imported });
	expect((await perform(listPersons, secretary, {})).total).toBe(1);
	expect(await perform(getPerson, secretary, { id })).toMatchObject({ city: null });
}, 60_000);

describe('a file of more than ten thousand lines', () => {
	const LONG = 10_600;
	const FILE = {
		10: ';Zed;Ali;ali@example.org;Rennes;Chorale',
		10_400: ';Zed;Ali;ali@example.org;Nantes;',
		11: ';Ndiaye;Awa;awa@example.org;;Chorale',
		10_401: ';Ndiaye;Awa;awa@example.org;;',
		12: '777777;Roux;Max;;;',
		10_402: '777777;Roux;Mia;;;',
		13: '55;Le Goff;Ana;neuf@example.org;;',
		10_403: ';Le Goff;Ana;vieux@example.org;;'
	};

	async function aLongImport() {
		const secretary = await aSignedIn((await anAssociation()).id, 'secretary');
		const zed = { lastName: 'Zed', firstName: 'Ali', email: 'ali@example.org' };
		const id = await aPerson(secretary, zed);
		const goff = {
			number: '55',
			lastName: 'Le Goff',
			firstName: 'Ana',
			email: 'vieux@example.org'
		};
		await aPerson(secretary, goff);
		const lines = { ...FILE, 55: '' };
		const imported = await anImport(secretary, fileOf(lines, LONG));
		const settle = async (input: object = {}) => {
			const mapping = imported.columns.map(({ target }) => target);
			await perform(setImportMapping, secretary, { id: imported.id, mapping, ...input });
		};
		return { secretary, id, imported, settle };
	}

	/** Waits for the last task about the import; answers its outcome. */
	async function ended(caller: Caller, id: string) {
		const { task } = await perform(getImport, caller, { id });
		return finishTask(caller.association.id, task?.id ?? '');
	}

	it('is shown and done once it has been compared with the records, and refuses until then', async () => {
		const { secretary, imported, settle } = await aLongImport();
		const { id } = imported;
		expect(imported).toMatchObject({
			previewed: false,
			task: { name: 'people.plan-import', state: 'waiting' }
		});
		await expectRefusal(perform(previewImport, secretary, { id }), 'people.import-being-read');
		await expectRefusal(perform(commitImport, secretary, { id }), 'people.import-being-read');
		await expectRefusal(settle(), 'platform.task-in-hand');
		await ended(secretary, id);
		expect(await perform(getImport, secretary, { id })).toMatchObject({
			previewed: true,
			task: { state: 'done' }
		});
		const groupUnknown = await perform(previewImport, secretary, { id, outcome: 'error' });
		expect(groupUnknown.lines.map(({ line }) => line)).toEqual([10, 11, 12, 10_402]);
		await settle({ newGroups: 'create' });
		await expectRefusal(perform(previewImport, secretary, { id }), 'people.import-being-read');
		await ended(secretary, id);
		expect((await perform(previewImport, secretary, { id })).totals.error).toBe(2);
	}, 120_000);

	it('is written by a task as if all were decided at once, and undone', async () => {
		const { secretary, id: zed, imported, settle } = await aLongImport();
		const { id } = imported;
		await ended(secretary, id);
		await settle({ newGroups: 'create' });
		await ended(secretary, id);
		// Of the lines, line 55 says nothing; those about people known or named before are no new ones.
		const totals = { create: LONG - 8, update: 2, unchanged: 0, skip: 3, error: 2 };
		const preview = (input: object) => perform(previewImport, secretary, { id, ...input });
		expect(await preview({ outcome: 'skip' })).toMatchObject({
			totals,
			lines: [
				{ line: 10_400, sameAsLine: 10 },
				{ line: 10_401, sameAsLine: 11 },
				{ line: 10_403, sameAsLine: 13 }
			],
			next: null
		});
		expect((await preview({ outcome: 'update' })).lines[0]).toMatchObject({
			line: 10,
			personId: zed,
			changes: [{ field: 'city' }, { field: 'groups' }]
		});
		const late = await preview({ after: 10_404, limit: 50 });
		expect([late.lines[0]?.line, late.next]).toEqual([10_405, 10_454]);
		expect((await preview({ after: LONG })).next).toBeNull();

		const commit = (input: object) => perform(commitImport, secretary, { id, ...input });
		const refused = await expectRefusal(commit({}), 'people.import-has-faults');
		expect(refused.faults.map(({ path }) => path)).toEqual(['line 12', 'line 10402']);
		const { taskId = '' } = await commit({ leaveOutFaultyLines: true });
		await expectRefusal(commit({ leaveOutFaultyLines: true }), 'platform.task-in-hand');
		expect(await finishTask(secretary.association.id, taskId)).toEqual({ totals });
		await expectRefusal(commit({ leaveOutFaultyLines: true }), 'people.import-not-draft');
		await expectRefusal(preview({}), 'people.import-not-draft');
		expect((await perform(listPersons, secretary, { count: 'all' })).total).toBe(LONG - 6);
		expect(await perform(getPerson, secretary, { id: zed })).toMatchObject({ city: 'Rennes' });
		const { groups } = await perform(listGroups, secretary, {});
		expect(groups).toMatchObject([{ name: 'Chorale', members: 2 }]);

		await perform(undoImport, secretary, { id });
		expect((await perform(listPersons, secretary, {})).total).toBe(2);
		expect(await perform(getPerson, secretary, { id: zed })).toMatchObject({ city: null });
	}, 120_000);

	it('is decided again when the records have changed since they were compared', async () => {
		const { secretary, imported, settle } = await aLongImport();
		const { id } = imported;
		await ended(secretary, id);
		await settle({ newGroups: 'create' });
		await ended(secretary, id);
		const { totals } = await perform(previewImport, secretary, { id });
		const awa = { lastName: 'Ndiaye', firstName: 'Awa', email: 'awa@example.org' };
		const known = await aPerson(secretary, awa);
		const { taskId = '' } = await perform(commitImport, secretary, {
			id,
			leaveOutFaultyLines: true
		});
		expect(await finishTask(secretary.association.id, taskId)).toEqual({
			totals: { ...totals, create: totals.create - 1, update: totals.update + 1 }
		});
		const { persons } = await perform(listPersons, secretary, { search: 'awa@example.org' });
		expect(persons.map((person) => person.id)).toEqual([known]);
	}, 120_000);
});
