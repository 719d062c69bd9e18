import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { newId } from '#shared/id.ts';
import type { Caller } from '#platform/server/perform.ts';
import { perform, performDownload } from '#platform/server/perform.ts';
import { readTable } from '#platform/server/tabular/read-table.ts';
import type { TableFormat } from '#platform/server/tabular/table.ts';
import { writeTable } from '#platform/server/tabular/write-table.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { anImport } from '#modules/people/testing/import-file.ts';
import { aPerson } from '#modules/people/testing/people.ts';
import { addGroup } from '../groups/add-group.ts';
import { editGroupMembers } from '../groups/edit-group-members.ts';
import { editPerson } from '../edit-person.ts';
import { exportPersons } from '../export-persons.ts';
import { getPerson } from '../get-person.read.ts';
import { listPersons } from '../list-persons.read.ts';
import { personHistory } from '../person-history.read.ts';
import { commitImport } from './commit-import.ts';
import { listImports } from './list-imports.read.ts';
import { previewImport } from './preview-import.read.ts';
import { setImportMapping } from './set-import-mapping.ts';
import { getImport, startImport } from './start-import.ts';
import { undoImport } from './undo-import.ts';

useTestProgram();

const fixture = (name: string) => readFile(`tests/fixtures/people/${name}`);

async function secretaryOf() {
	const association = await anAssociation();
	return { association, secretary: association.as('secretary') };
}

/** Everybody as they are, without what an undone import may not give back: version and moment. */
async function snapshot(caller: Caller) {
	const { persons } = await perform(listPersons, caller, { status: 'all', limit: 200 });
	const all = await Promise.all(persons.map(({ id }) => perform(getPerson, caller, { id })));
	return all.map(({ version: _, updatedAt: __, ...person }) => person);
}

async function commit(caller: Caller, content: Uint8Array | string, name?: string) {
	const { id } = await anImport(caller, content, name);
	return { id, ...(await perform(commitImport, caller, { id })) };
}

async function bytesOf(body: AsyncIterable<Uint8Array | string> | Uint8Array | string) {
	if (typeof body === 'string' || body instanceof Uint8Array) return Buffer.from(body);
	const parts: Uint8Array[] = [];
	for await (const part of body) parts.push(Buffer.from(part));
	return Buffer.concat(parts);
}

async function exported(caller: Caller, format: TableFormat = 'csv') {
	return bytesOf((await performDownload(exportPersons, caller, { format })).body);
}

describe('who may not', () => {
	it('refuses roles without the permission', async () => {
		const { association, secretary } = await secretaryOf();
		const { id } = await anImport(secretary, 'Nom\nDubois');
		const treasurer = association.as('treasurer');
		const denied = 'platform.not-allowed';
		await expectRefusal(perform(startImport, treasurer, { file: newId() }), denied);
		await expectRefusal(perform(previewImport, treasurer, { id }), denied);
		await expectRefusal(perform(commitImport, association.as('member'), { id }), denied);
		await expectRefusal(perform(undoImport, treasurer, { id }), denied);
		await expectRefusal(performDownload(exportPersons, association.as('member'), {}), denied);
	});

	it('hides an import from other associations', async () => {
		const { secretary } = await secretaryOf();
		const { secretary: stranger } = await secretaryOf();
		const { id } = await anImport(secretary, 'Nom\nDubois');
		const unknown = 'people.import-not-found';
		await expectRefusal(perform(getImport, stranger, { id }), unknown);
		await expectRefusal(perform(previewImport, stranger, { id }), unknown);
		await expectRefusal(
			perform(setImportMapping, stranger, { id, mapping: ['lastName'] }),
			unknown
		);
		await expectRefusal(perform(commitImport, stranger, { id }), unknown);
		await expectRefusal(perform(undoImport, stranger, { id }), unknown);
		expect((await perform(listImports, stranger, {})).imports).toEqual([]);
	});
});

