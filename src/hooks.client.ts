import { baseLocale, isLocale, overwriteGetLocale } from '#i18n/runtime';

// The server has chosen the language and written it on the page.
overwriteGetLocale(() => {
	const { lang } = document.documentElement;
	return isLocale(lang) ? lang : baseLocale;
});
