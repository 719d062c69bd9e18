import { expect, it } from 'vitest';
import { perform } from '#platform/server/perform.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { anImport } from '#modules/people/testing/import-file.ts';
import { aPerson } from '#modules/people/testing/people.ts';
import { listGroups } from '../groups/list-groups.read.ts';
import { getPerson } from '../get-person.read.ts';
import { listPersons } from '../list-persons.read.ts';
import { commitImport } from './commit-import.ts';
import { previewImport } from './preview-import.read.ts';
import { setImportMapping } from './set-import-mapping.ts';
import { undoImport } from './undo-import.ts';

useTestProgram();

/** Longer than what is read and written at a time. */
const LINES = 4_500;
const HEADER = 'Numéro;Nom;Prénom;E-mail;Ville;Groupes';

/** A file of which the lines that are given, by line number, take the place of somebody’s. */
function fileOf(special: Readonly<Record<number, string>>): string {
	const lines = Array.from({ length: LINES }, (_, index) => {
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

	await perform(undoImport, secretary, { id: imported });
	expect((await perform(listPersons, secretary, {})).total).toBe(1);
	expect(await perform(getPerson, secretary, { id })).toMatchObject({ city: null });
}, 60_000);
