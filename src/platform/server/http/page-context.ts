import type { Locale } from '../actor.ts';
import { whoComes, type Session } from '../identity/sessions.ts';
import type { Caller } from '../perform.ts';
import { runtime } from '../runtime.ts';
import { negotiateLocale } from '../locale.ts';

export const SESSION_COOKIE = 'essaim_session';
export const LOCALE_COOKIE = 'essaim_locale';

export interface PageContext {
	readonly locale: Locale;
	readonly session: Session | undefined;
	readonly caller: Caller | undefined;
}

/** Who asks for a page and in which language; `slug` is the association of its address, if any. */
export async function pageContext(request: {
	readonly secret: string | undefined;
	readonly localeCookie: string | undefined;
	readonly acceptLanguage: string | null;
	readonly slug: string | undefined;
}): Promise<PageContext> {
	const { secret, slug } = request;
	const { session, caller } = secret
		? await whoComes(runtime().database.db, secret, slug)
		: { session: undefined, caller: undefined };
	const chosen = request.localeCookie === 'fr' || request.localeCookie === 'en';
	const locale = chosen
		? (request.localeCookie as Locale)
		: (session?.locale ?? negotiateLocale(request.acceptLanguage));
	return { locale, session, caller: caller && withLocaleOf(caller, locale) };
}

function withLocaleOf(caller: Caller, locale: Locale): Caller {
	return { ...caller, actor: { ...caller.actor, locale } };
}
