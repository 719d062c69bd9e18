import { json } from '@sveltejs/kit';
import { activities } from '#modules/activities/server/index.ts';
import { act } from '#platform/page/perform.server.ts';
import { now } from '#platform/server/clock.ts';
import type { RequestHandler } from './$types';

/** Taps that waited for the network: the same operation as the form, sent by the page. */
export const PUT: RequestHandler = async (event) => {
	const body: unknown = await event.request.json().catch(() => undefined);
	const marks = typeof body === 'object' && body !== null && 'marks' in body ? body.marks : [];
	const outcome = await act(event, activities.markAttendance, { id: event.params.session, marks });
	return outcome.ok
		? // A page made from now on knows these marks.
			json({ ...outcome.result, at: now() })
		: json(outcome.failure.data, { status: outcome.failure.status });
};
