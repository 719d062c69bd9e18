import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { Caller } from '#platform/server/perform.ts';
import { perform, performDownload } from '#platform/server/perform.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { anImport } from '#modules/people/testing/import-file.ts';
import { aPerson } from '#modules/people/testing/people.ts';
import { aPhoto } from '#modules/people/testing/photo.ts';
import { addGroup } from '../groups/add-group.ts';
import { editGroupMembers } from '../groups/edit-group-members.ts';
import { EXPORT_FORMATS, exportPersons } from '../export-persons.ts';
import { getPerson } from '../get-person.read.ts';
import { listGroups } from '../groups/list-groups.read.ts';
import { listPersons } from '../list-persons.read.ts';
import { commitImport } from './commit-import.ts';
import { listImportProfiles } from './list-import-profiles.read.ts';
import { previewImport } from './preview-import.read.ts';
import { removeImportProfile } from './remove-import-profile.ts';
import { saveImportProfile } from './save-import-profile.ts';
import { setImportMapping } from './set-import-mapping.ts';
import { getImport } from './start-import.ts';
import { undoImport } from './undo-import.ts';
import { useImportProfile } from './use-import-profile.ts';

useTestProgram();

const fixture = (name: string) => readFile(`tests/fixtures/people/${name}`);

async function secretaryOf() {
	const association = await anAssociation();
	return { association, secretary: association.as('secretary') };
}

async function everybody(caller: Caller) {
	const { persons } = await perform(listPersons, caller, { status: 'all', limit: 200 });
	return Promise.all(persons.map(({ id }) => perform(getPerson, caller, { id })));
}

async function commit(caller: Caller, content: Uint8Array | string, name?: string) {
	const { id } = await anImport(caller, content, name);
	return { id, ...(await perform(commitImport, caller, { id })) };
}

async function exported(caller: Caller, format: (typeof EXPORT_FORMATS)[number]) {
	const { body } = await performDownload(exportPersons, caller, { format });
	if (typeof body === 'string' || body instanceof Uint8Array) return Buffer.from(body);
	const parts: Uint8Array[] = [];
	for await (const part of body) parts.push(Buffer.from(part));
	return Buffer.concat(parts);
}

const faultsOf = async (caller: Caller, id: string) =>
	(await perform(previewImport, caller, { id })).lines.flatMap(({ faults }) =>
		faults.map(({ path, code }) => `${path} ${code}`)
	);

describe('a title', () => {
	it('is read from the columns of other programs and from vCards, and leaves as it came', async () => {
		const { secretary } = await secretaryOf();
		const paheko = await anImport(secretary, 'Nom;Civilité\nDubois;Madame\nMartin;MR\nPetit;');
		await perform(commitImport, secretary, { id: paheko.id });
		const card = 'BEGIN:VCARD\r\nVERSION:3.0\r\nN:Roux;Léa;;Mlle;\r\nFN:Léa Roux\r\nEND:VCARD\r\n';
		const vcard = await anImport(secretary, card, 'roux.vcf');
		await perform(commitImport, secretary, { id: vcard.id });
		const { body } = await performDownload(exportPersons, secretary, { format: 'json' });
		let text = '';
		for await (const chunk of body as AsyncIterable<string>) text += chunk;
		const { persons } = JSON.parse(text) as { persons: { honorific: string | null }[] };
		expect(persons.map(({ honorific }) => honorific)).toEqual(['Mme', 'M.', null, 'Mme']);
	});
});

