import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { Refusal } from '#shared/errors.ts';
import { negotiateLocale, translateCode } from '../locale.ts';
import { log } from '../log.ts';
import { countRequest } from '../metrics.ts';
import type { Settings } from '../settings.ts';

type PageHandler = (request: IncomingMessage, response: Parameters<RequestListener>[1]) => void;

/** Header by which the page handler learns whether people came by https; never taken from outside as it is. */
export const PROTOCOL_HEADER = 'x-essaim-protocol';
/** Header by which it learns the client's IP address; never taken from outside as it is. */
export const ADDRESS_HEADER = 'x-essaim-address';

/** One server for all doors: `apps` answer what is not a page, by path prefix; `pages` the rest. */
export function createHttpServer(
	settings: Settings,
	apps: readonly { prefix: string; app: Hono }[],
	pages: PageHandler
): Server {
	const doors = apps.map(({ prefix, app }) => ({
		prefix,
		listener: getRequestListener((request) => app.fetch(request), { overrideGlobalObjects: false })
	}));
	const server = createServer((request, response) => {
		const started = performance.now();
		const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
		response.once('close', () => {
			const milliseconds = performance.now() - started;
			countRequest(request.method ?? 'GET', response.statusCode, milliseconds);
			log().debug(
				{
					method: request.method,
					status: response.statusCode,
					milliseconds: Math.round(milliseconds * 10) / 10
				},
				'request'
			);
		});
		const tooLarge = Number(request.headers['content-length']) > settings.uploadLimit + 1024 * 1024;
		if (tooLarge && !path.startsWith('/api/')) return refuseBody(settings, request, response);
		request.headers[PROTOCOL_HEADER] = protocolOf(settings, request);
		request.headers[ADDRESS_HEADER] = addressOf(settings, request);
		const door = doors.find(({ prefix }) => path === prefix || path.startsWith(`${prefix}/`));
		if (door) void door.listener(request, response);
		else pages(request, response);
	});
	// A volunteer on a slow line sends a photo in minutes, not in hours.
	server.requestTimeout = 600_000;
	server.headersTimeout = 30_000;
	// Longer than the usual 60 s of proxies: who closes first must not be us, or a request in flight is lost.
	server.keepAliveTimeout = 75_000;
	return server;
}

function protocolOf(settings: Settings, request: IncomingMessage): string {
	if (settings.publicUrl) return new URL(settings.publicUrl).protocol.slice(0, -1);
	const forwarded = request.headers['x-forwarded-proto'];
	if (settings.trustProxy && (forwarded === 'https' || forwarded === 'http')) return forwarded;
	return 'http';
}

/** The last address that the proxy added itself: those before it are the client's word. */
function addressOf(settings: Settings, request: IncomingMessage): string {
	const forwarded = settings.trustProxy ? request.headers['x-forwarded-for'] : undefined;
	const last = String(forwarded ?? '')
		.split(',')
		.at(-1)
		?.trim();
	return last || (request.socket.remoteAddress ?? '');
}

/** Answered before the body is read: a file of 300 MB must not travel to be refused. */
function refuseBody(
	settings: Settings,
	request: IncomingMessage,
	response: Parameters<RequestListener>[1]
): void {
	const refusal = new Refusal('too-large', 'platform.file-too-large', {
		limitMb: settings.uploadLimit / 1_000_000
	});
	const locale = negotiateLocale(request.headers['accept-language']);
	const text = translateCode(refusal.code, refusal.parameters, locale);
	response.writeHead(413, { 'content-type': 'text/html; charset=utf-8', connection: 'close' });
	response.end(
		`<!doctype html><html lang="${locale}"><meta charset="utf-8"><title>413</title><main><h1>413</h1><p>${text}</p><p><a href="${encodeURI(request.url ?? '/').split('?')[0]}">←</a></p></main></html>`
	);
	request.resume();
}