describe('what is wrong in a file', () => {
	it('is told by line and column, and nothing is imported', async () => {
		const { secretary } = await secretaryOf();
		const { id } = await anImport(
			secretary,
			[
				'Numéro de membre;Nom;Prénom;Date de naissance;E-mail',
				'1;Dubois;Inès;31/02/2025;',
				'2;;;;seule@example.org',
				'3;Martin;Paul;;paul@',
				'7;Petit;Léa;;',
				'7;Petit;Léo;01/01/2100;'
			].join('\r\n')
		);
		const { totals, lines } = await perform(previewImport, secretary, { id });
		expect(totals).toEqual({ create: 0, update: 0, unchanged: 0, skip: 0, error: 5 });
		const faults = lines.flatMap((line) => line.faults);
		expect(faults.map(({ path, code }) => `${path} ${code}`)).toEqual([
			'line 2 people.date-unreadable-in-cell',
			'line 3 people.name-missing',
			'line 4 people.email-unreadable-in-cell',
			'line 5 people.number-twice',
			'line 6 people.birth-date-in-future-in-cell',
			'line 6 people.number-twice'
		]);
		expect(faults[0]?.detail).toContain('Ligne 2, colonne «\u202fDate de naissance\u202f»');
		expect(faults[3]?.detail).toContain('ligne 5 et ligne 6');
		const refusal = await expectRefusal(
			perform(commitImport, secretary, { id }),
			'people.import-has-faults'
		);
		expect(refusal.faults).toHaveLength(6);
		expect(await snapshot(secretary)).toEqual([]);
	});

	it('is left out only when told so', async () => {
		const { secretary } = await secretaryOf();
		const { id } = await anImport(secretary, 'Nom;E-mail\nDubois;x\nMartin;m@example.org');
		const { totals } = await perform(commitImport, secretary, { id, leaveOutFaultyLines: true });
		expect(totals).toMatchObject({ create: 1, error: 1 });
		expect(await snapshot(secretary)).toMatchObject([{ lastName: 'Martin' }]);
	});

	it('refuses mappings that make no sense', async () => {
		const { secretary } = await secretaryOf();
		const { id } = await anImport(secretary, 'Nom;Ville\nDubois;Metz');
		const set = (mapping: string[]) =>
			perform(setImportMapping, secretary, { id, mapping: mapping as never });
		await expectRefusal(set(['lastName']), 'people.import-columns-differ');
		await expectRefusal(set(['lastName', 'lastName']), 'people.import-field-twice');
		await expectRefusal(set(['keep', 'city']), 'people.import-without-name');
		await expectRefusal(set(['lastName', 'password']), 'platform.input-invalid');
	});

	it('refuses what is not a table, and files of others', async () => {
		const { secretary } = await secretaryOf();
		await expectRefusal(anImport(secretary, '%PDF-1.7'), 'platform.tabular-unknown-format');
		await expectRefusal(
			perform(startImport, secretary, { file: newId() }),
			'platform.file-not-found'
		);
	});
});

