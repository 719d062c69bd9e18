import { fold } from '#shared/text.ts';
import type { Cleaned } from './cleaned.ts';
import type { PersonKind } from './person.ts';

const YES = new Set([
	'oui',
	'o',
	'yes',
	'y',
	'vrai',
	'true',
	't',
	'1',
	'x',
	'on',
	'coche',
	'checked',
	'abonne',
	'abonnee',
	'inscrit',
	'inscrite'
]);
const NO = new Set(
	['non', 'n', 'no', 'faux', 'false', 'f', '0', 'off', 'decoche', 'unchecked'].concat([
		'desabonne',
		'desabonnee',
		'desinscrit',
		'desinscrite',
		'non abonne',
		'non inscrit'
	])
);

/** `Oui`, `1`, `true`, `x`, `✓`… Fault: `people.yes-no-unreadable`. */
export function cleanYesNo(text: string): Cleaned<boolean> {
	if (text.trim() === '') return { value: null };
	const word = /^[✓✔☑]$/u.test(text.trim()) ? 'x' : fold(text);
	if (YES.has(word)) return { value: true };
	if (NO.has(word)) return { value: false };
	return { fault: 'people.yes-no-unreadable' };
}

const KINDS: ReadonlyMap<string, PersonKind> = new Map([
	...[
		'natural',
		'personne physique',
		'physique',
		'particulier',
		'individu',
		'person',
		'individual'
	].map((word): [string, PersonKind] => [word, 'natural']),
	...[
		'legal',
		'personne morale',
		'morale',
		'organisation',
		'organization',
		'structure',
		'entreprise'
	]
		.concat(['association', 'societe', 'company'])
		.map((word): [string, PersonKind] => [word, 'legal'])
]);

/** Fault: `people.kind-unknown`. */
export function cleanKind(text: string): Cleaned<PersonKind> {
	const word = fold(text);
	if (word === '') return { value: null };
	const kind = KINDS.get(word);
	return kind ? { value: kind } : { fault: 'people.kind-unknown' };
}

const LANGUAGES: ReadonlyMap<string, string> = new Map([
	['francais', 'fr'],
	['french', 'fr'],
	['anglais', 'en'],
	['english', 'en'],
	['allemand', 'de'],
	['espagnol', 'es'],
	['italien', 'it'],
	['portugais', 'pt'],
	['arabe', 'ar'],
	['breton', 'br'],
	['occitan', 'oc']
]);

/** An ISO 639 code, or one of a few names; `fr_FR` is `fr`. Fault: `people.language-unknown`. */
export function cleanLanguage(text: string): Cleaned<string> {
	const word = fold(text);
	if (word === '') return { value: null };
	const named = LANGUAGES.get(word.split(' ')[0] ?? '');
	if (named) return { value: named };
	const code = /^([a-z]{2,3})(?: [a-z]{2}(?: utf ?8)?)?$/.exec(word.replace('.', ' '))?.[1];
	return code ? { value: code } : { fault: 'people.language-unknown' };
}
