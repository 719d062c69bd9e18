import type { RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { keepFile } from '#platform/server/keep-file.ts';
import type { DataOperation } from '#platform/server/operation.ts';
import { readFiles } from './form.server.ts';
import { act, demand, failWith } from './perform.server.ts';

/**
 * Keeps the file that a form brings as `file`, for somebody who may do so, and has an operation read it.
 * @param missing code of the refusal of a form without a file
 * @param inputOf what the operation is given of the form, beside the id of the file
 */
export async function sendFile<Input extends z.ZodType, Output extends z.ZodType>(
	event: RequestEvent,
	operation: DataOperation<Input, Output>,
	missing: string,
	inputOf: (file: string, form: FormData) => unknown = (file) => ({ file })
) {
	const caller = demand(event, operation);
	const form = await event.request.formData();
	const [file] = readFiles(form, 'file');
	try {
		if (!file) throw new Refusal('invalid', missing);
		const { id } = await keepFile(caller, {
			name: file.name,
			mediaType: file.type || 'application/octet-stream',
			content: new Uint8Array(await file.arrayBuffer())
		});
		return await act(event, operation, inputOf(id, form));
	} catch (refusal) {
		return { ok: false as const, failure: failWith(event, refusal) };
	}
}
