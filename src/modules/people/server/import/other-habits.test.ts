import { describe, expect, it } from 'vitest';
import { day } from '#shared/day.ts';
import { guessMapping } from '#modules/people/domain/import/guess-mapping.ts';
import { readLines } from '#modules/people/domain/import/read-line.ts';
import { readImportTable } from './import-table.ts';

// Cells and columns as people and other programs write them, typed by hand.

const TODAY = day('2026-11-24');
let count = 0;

async function read(text: string, fileName = 'membres.csv') {
	const bytes = new TextEncoder().encode(text);
	const key = { sha256: `habit ${(count += 1)}`, fileName };
	const table = await readImportTable({ blobs: { read: async () => bytes } as never }, key);
	const mapping = guessMapping(table.header, table.rows, TODAY).map(({ target }) => target);
	const lines = readLines(table, mapping, TODAY);
	return {
		targets: Object.fromEntries(table.header.map((name, index) => [name, mapping[index]])),
		lines,
		first: lines[0]?.values,
		faults: lines.flatMap(({ line, faults }) => faults.map(({ code }) => `${line} ${code}`))
	};
}

describe('a cell', () => {
	const cell = async (header: string, text: string) => {
		const { first, faults } = await read(`Nom\t${header}\nDupont\t${text}`);
		const values: Record<string, unknown> = { ...first };
		delete values.lastName;
		return faults.length > 0 ? faults : values;
	};

	it.each([
		['06 12 34 56 78 (perso)', '+33612345678'],
		['Tél. : 0612345678', '+33612345678'],
		['’0612345678', '+33612345678'],
		['="0612345678"', '+33612345678'],
		['612345678.0', '+33612345678']
	])('telephone %s', async (text, phone) => {
		expect(await cell('Téléphone', text)).toEqual({ phone });
	});

	it.each([
		'0612345678/0380123456',
		'06-12-34-56-78 03-80-12-34-56',
		'06 12 34 56 78 - 0380123456'
	])('two telephones: %s', async (text) => {
		const two = { phone: '+33612345678', otherPhones: '+33380123456' };
		expect(await cell('Téléphone', text)).toEqual(two);
	});

	it.each([
		'a@exemple.org b@exemple.org',
		'a@exemple.org et b@exemple.org',
		'a@exemple.org/b@exemple.org'
	])('two addresses: %s', async (text) => {
		const two = { email: 'a@exemple.org', otherEmails: 'b@exemple.org' };
		expect(await cell('Email', text)).toEqual(two);
	});

	it.each([
		['Email', 'néant'],
		['Email', 'pas de mail'],
		['Téléphone', '-'],
		['Téléphone', 'N/A'],
		['Code postal', '?'],
		['Date de naissance', '00/00/0000'],
		['Date de naissance', '0/0/00'],
		["Date d'inscription", '0000-00-00']
	])('%s: %s says nothing', async (header, text) => {
		expect(await cell(header, text)).toEqual({});
	});

	it.each([
		['19800203', '1980-02-03'],
		['3 février 1980', '1980-02-03'],
		['03/02/45', '1945-02-03'],
		['29254', '1980-02-03'],
		['1980-02-03T00:00:00', '1980-02-03']
	])('birth date %s', async (text, birthDate) => {
		expect(await cell('Date de naissance', text)).toEqual({ birthDate });
	});

	it('that is wrong stays wrong: too short, without a domain, a month that does not exist', async () => {
		expect(await cell('Téléphone', '06 12 34 56 7')).toEqual(['2 people.phone-unreadable-in-cell']);
		expect(await cell('Email', 'paul@exemple')).toEqual(['2 people.email-unreadable-in-cell']);
		expect(await cell('Date de naissance', '03/13/1980')).toEqual([
			'2 people.date-unreadable-in-cell'
		]);
		expect(await cell('Nom de famille', 'Néant')).toMatchObject({});
	});

	it('the year of birth alone is kept beside', async () => {
		const kept = { extra: { 'Date de naissance': '1980' } };
		expect(await cell('Date de naissance', '1980')).toEqual(kept);
	});
});

describe('a column', () => {
	it('of days with the month first, when no other order fits them all', async () => {
		const days = async (...texts: string[]) => {
			const { lines, faults } = await read(
				`Last name,Birthday\n${texts.map((text) => `A,${text}`).join('\n')}`
			);
			return faults.length > 0 ? faults : lines.map(({ values }) => values.birthDate);
		};
		expect(await days('02/03/1980', '12/31/1975')).toEqual(['1980-02-03', '1975-12-31']);
		expect(await days('02/03/1980', '01/02/1975')).toEqual(['1980-03-02', '1975-02-01']);
		expect(await days('31/12/1980', '12/31/1975')).toEqual(['3 people.date-unreadable-in-cell']);
	});

	it('of days to come or of something else is neither a birth nor a joining', async () => {
		const { targets } = await read(
			"Nom;Date d'expiration;Dernière connexion;Date;Date de mariage\nA;31/08/2026;01/09/2026;01/09/2020;01/06/1975"
		);
		expect(targets).toMatchObject({
			...{ "Date d'expiration": 'keep', 'Dernière connexion': 'keep', Date: 'joinedOn' },
			'Date de mariage': 'keep'
		});
	});

	it('of titles, by what it holds; of names of people and of organisations', async () => {
		const { lines } = await read(
			'Type de contact;Titre;Nom / Raison sociale;Prénom;Statut d’adhérent\nPersonne physique;Mme;Dupont;Marie;Actif\nPersonne morale;;Mairie de Dijon;;'
		);
		expect(lines.map(({ values }) => values)).toEqual([
			{
				kind: 'natural',
				honorific: 'Mme',
				lastName: 'Dupont',
				firstName: 'Marie',
				category: 'Actif'
			},
			{ kind: 'legal', organisationName: 'Mairie de Dijon' }
		]);
		const { targets } = await read('Nom;Titre\nDupont;Trésorière\nMartin;Mme');
		expect(targets.Titre).toBe('keep');
	});
});

