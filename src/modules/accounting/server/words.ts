import * as messages from '#i18n';
import type { Locale } from '#platform/server/actor.ts';
import type { Meaning } from '../domain/meanings.ts';

type Message = (parameters: object, options: { locale: Locale }) => string;

/** A message whose key is built from data; the tests see that each of them exists. */
export function messageOf(key: string, locale: Locale): string {
	const message = (messages as unknown as Record<string, Message | undefined>)[key];
	if (!message) throw new RangeError(`No such message: ${key}`);
	return message({}, { locale });
}

/** « Cotisations », « Loyer du local »… */
export function meaningLabel(meaning: Meaning, locale: Locale): string {
	return messageOf(`accounting_meaning_${meaning.replaceAll('-', '_')}`, locale);
}
