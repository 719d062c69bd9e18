import { THEME_COOKIE, themeOf } from '#platform/page/preferences.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ cookies }) => ({
	theme: themeOf(cookies.get(THEME_COOKIE))
});
