import { error, redirect } from '@sveltejs/kit';
import {
	sequence,
	type Handle,
	type HandleServerError,
	type ServerInit
} from '@sveltejs/kit/hooks';
import { THEME_COOKIE, themeOf } from '#platform/page/preferences.ts';
import { LOCALE_COOKIE, SESSION_COOKIE, pageContext } from '#platform/server/http/page-context.ts';
import { translateCode, withLocale } from '#platform/server/locale.ts';
import { readSettings } from '#platform/server/settings.ts';
import { hasRuntime } from '#platform/server/runtime.ts';
import { startProgram } from '#composition/program.ts';
import { log } from '#platform/server/log.ts';
import { securityHeaders } from '#platform/page/security-headers.server.ts';

const identify: Handle = async ({ event, resolve }) => {
	const context = await pageContext({
		secret: event.cookies.get(SESSION_COOKIE),
		localeCookie: event.cookies.get(LOCALE_COOKIE),
		acceptLanguage: event.request.headers.get('accept-language'),
		slug: event.params.association
	});
	Object.assign(event.locals, context);
	return withLocale(context.locale, () =>
		resolve(event, {
			transformPageChunk: ({ html }) =>
				html
					.replace('%essaim.locale%', context.locale)
					.replace('%essaim.theme%', themeOf(event.cookies.get(THEME_COOKIE)))
		})
	);
};

const guard: Handle = ({ event, resolve }) => {
	if (String(event.route.id).startsWith('/(app)') && !event.locals.session) {
		const back = event.url.pathname + event.url.search;
		redirect(303, `/sign-in?next=${encodeURIComponent(back)}`);
	}
	// A form without a name is not to be asked for by one: Kit would take it for a bug of ours.
	if (event.request.method === 'POST' && event.url.searchParams.has('/default')) {
		error(404, translateCode('platform.page-not-found', {}, event.locals.locale));
	}
	return resolve(event);
};

/** A form that was cut short, or isn't what it says it is, is no bug of ours. */
const readableForms: Handle = ({ event, resolve }) => {
	const { request, locals } = event;
	const read = request.formData.bind(request);
	request.formData = () =>
		read().catch((caught: NodeJS.ErrnoException) => {
			if (!(caught instanceof TypeError) && caught.code !== 'ECONNRESET') throw caught;
			error(400, translateCode('platform.form-unreadable', {}, locals.locale));
		});
	return resolve(event);
};

// Under `vite dev` no `server.ts` has started the program before the pages.
export const init: ServerInit = async () => {
	if (!hasRuntime()) await startProgram(readSettings());
};

export const handle = sequence(securityHeaders, identify, guard, readableForms);

export const handleError: HandleServerError = (caught) => {
	if (caught.kind !== 'unknown') return;
	const incident = crypto.randomUUID();
	const { message: reason, stack } = caught.error as Error;
	log().error({ incident, error: reason, stack }, 'unexpected error');
	return { incident };
};
