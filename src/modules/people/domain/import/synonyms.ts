import { fold } from '#shared/text.ts';
import type { ImportTarget } from './target.ts';

// Headers as other programs write them: Paheko, HelloAsso, Galette (columns and labels), AssoConnect,
// Google Contacts (both generations), Mailchimp, and plain French and English.
const HEADERS: Readonly<Partial<Record<ImportTarget, readonly string[]>>> = {
	number: [
		'Numéro de membre',
		"Numéro d'adhérent",
		'Numéro adhérent',
		'N° adhérent',
		'N° membre',
		'N° de membre',
		"N° d'adhérent",
		'Num adhérent',
		'Numéro',
		'num_adh',
		'Matricule',
		'Member number',
		'Membership number'
	],
	kind: ['Type de personne', 'Person type', 'Nature de la personne'],
	fullNameLastFirst: ['Nom & prénom', 'Nom et prénom', 'Nom, prénom', 'Nom / prénom', 'Nom prénom'],
	fullNameFirstLast: [
		'Prénom & nom',
		'Prénom et nom',
		'Prénom nom',
		'Nom complet',
		'Full name',
		'Name',
		'Contact'
	],
	lastName: [
		'Nom',
		'Nom de famille',
		'Nom adhérent',
		"Nom de l'adhérent",
		'Nom participant',
		'nom_adh',
		"Nom d'usage",
		'Last name',
		'Family name',
		'Surname'
	],
	firstName: [
		'Prénom',
		'Prénom adhérent',
		"Prénom de l'adhérent",
		'Prénom participant',
		'prenom_adh',
		'First name',
		'Given name',
		'Forename'
	],
	organisationName: [
		'Raison sociale',
		'Organisation',
		'Société',
		'societe_adh',
		'Nom de la structure',
		"Nom de l'organisation",
		'Structure',
		'Entreprise',
		'Organization name',
		'Organization 1 - Name',
		'Organization',
		'Company'
	],
	displayName: ['Nom affiché', 'Display name'],
	email: [
		'Adresse e-mail',
		'Adresse électronique',
		'Adresse mail',
		'E-mail',
		'Email',
		'Mail',
		'Courriel',
		'Email adhérent',
		'email_adh',
		'E-mail 1 - Value',
		'Email address',
		'E-mail address'
	],
	payerEmail: ['Email payeur', 'E-mail payeur', 'Email du payeur', 'Email acheteur', 'Payer email'],
	payerFirstName: ['Prénom payeur', 'Prénom du payeur', 'Prénom acheteur', 'Payer first name'],
	payerLastName: ['Nom payeur', 'Nom du payeur', 'Nom acheteur', 'Payer last name'],
	phone: [
		'Numéro de téléphone',
		'Téléphone',
		'Téléphone mobile',
		'Téléphone portable',
		'Téléphone fixe',
		'Tél',
		'Tel.',
		'Mobile',
		'Portable',
		'tel_adh',
		'gsm_adh',
		'GSM',
		'Phone',
		'Phone number',
		'Mobile phone',
		'Phone 1 - Value'
	],
	address: [
		'Adresse postale',
		'Adresse',
		'Adresse (suite)',
		"Complément d'adresse",
		'Rue',
		'adresse_adh',
		'adresse2_adh',
		'Address 1 - Street',
		'Address 1 - Extended address',
		'Address',
		'Address line 1',
		'Address line 2',
		'Street',
		'Street address',
		'Postal address'
	],
	postcode: [
		'Code postal',
		'CP',
		'cp_adh',
		'Address 1 - Postal code',
		'Postcode',
		'Postal code',
		'ZIP',
		'Zip code'
	],
	city: ['Ville', 'Commune', 'Localité', 'ville_adh', 'Address 1 - City', 'City', 'Town'],
	country: ['Pays', 'pays_adh', 'Address 1 - Country', 'Country'],
	birthDate: [
		'Date de naissance',
		'Né(e) le',
		'Naissance',
		'ddn_adh',
		'Birthday',
		'Birth date',
		'Date of birth'
	],
	joinedOn: [
		"Date d'inscription",
		"Date d'adhésion",
		"Date d'entrée",
		'Membre depuis',
		'Adhérent depuis',
		'Date de création',
		'date_crea_adh',
		'Joined on',
		'Join date',
		'Member since'
	],
	orderedOn: ['Date de la commande', 'Date commande', 'Order date'],
	category: ['Catégorie', 'Catégorie de membre', 'Statut du membre', 'Category', 'Member category'],
	newsletter: [
		"Inscription à la lettre d'information",
		"Lettre d'information",
		'Lettre d’information',
		'Newsletter',
		'Infolettre',
		'Abonné à la newsletter'
	],
	language: ['Langue', 'pref_lang', 'Language'],
	notes: [
		'Notes',
		'Remarques',
		'Commentaire',
		'Commentaires',
		'Observations',
		'info_adh',
		'Comments'
	],
	ignore: ['id', 'id_adh', 'Identifiant interne']
};

/** What a header means, whatever its case, accents and signs; `undefined` when no program uses it. */
export function targetOfHeader(header: string): ImportTarget | undefined {
	return TARGETS.get(fold(header).replaceAll('.', '').trim());
}

const TARGETS: ReadonlyMap<string, ImportTarget> = new Map(
	Object.entries(HEADERS).flatMap(([target, headers]) =>
		headers.map((header) => [fold(header).replaceAll('.', '').trim(), target as ImportTarget])
	)
);
