import { readFields } from '#platform/page/form.server.ts';

/** What the form of a reminder says; what can't be read is refused by the operation. */
export function readReminder(form: FormData) {
	const { about = 'due', days = '', way = 'after', subject = '', body = '' } = readFields(form);
	const count = /^\d+$/.test(days) ? Number(days) : Number.NaN;
	return {
		values: { about, days, way, subject, body },
		input: { about, days: way === 'before' ? -count : count, subject, body }
	};
}
