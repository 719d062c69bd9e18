import { error } from '@sveltejs/kit';
import { dev } from '$app/env';

/** The living page of the design system: for those who build, not for those who use. */
export function load(): void {
	if (!dev && process.env['ESSAIM_SHOW_UI'] !== '1') error(404, 'Not Found');
}
