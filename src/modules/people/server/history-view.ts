import type { Locale } from '#platform/server/actor.ts';
import { fieldLabel } from './labels.ts';

interface Change {
	readonly field: string;
	readonly before: string | boolean | null;
	readonly after: string | boolean | null;
}

/** Events of a history with the labels of their fields, as pages show them. */
export function labelChanges<Event extends { readonly changes: readonly Change[] }>(
	events: readonly Event[],
	locale: Locale
) {
	return events.map((event) => ({
		...event,
		changes: event.changes.map(({ field, before, after }) => ({
			label: fieldLabel(field, locale),
			before,
			after
		}))
	}));
}
