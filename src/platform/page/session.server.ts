import type { RequestEvent } from '@sveltejs/kit';
import { inHost } from '#platform/server/database/db.ts';
import { SESSION_COOKIE } from '#platform/server/http/page-context.ts';
import {
	closeSession,
	placesOf,
	type Client,
	type Session
} from '#platform/server/identity/index.ts';
import { runtime } from '#platform/server/runtime.ts';

type Event = Pick<RequestEvent, 'cookies' | 'getClientAddress' | 'locals' | 'request' | 'url'>;

const NINETY_DAYS = 90 * 86_400;

export function clientOf(event: Event): Client {
	return {
		address: event.getClientAddress(),
		userAgent: event.request.headers.get('user-agent') ?? ''
	};
}

/** Keeps a session just opened in the browser; the one it takes the place of ends. */
export async function keepSession(event: Event, secret: string): Promise<void> {
	await endSession(event);
	event.cookies.set(SESSION_COOKIE, secret, { ...cookieOptions(event), maxAge: NINETY_DAYS });
}

/** Ends the session of this browser, if any. */
export async function endSession(event: Event): Promise<void> {
	const { session } = event.locals;
	if (!session) return;
	await inHost(runtime().database.db, (tx) => closeSession(tx, session.accountId, session.id));
	event.cookies.delete(SESSION_COOKIE, cookieOptions(event));
}

function cookieOptions({ url }: Event) {
	return { path: '/', httpOnly: true, sameSite: 'lax', secure: url.protocol === 'https:' } as const;
}

/** Where a person arrives: where they were going, else their only association, else the choice of them. */
export async function landingOf(accountId: string, next: string): Promise<string> {
	if (next !== '/') return next;
	const places = await inHost(runtime().database.db, (tx) => placesOf(tx, accountId));
	return places.length === 1 ? `/${places[0]?.slug}` : '/associations';
}

/** The session of a page below `(app)`, which `hooks.server.ts` lets nobody open without one. */
export function sessionOf({ locals }: Pick<Event, 'locals'>): Session {
	if (!locals.session) throw new Error('This page is not below (app)');
	return locals.session;
}