describe('what a file says and the association doesn’t know', () => {
	it('is refused line by line: a group', async () => {
		const { secretary } = await secretaryOf();
		await perform(addGroup, secretary, { name: 'Bureau' });
		const { id, newGroups } = await anImport(
			secretary,
			'Nom;Groupes\nDubois;bureau\nMartin;Bureau, Buvette\nPetit;Bureau; Buvette'.replaceAll(
				'; B',
				' ::: B'
			)
		);
		expect(newGroups).toBe('refuse');
		expect(await faultsOf(secretary, id)).toEqual([
			'line 3 people.group-unknown-in-cell',
			'line 4 people.group-unknown-in-cell'
		]);
		await expectRefusal(perform(commitImport, secretary, { id }), 'people.import-has-faults');
		expect(await everybody(secretary)).toEqual([]);
	});

	it('is refused line by line: an e-mail or a number that says who', async () => {
		const { secretary } = await secretaryOf();
		for (const firstName of ['Inès', 'Léo']) {
			await aPerson(secretary, { firstName, lastName: 'Dubois', email: 'famille@example.org' });
		}
		const jean = await aPerson(secretary, { number: '7', email: 'jean@example.org' });
		const { id } = await anImport(
			secretary,
			'E-mail;Ville\njean@example.org;Brest\nfamille@example.org;Brest\nqui@example.org;Brest'
		);
		expect(await faultsOf(secretary, id)).toEqual([
			'line 3 people.import-email-several',
			'line 4 people.import-email-unknown'
		]);
		await perform(commitImport, secretary, { id, leaveOutFaultyLines: true });
		expect((await perform(getPerson, secretary, { id: jean })).city).toBe('Brest');
		const numbers = await anImport(secretary, 'Numéro de membre;Ville\n8;Metz');
		expect(await faultsOf(secretary, numbers.id)).toEqual(['line 2 people.import-number-unknown']);
	});

	it('is refused: a JSON without a list, half a JSON, a card file without a card', async () => {
		const { secretary } = await secretaryOf();
		await expectRefusal(anImport(secretary, '{"a":1}'), 'people.import-json-unreadable');
		await expectRefusal(anImport(secretary, '[{"nom":'), 'people.import-json-unreadable');
		await expectRefusal(anImport(secretary, 'BEGIN:VCARD\nFN:A'), 'platform.tabular-empty');
	});

	it('is told of each further address that can’t be read', async () => {
		const { secretary } = await secretaryOf();
		const { id } = await anImport(secretary, 'Nom;E-mail;E-mail 2 - Value\nA;a@example.org;b@');
		expect(await faultsOf(secretary, id)).toEqual(['line 2 people.email-unreadable-in-cell']);
	});
});

describe('groups of a file', () => {
	it('are created when told so, and leave with the undo', async () => {
		const { secretary } = await secretaryOf();
		const paul = await aPerson(secretary, { firstName: 'Paul', lastName: 'Petit', number: '1' });
		const bureau = await perform(addGroup, secretary, { name: 'Bureau' });
		await perform(editGroupMembers, secretary, { id: bureau.id, add: [paul] });
		const { id, columns } = await anImport(
			secretary,
			'Numéro;Nom;Groupe\n1;Petit;Bureau ::: Buvette\n2;Dubois;Buvette'
		);
		const mapping = columns.map(({ target }) => target);
		await perform(setImportMapping, secretary, { id, mapping, newGroups: 'create' });
		const { lines } = await perform(previewImport, secretary, { id });
		expect(lines[0]?.changes.at(-1)).toEqual({
			field: 'groups',
			before: 'Bureau',
			after: 'Bureau; Buvette'
		});
		await perform(commitImport, secretary, { id });
		const groups = async () =>
			(await perform(listGroups, secretary, {})).groups.map((g) => [g.name, g.members]);
		expect(await groups()).toEqual([
			['Bureau', 1],
			['Buvette', 2]
		]);
		await perform(undoImport, secretary, { id });
		expect(await groups()).toEqual([['Bureau', 1]]);
	});
});

describe('address books', () => {
	it('come as vCard 2.1, quoted-printable', async () => {
		const { secretary } = await secretaryOf();
		await commit(secretary, await fixture('contacts-2.1.vcf'), 'contacts.vcf');
		expect(await everybody(secretary)).toMatchObject([
			{
				displayName: 'Léa Lefèvre',
				lastName: 'Lefèvre',
				firstName: 'Léa',
				email: 'lea@example.org',
				phone: '+33612345678',
				otherPhones: '+33142000000',
				address: "1 rue de l'Église",
				city: 'Saint-Étienne',
				postcode: '42000',
				country: 'FR',
				notes: 'ligne 1\nligne 2'
			}
		]);
	});

	it('come as vCard 3, as telephones write it', async () => {
		const { secretary } = await secretaryOf();
		const { id, columns } = await anImport(secretary, await fixture('contacts-3.vcf'), 'a.vcf');
		const mapping = columns.map(({ target }) => target);
		await perform(setImportMapping, secretary, { id, mapping, newGroups: 'create' });
		await perform(commitImport, secretary, { id });
		expect(await everybody(secretary)).toMatchObject([
			{
				displayName: 'Jean Le Goff',
				kind: 'natural',
				organisationName: 'Amicale, section de Brest',
				email: 'jean@example.org',
				otherEmails: 'perso@example.org',
				address: '12 rue de Siam\nBâtiment B',
				birthDate: '1984-02-29',
				notes: "Première ligne\net une suite qui est pliée parce qu'elle est longue, très longue",
				groups: [{ name: 'Bureau' }, { name: 'Buvette' }]
			},
			{ kind: 'legal', organisationName: 'Mairie de Brest', phone: '+33298000000' }
		]);
	});

	it('come from Google with their labels as groups', async () => {
		const { secretary } = await secretaryOf();
		await commit(secretary, await fixture('google-contacts.synthetic.csv'));
		expect((await everybody(secretary))[0]).toMatchObject({
			otherEmails: 'c.exemple@example.net',
			groups: [{ name: 'Adhérents' }, { name: 'Bureau' }]
		});
	});
});

