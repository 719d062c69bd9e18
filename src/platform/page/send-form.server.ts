import type { RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import { keepFile } from '#platform/server/keep-file.ts';
import type { DataOperation } from '#platform/server/operation.ts';
import type { Caller } from '#platform/server/perform.ts';
import { readFields, readFiles } from './form.server.ts';
import { act, demand, failWith } from './perform.server.ts';

type Fields = Readonly<Record<string, string | undefined>>;

/**
 * Asks an operation what a form with files says. Refused, the form shows again what was typed, and the files need
 * not be chosen again: `values.files` are those kept, which hidden fields `kept` (`<id> <name>`) send back.
 */
export async function sendForm<Input extends z.ZodType, Output extends z.ZodType>(
	event: RequestEvent,
	operation: DataOperation<Input, Output>,
	inputOf: (fields: Fields, fileIds: readonly string[]) => unknown
) {
	const form = await event.request.formData();
	const fields = readFields(form);
	const values: Record<string, unknown> = { ...fields };
	try {
		const files = [...filesBefore(form), ...(await filesNow(demand(event, operation), form))];
		values.files = files;
		const input = inputOf(
			fields,
			files.map(({ id }) => id)
		);
		return { ...(await act(event, operation, input, values)), fields, values };
	} catch (refusal) {
		return { ok: false as const, failure: failWith(event, refusal, values), fields, values };
	}
}

const ID_LENGTH = 36;

function filesBefore(form: FormData): { id: string; name: string }[] {
	return form
		.getAll('kept')
		.filter((text) => typeof text === 'string')
		.map((text) => ({ id: text.slice(0, ID_LENGTH), name: text.slice(ID_LENGTH + 1) }));
}

async function filesNow(caller: Caller, form: FormData) {
	const kept: { id: string; name: string }[] = [];
	for (const file of readFiles(form, 'files')) {
		const { id, name } = await keepFile(caller, {
			name: file.name,
			mediaType: file.type || 'application/octet-stream',
			content: new Uint8Array(await file.arrayBuffer())
		});
		kept.push({ id, name });
	}
	return kept;
}
