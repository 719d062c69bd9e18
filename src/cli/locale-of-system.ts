import type { Locale } from '#platform/server/actor.ts';
import { negotiateLocale } from '#platform/server/locale.ts';

/** The language of the terminal (LC_ALL, LANG), English where it has none (C, POSIX). */
export function localeOfSystem(): Locale {
	const name = process.env.LC_ALL ?? process.env.LANG;
	return negotiateLocale(name?.replace(/^C.*|^POSIX.*/, 'en'));
}
