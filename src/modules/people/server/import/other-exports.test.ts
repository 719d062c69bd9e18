import { describe, expect, it, test } from 'vitest';
import fc from 'fast-check';
import { day } from '#shared/day.ts';
import { guessMapping } from '#modules/people/domain/import/guess-mapping.ts';
import { programOf } from '#modules/people/domain/import/program.ts';
import { readLines } from '#modules/people/domain/import/read-line.ts';
import { readImportTable } from './import-table.ts';

const TODAY = day('2026-11-24');
let count = 0;

/** What a file says without anybody having corrected how its columns are read. */
async function understood(content: string | Uint8Array) {
	const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
	const key = { sha256: `file ${(count += 1)}`, fileName: 'membres.csv' };
	const table = await readImportTable({ blobs: { read: async () => bytes } as never }, key);
	const mapping = guessMapping(table.header, table.rows, TODAY).map(({ target }) => target);
	const lines = readLines(table, mapping, TODAY);
	return {
		program: programOf(table.header),
		lines,
		first: lines[0]?.values,
		targets: Object.fromEntries(table.header.map((name, index) => [name, mapping[index]])),
		faults: lines.flatMap(({ faults }) => faults.map(({ code }) => code))
	};
}

describe('exports of other programs, as they come', () => {
	it('HelloAsso before 2022: countries in three letters, questions added, the number of an order', async () => {
		const { program, first, faults, targets } = await understood(
			'Numéro;Formule;Montant adhésion;Statut;Moyen de paiement;Nom;Prénom;Société;Date;Email;Date de naissance;Adresse;Code Postal;Ville;Pays;Champ additionnel: Téléphone;Attestation\n' +
				'4242;Adhésion;20,00;Validé;Carte bancaire;Martin;Paul;;05/09/2019 10:00:00;paul@exemple.org;01/02/1970;1 rue X;57000;Metz;FRA;0612345678;https://x'
		);
		expect([program, targets.Numéro, faults]).toEqual(['helloasso', 'keep', []]);
		expect(first).toMatchObject({
			country: 'FR',
			phone: '+33612345678',
			joinedOn: '2019-09-05',
			birthDate: '1970-02-01'
		});
	});

	it('HelloAsso gifts: the payer is the person, the sum at the end is nobody', async () => {
		const { lines, faults } = await understood(
			'Numéro de reçu;Montant;Type de don;Campagne;Nom;Prénom;Email;Date du don\n' +
				'7;50,00;Unique;Formulaire;Durand;Inès;ines@exemple.org;12/01/2026 08:30:00\n;50,00;;;;;;\n'
		);
		expect(lines).toHaveLength(1);
		expect(lines[0]?.ifMissing).toEqual({ joinedOn: '2026-01-12' });
		expect(faults).toEqual([]);
	});

	it('Galette: what only the office reads stays with it, no password is kept', async () => {
		const fields = await understood(
			'id_adh,nom_adh,prenom_adh,email_adh,info_adh,info_public_adh,mdp_adh,date_echeance\n1,Durand,René,rene@exemple.org,En litige,Apiculteur,$2y$abc,2027-08-31'
		);
		expect(fields.first).toMatchObject({ restrictedNotes: 'En litige', notes: 'Apiculteur' });
		const labels = await understood(
			'Nom;Prénom;Mot de passe;Compte actif;Exempt de cotisation;Date d’échéance;Statut\nDurand;René;secret;Oui;Non;31/08/2027;Membre actif'
		);
		expect(labels.program).toBe('galette');
		expect(labels.first).toMatchObject({ category: 'Membre actif' });
		for (const { first } of [fields, labels]) {
			expect(JSON.stringify(first)).not.toMatch(/secret|abc/);
			expect(first).not.toHaveProperty('joinedOn');
		}
	});

	it('Paheko by keys, with tabs', async () => {
		const { program, first } = await understood(
			'numero\tnom\temail\tpasse\ttelephone\tcode_postal\tdate_inscription\tlettre_infos\n1\tMarie Dupont\tmarie@exemple.org\t$2\t0612345678\t21000\t2020-01-02\t1'
		);
		expect(program).toBe('paheko');
		expect(first).toEqual({
			number: '1',
			lastName: 'Marie Dupont',
			email: 'marie@exemple.org',
			phone: '+33612345678',
			postcode: '21000',
			joinedOn: '2020-01-02',
			newsletter: true
		});
	});

	it('Google in French and of before: several e-mails in a cell, birthdays without a year', async () => {
		const french = await understood(
			"Prénom,Nom,Nom de l'entreprise,Anniversaire,Libellés,E-mail 1 - Libellé,E-mail 1 - Valeur,Téléphone 1 - Libellé,Téléphone 1 - Valeur,Adresse 1 - Rue,Adresse 1 - Ville,Adresse 1 - Pays\n" +
				'Marie,Dupont,,1980-02-03,Bureau,* Home,marie@exemple.org,Mobile,0612345678,1 rue X,Dijon,France'
		);
		expect(french.program).toBe('google');
		expect(french.first).toEqual({
			firstName: 'Marie',
			lastName: 'Dupont',
			birthDate: '1980-02-03',
			email: 'marie@exemple.org',
			phone: '+33612345678',
			address: '1 rue X',
			city: 'Dijon',
			country: 'FR'
		});
		const older = await understood(
			'Given Name,Family Name,Birthday,Group Membership,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Value\n' +
				'Marie,Dupont,--05-12,* myContacts,Home,m1@exemple.org ::: m2@exemple.org,06 12 34 56 78 ::: 02 98 00 00 00'
		);
		expect(older.faults).toEqual([]);
		expect(older.first).toMatchObject({
			email: 'm1@exemple.org',
			otherEmails: 'm2@exemple.org',
			phone: '+33612345678',
			otherPhones: '+33298000000',
			extra: { Birthday: '--05-12' }
		});
	});

	it('Mailchimp by merge tags, and in French', async () => {
		const tags = await understood(
			'Email Address,FNAME,LNAME,BIRTHDAY,MEMBER_RATING,CONFIRM_TIME\nm@exemple.org,Marie,Dupont,05/12,2,2018-10-11 09:56:00'
		);
		expect([tags.program, tags.faults]).toEqual(['mailchimp', []]);
		expect(tags.first).toMatchObject({ firstName: 'Marie', lastName: 'Dupont' });
		expect(tags.first).not.toHaveProperty('joinedOn');
		const french = await understood(
			'"Adresse e-mail","Prénom","Nom",MEMBER_RATING,LEID,EUID\nm@exemple.org,Marie,Dupont,2,1,1'
		);
		expect(french.program).toBe('mailchimp');
	});
});