describe('Paheko', () => {
	it('imports its members, leaves them alone the second time, and undoes', async () => {
		const { secretary } = await secretaryOf();
		const file = await fixture('paheko_import_members.csv');
		const first = await commit(secretary, file);
		expect(first.totals).toEqual({ create: 50, update: 0, unchanged: 0, skip: 0, error: 0 });
		const { persons } = await perform(listPersons, secretary, { search: 'Le Goff Jean 5' });
		const person = await perform(getPerson, secretary, { id: persons[0]?.id ?? '' });
		expect(person).toMatchObject({
			displayName: 'Le Goff Jean 5',
			lastName: 'Le Goff',
			firstName: 'Jean 5',
			number: '5',
			email: 'membre5@example.org',
			phone: '+33656655527',
			postcode: '90978',
			joinedOn: '2022-04-17',
			newsletter: true,
			extra: {}
		});
		expect((await commit(secretary, file)).totals).toMatchObject({ unchanged: 50 });
		expect(await perform(undoImport, secretary, { id: first.id })).toEqual({
			removed: 50,
			restored: 0
		});
		expect(await snapshot(secretary)).toEqual([]);
	});

	it('completes the members of an import from the file of an export, and undoes exactly', async () => {
		const { secretary } = await secretaryOf();
		await commit(secretary, await fixture('paheko_import_members.csv'));
		const before = await snapshot(secretary);
		const { id, totals } = await commit(secretary, await fixture('paheko_export_users.csv'));
		expect(totals).toMatchObject({ create: 0, error: 0, update: 50 });
		const [{ changes } = {}] = (
			await perform(personHistory, secretary, { id: before[0]?.id ?? '' })
		).events;
		expect(changes).toEqual([{ field: 'category', before: null, after: 'Membres actifs' }]);
		expect(await perform(undoImport, secretary, { id })).toEqual({ removed: 0, restored: 50 });
		expect(await snapshot(secretary)).toEqual(before);
		await expectRefusal(perform(undoImport, secretary, { id }), 'people.import-not-committed');
	});
});

describe('HelloAsso and Google', () => {
	it('imports an export of memberships', async () => {
		const { secretary } = await secretaryOf();
		const file = await fixture('export-adhesions.synthetic.csv');
		const { id } = await commit(secretary, file);
		expect(await snapshot(secretary)).toMatchObject([
			{
				displayName: 'Camille Exemple',
				email: 'camille@example.org',
				phone: '+33600000000',
				joinedOn: '2025-10-09',
				extra: { Tarif: 'Adhésion annuelle', 'Montant tarif': '25,00' }
			}
		]);
		await perform(undoImport, secretary, { id });
		expect(await snapshot(secretary)).toEqual([]);
	});

	it('imports Google Contacts', async () => {
		const { secretary } = await secretaryOf();
		const { id } = await commit(secretary, await fixture('google-contacts.synthetic.csv'));
		expect(await snapshot(secretary)).toMatchObject([
			{
				kind: 'natural',
				displayName: 'Camille Exemple',
				organisationName: 'Asso Exemple',
				birthDate: '1990-01-31',
				address: "1 rue de l'Exemple",
				postcode: '57000',
				country: 'FR',
				otherEmails: 'c.exemple@example.net',
				extra: { 'Organization Title': 'Trésorière' }
			}
		]);
		await perform(undoImport, secretary, { id });
		expect(await snapshot(secretary)).toEqual([]);
	});
});

