import { redirect, type RequestEvent } from '@sveltejs/kit';
import { shownAgain, templateOf, withMoreLines } from '#modules/accounting/index.ts';
import { accounting } from '#modules/accounting/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, failWith } from '#platform/page/perform.server.ts';

/** Keeps the template that a form says, in place of the one of that id if there is one. */
export async function saveTemplate(event: RequestEvent, templateId?: string) {
	const fields = readFields(await event.request.formData());
	const values = shownAgain(fields);
	try {
		const input = { ...templateOf(fields), templateId };
		const outcome = await act(event, accounting.saveEntryTemplate, input, values);
		if (!outcome.ok) return outcome.failure;
	} catch (refusal) {
		return failWith(event, refusal, values);
	}
	redirect(303, `/${event.params.association}/accounting/templates?saved=1`);
}

/** Without JavaScript: the same form with more lines. */
export async function moreLines(event: RequestEvent) {
	return { values: withMoreLines(readFields(await event.request.formData())) };
}