describe('files of other programs', () => {
	it('of payments are about who paid', async () => {
		const { secretary } = await secretaryOf();
		const { program, totals } = await (async () => {
			const view = await anImport(
				secretary,
				await fixture('export-paiements.synthetic.csv'),
				'p.csv'
			);
			return { ...view, ...(await perform(commitImport, secretary, { id: view.id })) };
		})();
		expect(program).toBe('helloasso');
		expect(totals).toMatchObject({ create: 2, error: 0 });
		expect(await everybody(secretary)).toMatchObject([
			{ displayName: 'Alex Exemple', email: 'alex@example.org', joinedOn: '2026-04-03' },
			{ displayName: 'Camille Exemple', email: 'camille@example.org' }
		]);
	});

	it.each(['export-billetterie', 'google-forms-responses', 'mailchimp-subscribed'])(
		'%s needs no editing by hand',
		async (name) => {
			const { secretary } = await secretaryOf();
			const { totals } = await commit(secretary, await fixture(`${name}.synthetic.csv`));
			expect(totals).toMatchObject({ create: 1, error: 0 });
		}
	);

	it('as objects within objects', async () => {
		const { secretary } = await secretaryOf();
		const users = [
			{ id: 'U1', profile: { real_name: 'x', email: 'a@example.org' }, name: 'Ada B' }
		];
		await commit(secretary, JSON.stringify({ ok: true, users }), 'users.json');
		expect(await everybody(secretary)).toMatchObject([
			{ displayName: 'Ada B', email: 'a@example.org' }
		]);
	});
});

describe('a reading', () => {
	it('is for whoever imports, and of one association', async () => {
		const { association, secretary } = await secretaryOf();
		const { secretary: stranger } = await secretaryOf();
		const { id } = await anImport(secretary, 'A;B\nDubois;vert');
		const treasurer = association.as('treasurer');
		const denied = 'platform.not-allowed';
		await expectRefusal(perform(saveImportProfile, treasurer, { id, name: 'x' }), denied);
		await expectRefusal(perform(listImportProfiles, treasurer, {}), denied);
		const unknown = 'people.import-not-found';
		await expectRefusal(perform(saveImportProfile, stranger, { id, name: 'x' }), unknown);
		const nameless = 'people.import-profile-name-needed';
		await expectRefusal(perform(saveImportProfile, secretary, { id, name: ' ' }), nameless);
		const { id: profile } = await perform(saveImportProfile, secretary, { id, name: 'Club' });
		const gone = 'people.import-profile-not-found';
		const other = await anImport(stranger, 'A;B\nDubois;vert');
		await expectRefusal(perform(useImportProfile, stranger, { id: other.id, profile }), gone);
		await expectRefusal(perform(removeImportProfile, stranger, { id: profile }), gone);
	});

	it('is remembered for the same columns in any order, and found again by its name', async () => {
		const { secretary } = await secretaryOf();
		const { id } = await anImport(secretary, 'A;B;C\nDubois;vert;secret');
		const mapping = ['lastName', 'category', 'ignore'] as const;
		await perform(setImportMapping, secretary, { id, mapping: [...mapping], duplicates: 'skip' });
		const { id: profile } = await perform(saveImportProfile, secretary, { id, name: 'Club' });
		const same = await anImport(secretary, 'C;A;B\nx;Martin;bleu');
		expect(same.columns.map(({ target }) => target)).toEqual(['ignore', 'lastName', 'category']);
		expect(same.duplicates).toBe('skip');
		const wider = await anImport(secretary, 'A;B;D\nMartin;bleu;4');
		expect(wider.columns[0]?.target).toBe('keep');
		await perform(useImportProfile, secretary, { id: wider.id, profile });
		const { columns } = await perform(getImport, secretary, { id: wider.id });
		expect(columns.map(({ target }) => target)).toEqual(['lastName', 'category', 'keep']);
		const foreign = await anImport(secretary, 'X;Y\nMartin;bleu');
		await expectRefusal(
			perform(useImportProfile, secretary, { id: foreign.id, profile }),
			'people.import-profile-foreign'
		);
		await perform(removeImportProfile, secretary, { id: profile });
		expect((await perform(listImportProfiles, secretary, {})).profiles).toEqual([]);
	});
});

