import { AsyncLocalStorage } from 'node:async_hooks';
import * as messages from '#i18n';
import { overwriteGetLocale } from '#i18n/runtime';
import type { RefusalParameters } from '#shared/errors.ts';
import type { Locale } from './actor.ts';

const storage = new AsyncLocalStorage<Locale>();

overwriteGetLocale(() => storage.getStore() ?? 'fr');

/** Runs `work` with messages in `locale`. */
export function withLocale<T>(locale: Locale, work: () => T): T {
	return storage.run(locale, work);
}

export function currentLocale(): Locale {
	return storage.getStore() ?? 'fr';
}

/** The language of `Accept-Language` (RFC 9110 §12.5.4) that we speak; French otherwise. */
export function negotiateLocale(header: string | null | undefined): Locale {
	const wanted = (header ?? '')
		.split(',')
		.map((part) => {
			const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
			const quality = parameters.map((p) => /^\s*q=([\d.]+)/.exec(p)?.[1]).find(Boolean);
			return { language: tag.slice(0, 2), quality: quality === undefined ? 1 : Number(quality) };
		})
		.filter(({ language }) => language === 'fr' || language === 'en')
		.sort((a, b) => b.quality - a.quality);
	return (wanted[0]?.language as Locale | undefined) ?? 'fr';
}

type Message = (parameters: RefusalParameters, options: { locale: Locale }) => string;

/**
 * The sentence of a refusal code: `accounting.year-closed` → message `accounting_error_year_closed`.
 * A code without message is shown as it is; `tests/architecture` lists those: none.
 */
export function translateCode(
	code: string,
	parameters: RefusalParameters = {},
	locale: Locale = currentLocale()
): string {
	const [module = '', name = ''] = code.split('.');
	const key = `${module}_error_${name.replaceAll('-', '_')}`;
	const message = (messages as unknown as Record<string, Message | undefined>)[key];
	return message ? message(parameters, { locale }) : code;
}
