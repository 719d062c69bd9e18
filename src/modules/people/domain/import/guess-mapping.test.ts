import { expect, test } from 'vitest';
import { guessMapping } from './guess-mapping.ts';

const TODAY = '2026-11-22';
const targets = (header: string, ...rows: string[][]) =>
	guessMapping(header.split(';'), rows, TODAY).map(({ target }) => target);

test('Paheko', () => {
	const header =
		"id;Numéro de membre;Nom & prénom;Adresse E-Mail;Adresse postale;Code postal;Ville;Numéro de téléphone;Inscription à la lettre d'information;Date d'inscription;Catégorie";
	expect(targets(header)).toEqual([
		'ignore',
		'number',
		'fullNameLastFirst',
		'email',
		'address',
		'postcode',
		'city',
		'phone',
		'newsletter',
		'joinedOn',
		'category'
	]);
});

test('HelloAsso', () => {
	const header =
		'Référence commande;Date de la commande;Nom adhérent;Prénom adhérent;Nom payeur;Prénom payeur;Email payeur;Raison sociale;Tarif;Téléphone;Code Promo';
	const row = [
		'1',
		'09/10/2025 21:59',
		'A',
		'B',
		'A',
		'B',
		'a@b.fr',
		'',
		'Annuel',
		'0600000000',
		''
	];
	expect(targets(header, row)).toEqual([
		'keep',
		'orderedOn',
		'lastName',
		'firstName',
		'payerLastName',
		'payerFirstName',
		'payerEmail',
		'organisationName',
		'keep',
		'phone',
		'ignore'
	]);
});

test('Galette and English headers', () => {
	expect(targets('nom_adh;prenom_adh;ddn_adh;cp_adh')).toEqual([
		'lastName',
		'firstName',
		'birthDate',
		'postcode'
	]);
	expect(targets('First Name;LAST NAME;E-mail 1 - Value;Zip code')).toEqual([
		'firstName',
		'lastName',
		'email',
		'postcode'
	]);
});

test('by what the column holds, when its header says nothing', () => {
	const rows = [
		['a@b.fr', '57000', '0612345678', '01/02/1961', 'vert'],
		['c@d.fr', '75011', '', '03/04/1975', 'bleu']
	];
	expect(targets('A;B;C;D;E', ...rows)).toEqual([
		'email',
		'postcode',
		'phone',
		'birthDate',
		'keep'
	]);
	expect(guessMapping(['E-mail'], [], TODAY)[0]).toMatchObject({
		confidence: 1,
		because: 'header'
	});
	expect(guessMapping(['A'], [['a@b.fr']], TODAY)[0]?.confidence).toBeLessThan(1);
});

test('one column per field: the other telephones come after it', () => {
	const row = ['0112345678', '0612345678'];
	expect(targets('Téléphone;Portable', row)).toEqual(['phone', 'otherPhones']);
});