describe('an export', () => {
	it('keeps restricted notes from whoever may not write', async () => {
		const { association, secretary } = await secretaryOf();
		await aPerson(secretary, { lastName: 'Dubois', restrictedNotes: 'confidentiel' });
		expect(String(await exported(secretary, 'json'))).toContain('confidentiel');
		for (const format of ['csv', 'json', 'vcf'] as const) {
			expect(String(await exported(association.as('treasurer'), format))).not.toContain(
				'confidentiel'
			);
		}
	});

	it.each(EXPORT_FORMATS)(
		'%s enters an empty association and leaves it the same',
		async (format) => {
			const { secretary } = await secretaryOf();
			await commit(secretary, await fixture('paheko_export_users.csv'));
			await commit(secretary, await fixture('google-contacts.synthetic.csv'));
			await aPerson(secretary, {
				kind: 'legal',
				organisationName: '=Formule; "x", y\\z',
				phone: '+32470123456',
				otherPhones: '0612345678\n+442079460000',
				email: 'a@example.org',
				otherEmails: 'b@example.org',
				address: '1 rue, du; Port\nBât. 2',
				country: 'BE',
				postcode: '1000',
				notes: 'une\ndeux',
				emergencyContact: 'Léa, sœur : 06',
				restrictedNotes: '-1',
				language: 'fr',
				extra: { Ville: 'autre', Contact: 'x', 'Taille; "L"': '1,5', E: "'=1" }
			});
			const odd = await aPerson(secretary, { displayName: 'Ti Jean', firstName: 'Jean' });
			const group = await perform(addGroup, secretary, { name: 'Bureau; "élargi"' });
			await perform(editGroupMembers, secretary, { id: group.id, add: [odd] });
			await aPhoto(secretary, odd);
			const before = await exported(secretary, format);
			const { secretary: other } = await secretaryOf();
			const { totals } = await commit(other, before, `membres.${format}`);
			expect(totals).toMatchObject({ create: 53, error: 0 });
			const after = await exported(other, format);
			expect(String(after)).toBe(String(before));
			expect(after.equals(before)).toBe(true);
		}
	);
});

describe('an export of AssoConnect', () => {
	it('is imported as it comes: people, organisations, groups, several e-mails in a cell', async () => {
		const { secretary } = await secretaryOf();
		const { id } = await anImport(secretary, await fixture('assoconnect-contacts.synthetic.csv'));
		const { program, newGroups } = await perform(getImport, secretary, { id });
		expect([program, newGroups]).toEqual(['assoconnect', 'create']);
		expect(await faultsOf(secretary, id)).toEqual([]);
		await perform(commitImport, secretary, { id });
		const people = await everybody(secretary);
		expect(people.map(({ displayName }) => displayName).sort()).toEqual([
			'Mairie de Brest',
			'Maëlle LE GOFF',
			"Paul N'Guyen"
		]);
		const [town] = people.filter(({ kind }) => kind === 'legal');
		expect(town).toMatchObject({ country: 'FR', newsletter: false, joinedOn: '2019-09-04' });
		const [maelle] = people.filter(({ lastName }) => lastName === 'LE GOFF');
		expect(maelle).toMatchObject({
			newsletter: true,
			otherPhones: '+33298000000',
			notes: "Préfère le courrier\npas d'appel le soir",
			groups: [{ name: 'Chorale' }]
		});
		expect(people.find(({ lastName }) => lastName === "N'Guyen")?.otherEmails).toBe(
			'paul.pro@example.org'
		);
	});
});

it('calls by their e-mail those whom a mailing list names no other way', async () => {
	const { secretary } = await secretaryOf();
	const known = await aPerson(secretary, { email: 'known@example.org' });
	const { id } = await anImport(
		secretary,
		'Email Address,First Name,Last Name,MEMBER_RATING\nnew@example.org,,,2\nKNOWN@example.org,,,2\n'
	);
	expect(await faultsOf(secretary, id)).toEqual([]);
	await perform(commitImport, secretary, { id });
	const people = await everybody(secretary);
	expect(people.map(({ email, displayName }) => email === displayName)).toContain(true);
	expect(people).toHaveLength(2);
	expect(people.some((person) => person.id === known)).toBe(true);
});
