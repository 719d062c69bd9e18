import { fold } from '#shared/text.ts';
import type { IMPORT_TARGETS, ImportTarget } from './target.ts';

// Headers as other programs write them: Paheko, HelloAsso, Galette (columns and labels), AssoConnect,
// Google Contacts (both generations), Mailchimp, and plain French and English.
const HEADERS: Readonly<Partial<Record<(typeof IMPORT_TARGETS)[number], readonly string[]>>> = {
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
		'organisationName',
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
	displayName: ['Nom affiché', 'Display name', 'displayName'],
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
		'Adresse mail principale',
		'E-mail principal',
		'Adresse email',
		'Mél',
		'Email 1',
		'E-mail 1 - Value',
		'Email address',
		'E-mail address'
	],
	otherEmails: [
		'Autres adresses e-mail',
		'Other e-mail addresses',
		'otherEmails',
		'E-mail 2 - Value',
		'E-mail 3 - Value',
		'Email secondaire',
		'E-mail secondaire',
		'Adresse mail secondaire',
		'Autre email',
		'Email 2'
	],
	payerEmail: ['Email payeur', 'E-mail payeur', 'Email du payeur', 'Email acheteur', 'Payer email'],
	payerFirstName: ['Prénom payeur', 'Prénom du payeur', 'Prénom acheteur', 'Payer first name'],
	payerLastName: ['Nom payeur', 'Nom du payeur', 'Nom acheteur', 'Payer last name'],
	phone: [
		'Numéro de téléphone',
		'Téléphone',
		'Téléphone mobile',
		'Téléphone portable',
		'Téléphone principal',
		'Numéro de portable',
		'N° de téléphone',
		'Téléphone 1',
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
	otherPhones: [
		'Autres téléphones',
		'Other phones',
		'otherPhones',
		'Phone 2 - Value',
		'Phone 3 - Value',
		'Téléphone 2',
		'Téléphone secondaire',
		'Téléphone professionnel',
		'Tel pro'
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
		'Postal address',
		'Adresse ligne 1',
		'Adresse ligne 2',
		'Adresse 1',
		'Adresse 2',
		'N° et rue',
		'Numéro et rue'
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
		'Date of birth',
		'Né le',
		'birthDate'
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
		'Member since',
		'joinedOn',
		'Date de première adhésion',
		'1ère adhésion'
	],
	orderedOn: [
		'Date de la commande',
		'Date commande',
		'Order date',
		'Date du paiement',
		'Date de paiement'
	],
	category: ['Catégorie', 'Catégorie de membre', 'Statut du membre', 'Category', 'Member category'],
	newsletter: [
		"Inscription à la lettre d'information",
		"Lettre d'information",
		'Lettre d’information',
		'Newsletter',
		'Infolettre',
		'Abonné à la newsletter'
	],
	groups: [
		'Groupes',
		'Groupe',
		'Groups',
		'Group',
		'Labels',
		'Libellés',
		'Group membership',
		'Étiquettes',
		'Tags',
		'Commission',
		'Commissions'
	],
	emergencyContact: [
		'Personne à prévenir',
		'Contact d’urgence',
		'Personne à contacter en cas d’urgence',
		'Emergency contact',
		'emergencyContact'
	],
	restrictedNotes: ['Notes réservées', 'Restricted notes', 'restrictedNotes'],
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
	ignore: [
		'id',
		'id_adh',
		'Identifiant interne',
		'mdp_adh',
		'login_adh',
		'EUID',
		'LEID',
		'OPTIN_IP',
		'CONFIRM_IP',
		'Photo',
		'File As',
		'Address 1 - Formatted',
		'Address 1 - Label',
		'E-mail 1 - Label',
		'E-mail 1 - Type',
		'E-mail 2 - Label',
		'E-mail 2 - Type',
		'E-mail 3 - Label',
		'Phone 1 - Label',
		'Phone 1 - Type',
		'Phone 2 - Label',
		'Phone 2 - Type',
		'Phone 3 - Label',
		'Website 1 - Label'
	]
};

/** What a header means, whatever its case, accents and signs; `undefined` when no program uses it. */
export function targetOfHeader(header: string): ImportTarget | undefined {
	const whole = TARGETS.get(fold(header).replaceAll('.', '').trim());
	// Objects within objects: `profile.email`.
	return (
		whole ?? (/^[a-z_]+\./i.test(header) ? targetOfHeader(header.replace(/^\w+\./, '')) : undefined)
	);
}

const TARGETS: ReadonlyMap<string, ImportTarget> = new Map(
	Object.entries(HEADERS).flatMap(([target, headers]) =>
		headers.map((header) => [fold(header).replaceAll('.', '').trim(), target as ImportTarget])
	)
);
