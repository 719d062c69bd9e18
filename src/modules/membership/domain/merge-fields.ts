import { refuseField } from '#shared/errors.ts';

/** What a reminder may say of whom it is sent to, by the names that people write between braces. */
export interface MergeValues {
	/** « Madame », as a letter begins. */
	readonly honorific: string;
	readonly name: string;
	readonly amount: string;
	readonly fee: string;
	readonly day: string;
	readonly association: string;
}

const NAMES: Readonly<Record<string, keyof MergeValues>> = {
	civilité: 'honorific',
	nom: 'name',
	montant: 'amount',
	cotisation: 'fee',
	date: 'day',
	association: 'association',
	title: 'honorific',
	name: 'name',
	amount: 'amount',
	fee: 'fee'
};

/** The names to offer, in each language. */
export const MERGE_NAMES = {
	fr: ['civilité', 'nom', 'montant', 'cotisation', 'date', 'association'],
	en: ['title', 'name', 'amount', 'fee', 'date', 'association']
} as const;

const FIELD = /\{([^{}]*)\}/g;

/** @throws {Refusal} `membership.merge-field-unknown`, with the first one that is */
export function checkMergeFields(text: string, path: string): void {
	for (const [, typed = ''] of text.matchAll(FIELD)) {
		if (fieldOf(typed)) continue;
		const parameters = { field: `{${typed.slice(0, 40)}}`, known: MERGE_NAMES.fr.join(', ') };
		throw refuseField(path, 'membership.merge-field-unknown', parameters);
	}
}

/** The text with its fields filled in; a value is never read as a field again. */
export function merge(text: string, values: MergeValues): string {
	return text.replaceAll(FIELD, (whole, typed: string) => {
		const field = fieldOf(typed);
		return field ? values[field] : whole;
	});
}

function fieldOf(typed: string): keyof MergeValues | undefined {
	const name = typed.trim().toLowerCase();
	return Object.hasOwn(NAMES, name) ? NAMES[name] : undefined;
}

/** What a new reminder begins with, to be rewritten by the association. */
export const PROPOSED_REMINDER = {
	fr: {
		subject: 'Votre cotisation : {cotisation}',
		body: 'Bonjour {nom},\n\nSauf erreur de notre part, {montant} restent à payer pour {cotisation} (à régler pour le {date}).\nSi vous venez de payer, ne tenez pas compte de ce message.\n\nMerci, et à bientôt,\n{association}'
	},
	en: {
		subject: 'Your membership: {fee}',
		body: 'Hello {name},\n\nUnless we are mistaken, {amount} is left to pay for {fee} (by {date}).\nIf you have just paid, please ignore this message.\n\nThank you, and see you soon,\n{association}'
	}
} as const;