describe('what people put around a list', () => {
	it('a title above it, totals below it', async () => {
		const { lines } = await understood(
			'Liste des membres au 01/09/2026;;;\n;;;\nNom;Prénom;E-mail;Cotisation\nDupont;Marie;m@exemple.org;20,00\nMartin;Paul;p@exemple.org;15,00\n\nTOTAL;;;35,00\nNombre de membres : 2;;;\n'
		);
		expect(lines.map(({ line, values }) => [line, values.lastName])).toEqual([
			[4, 'Dupont'],
			[5, 'Martin']
		]);
	});

	it('nothing is taken for a total that is about somebody', async () => {
		const { lines } = await understood(
			'Numéro;Nom;Prénom;Montant\n1;Total;Alice;20\n2;Totalin;Bob;20\n3;Effectif;Zoé;5\n4;;;20'
		);
		expect(lines.map(({ values }) => values.number)).toEqual(['1', '2', '3', '4']);
	});

	it('a birth date to come and a column unreadable say line and column', async () => {
		const { lines } = await understood(
			'Nom;Date de naissance;Pays\nDupont;01/01/2099;France\nMartin;31/02/1990;Pays-Perdu'
		);
		const said = lines.flatMap(({ faults }) =>
			faults.map(({ code, parameters }) => [code, parameters?.line, parameters?.column])
		);
		expect(said).toEqual([
			['people.birth-date-in-future-in-cell', 2, 'Date de naissance'],
			['people.date-unreadable-in-cell', 3, 'Date de naissance'],
			['people.country-unknown-in-cell', 3, 'Pays']
		]);
	});
});

test('separator, encoding, line ends, quotes and order of days change nothing of what a file says', async () => {
	const people = [
		['Lefèvre', 'Anaïs', 'anais@exemple.org', '1985-03-12', 'Sonner\nau fond de la cour'],
		['L’Haÿ', 'José', 'jose@exemple.org', '1990-12-01', 'Dit « Pépé »; bénévole, parfois'],
		['Œuvrard', 'Zoé', '', '', '']
	];
	const header = ['Nom', 'Prénom', 'E-mail', 'Date de naissance', 'Remarques'];
	const write = fc.record({
		separator: fc.constantFrom(';', ',', '\t', '|'),
		encoding: fc.constantFrom('utf-8', 'bom', 'windows-1252', 'utf-16'),
		lineEnd: fc.constantFrom('\n', '\r\n'),
		french: fc.boolean(),
		blank: fc.boolean()
	});
	const windows = (text: string) =>
		Uint8Array.from([...text].map((sign) => ({ '’': 0x92, Œ: 0x8c })[sign] ?? sign.charCodeAt(0)));
	await fc.assert(
		fc.asyncProperty(write, async ({ separator, encoding, lineEnd, french, blank }) => {
			const rows = people.map((cells) =>
				cells.map((cell) =>
					french && /^\d{4}-/.test(cell) ? cell.split('-').reverse().join('/') : cell
				)
			);
			const lines = [header, ...rows].map((cells) =>
				cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(separator)
			);
			const text = lines.join(blank ? `${lineEnd}${separator.repeat(4)}${lineEnd}` : lineEnd);
			const bytes = {
				'utf-8': () => new TextEncoder().encode(text),
				bom: () => new TextEncoder().encode(`\ufeff${text}`),
				'windows-1252': () => windows(text),
				'utf-16': () => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'))
			}[encoding]();
			const { lines: read, faults } = await understood(bytes);
			expect(faults).toEqual([]);
			expect(read.map(({ values }) => values)).toEqual(
				people.map(([lastName, firstName, email, birthDate, notes]) => ({
					lastName,
					firstName,
					...(email && { email, birthDate, notes })
				}))
			);
		}),
		{ numRuns: 60 }
	);
});
