import { accounting } from '#modules/accounting/server/index.ts';
import { act, failWith } from '#platform/page/perform.server.ts';
import { kindOf } from '../kind.server.ts';
import { previewOf } from '../record-form.server.ts';
import type { RequestHandler } from './$types';

/** What would be written, while the form is being filled; the refusal's sentence while it can't be told. */
export const GET: RequestHandler = async (event) => {
	const kind = kindOf(event);
	const fields = Object.fromEntries(
		[...event.url.searchParams].filter(([, value]) => value.trim())
	);
	try {
		const outcome = await act(event, accounting.previewPlainEntry, previewOf(kind, fields));
		if (outcome.ok) return Response.json(outcome.result);
		return Response.json({ message: outcome.failure.data.message }, { status: 422 });
	} catch (refusal) {
		return Response.json({ message: failWith(event, refusal).data.message }, { status: 422 });
	}
};