describe('the conversation', () => {
	it.each(['xlsx', 'ods'] as const)('reads a %s twin of the same table alike', async (format) => {
		const { secretary } = await secretaryOf();
		const table = await readTable(await fixture('paheko_export_users.csv'));
		const columns = table.header.map((label, column) => {
			return { key: String(column), label, kind: 'text' as const };
		});
		const rows = table.rows.map((row) => Object.fromEntries(row.entries()));
		const twin = await bytesOf(writeTable({ name: 'membres', columns, rows }, format).body);
		const { totals } = await commit(secretary, twin, `membres.${format}`);
		expect(totals).toMatchObject({ create: 50, error: 0 });
		const { totals: again } = await commit(secretary, await fixture('paheko_export_users.csv'));
		expect(again).toMatchObject({ unchanged: 50 });
	});

	it('reads a Windows-1252 file', async () => {
		const { secretary } = await secretaryOf();
		const bytes = Buffer.from('Nom;Prénom;Ville\r\nLefèvre;Léa;Saint-Étienne\r\n', 'latin1');
		const { encoding, separator, columns } = await anImport(secretary, bytes);
		expect({ encoding, separator }).toEqual({ encoding: 'windows-1252', separator: ';' });
		expect(columns.map(({ target, sample }) => [target, ...sample])).toEqual([
			['lastName', 'Lefèvre'],
			['firstName', 'Léa'],
			['city', 'Saint-Étienne']
		]);
	});

	it('takes each member of a family that shares an e-mail', async () => {
		const { secretary } = await secretaryOf();
		await aPerson(secretary, { lastName: 'Dubois', firstName: 'Inès', email: 'f@example.org' });
		const { totals } = await commit(
			secretary,
			'Nom;Prénom;E-mail\nDubois;Inès;F@example.org\nDubois;Léo;f@example.org\nDubois;Zoé;f@example.org'
		);
		expect(totals).toMatchObject({ create: 2, update: 1 });
	});

	it('shows before and after, by page and by outcome, and does nothing', async () => {
		const { secretary } = await secretaryOf();
		const known = await aPerson(secretary, { number: '1', lastName: 'Dubois', city: 'Metz' });
		const before = await snapshot(secretary);
		const { id } = await anImport(
			secretary,
			'Numéro de membre;Nom;Ville\n1;Dubois;Nancy\n2;Martin;Lyon\n3;Petit;Lille'
		);
		const first = await perform(previewImport, secretary, { id, limit: 1 });
		expect(first).toMatchObject({
			next: 2,
			totals: { create: 2, update: 1 },
			lines: [
				{
					line: 2,
					outcome: 'update',
					personId: known,
					changes: [{ field: 'city', before: 'Metz', after: 'Nancy' }]
				}
			]
		});
		const created = await perform(previewImport, secretary, { id, outcome: 'create', after: 3 });
		expect(created.lines.map(({ line, name }) => [line, name])).toEqual([[4, 'Petit']]);
		expect(await snapshot(secretary)).toEqual(before);
	});

	it('keeps columns without a field when told to, and forgets the others', async () => {
		const { secretary } = await secretaryOf();
		const { id } = await anImport(secretary, 'A;B;C\nDubois;vert;secret');
		await perform(setImportMapping, secretary, { id, mapping: ['lastName', 'keep', 'ignore'] });
		expect((await perform(getImport, secretary, { id })).columns[1]?.target).toBe('keep');
		await perform(commitImport, secretary, { id });
		expect(await snapshot(secretary)).toMatchObject([{ extra: { B: 'vert' } }]);
	});

	it('commits once, even when asked twice at the same time', async () => {
		const { secretary } = await secretaryOf();
		const { id } = await anImport(secretary, 'Nom\nDubois');
		const asked = [1, 2, 3].map(() => perform(commitImport, secretary, { id }));
		const outcomes = await Promise.allSettled(asked);
		expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		expect(await snapshot(secretary)).toHaveLength(1);
		await expectRefusal(
			perform(setImportMapping, secretary, { id, mapping: ['lastName'] }),
			'people.import-not-draft'
		);
		const { imports } = await perform(listImports, secretary, {});
		expect(imports).toMatchObject([{ id, state: 'committed', totals: { create: 1 } }]);
	});
});

