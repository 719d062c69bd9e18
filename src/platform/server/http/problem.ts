import type { Refusal, RefusalKind } from '#shared/errors.ts';
import type { Locale } from '../actor.ts';
import { translateCode } from '../locale.ts';

export const STATUS: Readonly<Record<RefusalKind, number>> = {
	malformed: 400,
	unauthenticated: 401,
	forbidden: 403,
	'not-found': 404,
	conflict: 409,
	'too-large': 413,
	invalid: 422,
	'too-many': 429,
	unavailable: 503
};

export interface ProblemFault {
	readonly path: string;
	readonly code: string;
	readonly detail: string;
}

/** A refusal as people read it, in their language. */
export function explain(
	refusal: Refusal,
	locale: Locale
): { detail: string; faults: ProblemFault[] } {
	return {
		detail: translateCode(refusal.code, refusal.parameters, locale),
		faults: refusal.faults.map((fault) => ({
			path: fault.path,
			code: fault.code,
			detail: translateCode(fault.code, fault.parameters, locale)
		}))
	};
}

/** Problem details (RFC 9457). */
export function problemResponse(refusal: Refusal, locale: Locale): Response {
	const status = STATUS[refusal.kind];
	const { detail, faults } = explain(refusal, locale);
	return problem(status, { code: refusal.code, detail, faults });
}

export function problem(status: number, members: Record<string, unknown>): Response {
	const headers: Record<string, string> = { 'content-type': 'application/problem+json' };
	if (status === 401) headers['www-authenticate'] = 'Bearer';
	return new Response(JSON.stringify({ type: 'about:blank', status, ...members }), {
		status,
		headers
	});
}
