import { fold } from '#shared/text.ts';
import type { PaymentMeans } from '../means.ts';

// Words that files hold in their cells, folded, in French and in English.

const YES = new Set([
	'oui',
	'yes',
	'o',
	'y',
	'1',
	'x',
	'vrai',
	'true',
	'paye',
	'payee',
	'paid',
	'regle'
]);
const NO = new Set(['non', 'no', 'n', '0', 'faux', 'false', 'impaye', 'unpaid', 'a regler']);

/** `true` or `false` for a word that says so, `undefined` for any other. */
export function yesOrNo(cell: string): boolean | undefined {
	const word = fold(cell);
	if (YES.has(word)) return true;
	return NO.has(word) ? false : undefined;
}

const MEANS: readonly (readonly [PaymentMeans, RegExp])[] = [
	['cheque', /^(cheque|check|cheque bancaire)s?$/],
	['cash', /^(especes?|cash|liquide)$/],
	[
		'transfer',
		/^(virement|virement bancaire|bank transfer|transfer|transfert|prelevement.*|sepa.*)$/
	],
	['card', /^(carte|carte bancaire|cb|card|credit card|debit card|paypal|en ligne|online)$/]
];

/** How it was paid, when the word is known. */
export function meansNamed(cell: string): PaymentMeans | undefined {
	const word = fold(cell);
	return MEANS.find(([, pattern]) => pattern.test(word))?.[0];
}

// HelloAsso: states of orders and payments, as its exports and its interface name them.
const VALID_STATES =
	/^(valide|validee|paye|payee|authorized|processed|registered|ok|confirme|confirmee|hors ligne|offline)$/;

/** Whether an order in this state was carried through; nothing said is taken for yes. */
export function isCarriedThrough(state: string): boolean {
	const word = fold(state);
	return word === '' || VALID_STATES.test(word);
}