describe('undo', () => {
	it('refuses, and names them, when people were changed since', async () => {
		const { secretary } = await secretaryOf();
		const { id } = await commit(secretary, 'Numéro de membre;Nom\n1;Dubois\n2;Martin');
		const after = await snapshot(secretary);
		const dubois = after.find(({ number }) => number === '1')?.id ?? '';
		await perform(editPerson, secretary, { id: dubois, version: 1, city: 'Metz' });
		const refusal = await expectRefusal(
			perform(undoImport, secretary, { id }),
			'people.import-changed-since'
		);
		expect(refusal.faults).toEqual([
			{
				path: `person ${dubois}`,
				code: 'people.changed-since-import',
				parameters: { name: 'Dubois' }
			}
		]);
		expect(await snapshot(secretary)).toHaveLength(2);
	});

	it('refuses when a group has taken in somebody whom the import created', async () => {
		const { secretary } = await secretaryOf();
		const { id } = await commit(secretary, 'Nom\nDubois\nMartin');
		const [dubois] = await snapshot(secretary);
		const group = await perform(addGroup, secretary, { name: 'Bureau' });
		await perform(editGroupMembers, secretary, { id: group.id, add: [dubois?.id ?? ''] });
		const refusal = await expectRefusal(
			perform(undoImport, secretary, { id }),
			'people.import-referenced'
		);
		expect(refusal.parameters).toEqual({ name: 'Dubois' });
		expect(await snapshot(secretary)).toHaveLength(2);
	});

	it('gives everybody back whatever the import did', async () => {
		const number = fc.constantFrom('1', '2', '3', '4', '5');
		const text = fc.constantFrom('', 'Metz', 'Lyon', 'Oui', 'Évry');
		const person = fc.record({ number, lastName: fc.constantFrom('Dubois', 'Martin'), city: text });
		const people = fc.uniqueArray(person, { selector: (one) => one.number, maxLength: 4 });
		const rows = fc.uniqueArray(fc.tuple(number, text, text, text), {
			selector: ([first]) => first,
			minLength: 1
		});
		const { association } = await secretaryOf();
		const administrator = association.as('administrator');
		await fc.assert(
			fc.asyncProperty(people, rows, async (known, cells) => {
				const { secretary } = await secretaryOf();
				for (const one of known) await aPerson(secretary, one);
				const before = await snapshot(secretary);
				const lines = cells.map((row) => row.join(';')).join('\n');
				const content = `Numéro de membre;Prénom;Ville;Couleur\n${lines}`;
				const { id } = await anImport(secretary, content);
				await perform(commitImport, secretary, { id, leaveOutFaultyLines: true });
				await perform(undoImport, secretary, { id });
				expect(await snapshot(secretary)).toEqual(before);
			}),
			{ numRuns: 8 }
		);
		expect(await snapshot(administrator)).toEqual([]);
	});
});

describe('export', () => {
	it.each(['csv', 'xlsx', 'ods'] as const)('%s is imported again as it was', async (format) => {
		const { secretary } = await secretaryOf();
		await commit(secretary, await fixture('paheko_export_users.csv'));
		await commit(secretary, await fixture('google-contacts.synthetic.csv'));
		await aPerson(secretary, {
			kind: 'legal',
			organisationName: '=Formule',
			phone: '+32470123456',
			notes: 'une\ndeux'
		});
		const { secretary: other } = await secretaryOf();
		const { columns, id } = await anImport(other, await exported(secretary, format));
		expect(columns.slice(0, 18).map(({ target }) => target)).not.toContain('keep');
		await perform(commitImport, other, { id });
		const bare = (people: Awaited<ReturnType<typeof snapshot>>) =>
			people.map(({ id: _, createdAt: __, groups, ...person }) => {
				return { ...person, groups: groups.map(({ name }) => name) };
			});
		expect(bare(await snapshot(other))).toEqual(bare(await snapshot(secretary)));
		const [before, after] = [await exported(secretary), await exported(other)];
		expect(after.equals(before)).toBe(true);
	});

	it('writes what is shown, in the language of whoever asks', async () => {
		const { secretary } = await secretaryOf();
		await aPerson(secretary, { lastName: 'Dubois', city: 'Metz' });
		await aPerson(secretary, { lastName: 'Martin', city: 'Lyon' });
		const english = { ...secretary, actor: { ...secretary.actor, locale: 'en' as const } };
		const { body } = await performDownload(exportPersons, english, { search: 'metz' });
		const { header, rows } = await readTable(await bytesOf(body));
		expect(header).toContain('Last name');
		expect(rows).toHaveLength(1);
		const { columns } = await anImport(
			secretary,
			[header, ...rows].map((r) => r.join(';')).join('\n')
		);
		expect(columns.map(({ target }) => target)).not.toContain('keep');
	});
});
