import { fold } from '#shared/text.ts';

/**
 * What a column of a file of memberships may hold. `name`: both names in one cell, the family name first;
 * `displayName`: the same, last, or the name of an organisation;
 * `paidOn`: the day of an order or a payment, which is also the first day when the file has no other;
 * `discount`: taken off what is due; `orderState`: an order that isn't valid is left out.
 */
export const DUES_TARGETS = [
	'number',
	'lastName',
	'firstName',
	'displayName',
	'name',
	'organisation',
	'email',
	'fee',
	'tariff',
	'startsOn',
	'endsOn',
	'due',
	'discount',
	'paid',
	'paidOn',
	'means',
	'reference',
	'orderState',
	'ignore'
] as const;
export type DuesTarget = (typeof DUES_TARGETS)[number];

/** One target per column, in the order of the file. */
export type DuesMapping = readonly DuesTarget[];

// Headers as other programs write them: Paheko (subscriptions), HelloAsso (memberships, payments), Galette
// (names and labels of contributions), and plain French and English; ours are the first of each list.
const HEADERS: Readonly<Record<Exclude<DuesTarget, 'ignore'>, string>> = {
	number: `Numéro de membre|Member number|Numéro d'adhérent|Numéro adhérent|N° adhérent|N° membre
		|N° de membre|N° d'adhérent|Numéro|Matricule|num_adh|Membership number|Member`,
	lastName: `Nom|Last name|Nom de famille|Nom adhérent|Nom de l'adhérent|nom_adh|Surname|Family name`,
	firstName: `Prénom|First name|Prénom adhérent|Prénom de l'adhérent|prenom_adh|Given name`,
	displayName: `Nom affiché|Display name|Personne|Person|Prénom et nom|Prénom & nom|Prénom nom
		|Nom complet|Membre|Adhérent|Full name|Name`,
	name: `Nom & prénom|Nom et prénom|Nom prénom|Nom, prénom|Contributeur|Contributor|id_adh`,
	organisation: `Organisation|Raison sociale|Organization|Société|societe_adh|Structure|Company`,
	email: `Adresse e-mail|E-mail address|E-mail|Email|Mail|Courriel|Adresse email|Adresse mail
		|Email adhérent|Email address|email_adh`,
	fee: `Cotisation|Fee|Activité|Adhésion|Campagne|Nom de la campagne|Membership|Activity|Service`,
	tariff: `Tarif|Tariff|Type de contribution|Contribution type|id_type_cotis|Type de cotisation
		|Type d'adhésion|Formule|Nom du tarif|Rate|Plan`,
	startsOn: `Début|First day|Date d'inscription|Date de début|Date de début d'adhésion
		|Date de début d'adhésion / Date de contribution|Date de début de cotisation
		|Start date of membership / Date of contribution|Start date of membership|date_debut_cotis
		|Date d'adhésion|Date de contribution|Start date|Start|Valable du|Inscription`,
	endsOn: `Fin|Last day|Date d'expiration|Date de fin|Date de fin d'adhésion|End date of membership
		|date_fin_cotis|Date de fin de cotisation|Expiration|Valable jusqu'au|End date|End|Échéance`,
	due: `Montant dû|Amount due|Montant à régler|Montant tarif|Montant du tarif|Montant|montant_cotis
		|Montant de la cotisation|Prix|Amount|Price|Due`,
	discount: `Remise|Discount|Montant code promo|Montant du code promo`,
	paid: `Montant payé|Amount paid|Payé|Montant réglé|Montant versé|Réglé|A payé|Paid`,
	paidOn: `Payé le|Paid on|Date de la commande|Date du paiement|Date de paiement|Date de règlement
		|date_enreg|Date d'enregistrement|Order date|Payment date|Date`,
	means: `Moyen de paiement|Means of payment|Type de paiement|Payment type|type_paiement_cotis
		|Mode de paiement|Mode de règlement|Payment method`,
	reference: `Référence|Reference|Référence commande|Référence paiement|Référence de paiement
		|Numéro de chèque|Transaction ID`,
	orderState: `Statut de la commande|Order status|Statut du paiement|Statut|État|Status|State`
};

// Who paid is the person when the file names nobody else.
const PAYER_HEADERS: Readonly<Partial<Record<DuesTarget, string>>> = {
	lastName: `Nom payeur|Nom du payeur|Payer last name`,
	firstName: `Prénom payeur|Prénom du payeur|Payer first name`,
	email: `Email payeur|E-mail payeur|Email du payeur|Payer email`
};

function targetsOf(
	headers: Readonly<Partial<Record<DuesTarget, string>>>
): ReadonlyMap<string, DuesTarget> {
	return new Map(
		Object.entries(headers).flatMap(([target, list]) =>
			list.split('|').map((header): [string, DuesTarget] => [fold(header), target as DuesTarget])
		)
	);
}

const TARGETS = targetsOf(HEADERS);
const PAYER_TARGETS = targetsOf(PAYER_HEADERS);

/** The first target given to two columns that only one may have. */
export function repeatedTarget(mapping: DuesMapping): DuesTarget | undefined {
	return mapping.find((target, at) => target !== 'ignore' && mapping.indexOf(target) !== at);
}

/** What each column is, by its header; of two alike, the first one. Unknown ones are left out. */
export function guessDuesMapping(header: readonly string[]): DuesTarget[] {
	const guessed = header.map((title): DuesTarget => TARGETS.get(fold(title)) ?? 'ignore');
	const has = (...targets: DuesTarget[]) => targets.some((target) => guessed.includes(target));
	const somebody = has('number', 'lastName', 'name', 'displayName', 'organisation');
	const mapping = header.map((title, at): DuesTarget => {
		const payer = PAYER_TARGETS.get(fold(title));
		const free = payer === 'email' ? !has('email') : !somebody;
		return payer && free ? payer : (guessed[at] ?? 'ignore');
	});
	return mapping.map((target, at) => (mapping.indexOf(target) === at ? target : 'ignore'));
}

const OF_DUES: ReadonlySet<DuesTarget> = new Set(['fee', 'tariff', 'due', 'paid', 'means']);

/** Of the columns of a file of people, those that speak of dues: what is owed and paid, and at which tariff. */
export function duesColumns(header: readonly string[]): string[] {
	const guesses = guessDuesMapping(header);
	return header.filter((_, column) => OF_DUES.has(guesses[column] ?? 'ignore'));
}
