import { fold } from '#shared/text.ts';

/** Programs whose files are known by their columns. */
export const PROGRAMS = [
	'essaim',
	'paheko',
	'galette',
	'helloasso',
	'assoconnect',
	'google',
	'mailchimp'
] as const;
export type Program = (typeof PROGRAMS)[number];

// Headers that, all together, only one program writes.
const SIGNS: readonly (readonly [Program, readonly (readonly string[])[]])[] = [
	[
		'essaim',
		[
			['numero de membre', 'type de personne', 'nom affiche'],
			['member number', 'person type', 'display name'],
			['number', 'kind', 'displayname', 'newsletter']
		]
	],
	['galette', [['nom_adh', 'prenom_adh'], ['id_adh'], ['exempt de cotisation', 'compte actif']]],
	[
		'helloasso',
		[
			['reference commande', 'email payeur'],
			['date de la commande', 'nom payeur'],
			['reference paiement', 'nom payeur'],
			['formule', 'moyen de paiement', 'attestation'],
			['formule', 'moyen de paiement', "carte d'adherent"],
			['numero de recu', 'type de don', 'campagne']
		]
	],
	[
		'google',
		[
			['e mail 1 value'],
			['e mail 1 valeur'],
			['phone 1 value', 'first name'],
			['group membership', 'given name']
		]
	],
	[
		'mailchimp',
		[
			['email address', 'member_rating'],
			['email address', 'leid'],
			['member_rating', 'leid', 'euid']
		]
	],
	['assoconnect', [['id du contact'], ['identifiant du contact'], ['id assoconnect']]],
	[
		'paheko',
		[
			['nom & prenom', 'numero de membre'],
			['nom & prenom', "date d'inscription"],
			['numero', 'nom', 'lettre_infos', 'date_inscription']
		]
	]
];

/** The program that wrote a file, by the names of its columns. */
export function programOf(header: readonly string[]): Program | undefined {
	const present = new Set(header.map(fold));
	const has = (signs: readonly string[]) => signs.every((sign) => present.has(fold(sign)));
	return SIGNS.find(([, ways]) => ways.some(has))?.[0];
}