describe('programs', () => {
	it('HelloAsso payments: where the payer lives is theirs; in a file of members it is kept beside', async () => {
		const payer =
			'Nom payeur;Prénom payeur;Email payeur;Adresse payeur;Code postal payeur;Ville payeur;Pays payeur';
		const cells = 'Dupont;Marie;m@exemple.org;1 rue X;21000;Dijon;FRA';
		const payments = await read(`Référence paiement;${payer}\n1;${cells}`);
		expect(payments.first).toMatchObject({
			...{ lastName: 'Dupont', address: '1 rue X', postcode: '21000', city: 'Dijon', country: 'FR' }
		});
		const members = await read(`Nom adhérent;Prénom adhérent;${payer}\nMartin;Léo;${cells}`);
		expect(members.first).not.toHaveProperty('postcode');
		expect(members.first?.extra).toMatchObject({ 'Code postal payeur': '21000' });
	});

	it('Outlook, Brevo, AssoConnect, Galette by its numbers of titles', async () => {
		const outlook = await read(
			'"Title","First Name","Last Name","Home Street","Home City","Home Postal Code","Home Country/Region","Mobile Phone","Birthday","Categories","E-mail Address","E-mail 2 Address"\n"Mrs","Marie","Dupont","1 rue X","Dijon","21000","France","06 12 34 56 78","0/0/00","Bureau;Chorale","m@exemple.org","n@exemple.org"'
		);
		expect(outlook.faults).toEqual([]);
		expect(outlook.first).toEqual({
			...{ honorific: 'Mme', firstName: 'Marie', lastName: 'Dupont', address: '1 rue X' },
			...{ city: 'Dijon', postcode: '21000', country: 'FR', phone: '+33612345678' },
			...{ email: 'm@exemple.org', otherEmails: 'n@exemple.org' }
		});
		expect(outlook.lines[0]?.groups.map(({ name }) => name)).toEqual(['Bureau', 'Chorale']);
		const brevo = await read(
			'EMAIL,FIRSTNAME,LASTNAME,SMS\nm@exemple.org,Marie,Dupont,33612345678'
		);
		expect(brevo.first).toMatchObject({ firstName: 'Marie', phone: '+33612345678' });
		const connect = await read(
			'ID du Contact;Nom;Adresse postale 1;Adresse postale 2\n1;Dupont;1 rue X;Bât. B'
		);
		expect(connect.first).toMatchObject({ address: '1 rue X\nBât. B' });
		const galette = await read(
			'id_adh,nom_adh,prenom_adh,titre_adh\n1,Durand,René,1\n2,Durand,Inès,2'
		);
		expect(galette.lines.map(({ values }) => values.honorific)).toEqual(['M.', 'Mme']);
	});

	it('Google: a field of one’s own keeps its name', async () => {
		const { first } = await read(
			'First Name,Last Name,E-mail 1 - Label,E-mail 1 - Value,Custom Field 1 - Label,Custom Field 1 - Value\nMarie,Dupont,* Home,m@exemple.org,Licence,12'
		);
		expect(first?.extra).toEqual({
			'Custom Field 1 - Label': 'Licence',
			'Custom Field 1 - Value': '12'
		});
	});

	it('cards: the preferred address, a telephone with its extension, an iPhone’s birthday without a year, a second home', async () => {
		const card = (...lines: string[]) =>
			[
				'BEGIN:VCARD',
				'VERSION:4.0',
				'FN:Marie Dupont',
				'N:Dupont;Marie;;;',
				...lines,
				'END:VCARD'
			].join('\r\n');
		const { first } = await read(
			card(
				'EMAIL;PREF=2:b@exemple.org',
				'EMAIL;PREF=1:a@exemple.org',
				'TEL;VALUE=uri:tel:+33-6-12-34-56-78;ext=12',
				'BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-03',
				'ADR:;;1 rue X;Dijon;;21000;France',
				'ADR:;;2 rue Y;Beaune;;21200;France'
			),
			'carte.vcf'
		);
		expect(first).toMatchObject({
			...{ email: 'a@exemple.org', otherEmails: 'b@exemple.org', phone: '+33612345678' },
			...{ address: '1 rue X', city: 'Dijon' },
			extra: { BDAY: '--02-03', 'ADR 2': '2 rue Y, Beaune, 21200, France' }
		});
		expect(first).not.toHaveProperty('birthDate');
	});
});
