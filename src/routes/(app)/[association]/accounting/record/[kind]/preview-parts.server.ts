import { accounting } from '#modules/accounting/server/index.ts';
import { act, failWith } from '#platform/page/perform.server.ts';
import { previewsOf, type Kind } from './record-form.server.ts';

type Fields = Readonly<Record<string, string | undefined>>;

/** What would be written, part by part; or the `fail` of the first that can't be told. */
export async function previewParts(
	event: Parameters<typeof act>[0],
	kind: Kind,
	fields: Fields,
	values: Record<string, unknown> = {}
) {
	try {
		const told: { sentence: string; reason: string }[] = [];
		for (const question of previewsOf(kind, fields)) {
			const outcome = await act(event, accounting.previewPlainEntry, question, values);
			if (!outcome.ok) return outcome;
			told.push(outcome.result);
		}
		const sentence = told.map((one) => one.sentence).join(' ');
		const reason = [...new Set(told.map((one) => one.reason))].filter(Boolean).join(' ');
		return { ok: true as const, preview: { sentence, reason } };
	} catch (refusal) {
		return { ok: false as const, failure: failWith(event, refusal, values) };
	}
}
