export const THEME_COOKIE = 'essaim_theme';

/** `auto` follows the device. */
export type Theme = 'light' | 'dark' | 'auto';

export function themeOf(cookie: string | undefined): Theme {
	return cookie === 'light' || cookie === 'dark' ? cookie : 'auto';
}

/** A path of this server to come back to; `/` for anything that may lead elsewhere. */
export function pathBack(text: unknown): string {
	return typeof text === 'string' && /^\/(?![/\\])[^\\\s]*$/.test(text) ? text : '/';
}
