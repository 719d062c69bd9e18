import { kindOf } from '../kind.server.ts';
import { previewParts } from '../preview-parts.server.ts';
import type { RequestHandler } from './$types';

/** What would be written, while the form is being filled; the refusal's sentence while it can't be told. */
export const GET: RequestHandler = async (event) => {
	const fields = Object.fromEntries(
		[...event.url.searchParams].filter(([, value]) => value.trim())
	);
	const outcome = await previewParts(event, kindOf(event), fields);
	if (outcome.ok) return Response.json(outcome.preview);
	return Response.json({ message: outcome.failure.data.message }, { status: 422 });
};
