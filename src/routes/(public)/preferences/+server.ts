import { redirect } from '@sveltejs/kit';
import { THEME_COOKIE, pathBack, themeOf } from '#platform/page/preferences.ts';
import { LOCALE_COOKIE } from '#platform/server/http/page-context.ts';
import type { RequestHandler } from './$types';

const ONE_YEAR = 31_536_000;

/** Keeps the language or the appearance on this device, then leads back. */
export const POST: RequestHandler = async ({ request, cookies }) => {
	const form = await request.formData();
	const options = { path: '/', maxAge: ONE_YEAR, sameSite: 'lax', httpOnly: true } as const;
	const locale = form.get('locale');
	if (locale === 'fr' || locale === 'en') cookies.set(LOCALE_COOKIE, locale, options);
	const theme = form.get('theme');
	if (typeof theme === 'string') cookies.set(THEME_COOKIE, themeOf(theme), options);
	redirect(303, pathBack(form.get('back')));
};
