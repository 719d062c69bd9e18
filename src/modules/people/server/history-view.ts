import { formatDay, isDay } from '#shared/day.ts';
import type { Locale } from '#platform/server/actor.ts';
import { formatPhone } from '../domain/phone.ts';
import { fieldLabel } from './labels.ts';

type Value = string | boolean | null;

interface Change {
	readonly field: string;
	readonly before: Value;
	readonly after: Value;
}

/** Events of a history, or lines of an import, with the labels and values of their fields as people read them. */
export function labelChanges<Event extends { readonly changes: readonly Change[] }>(
	events: readonly Event[],
	locale: Locale
) {
	return events.map((event) => ({
		...event,
		changes: event.changes.map(({ field, before, after }) => ({
			field,
			label: fieldLabel(field, locale),
			before: asRead(field, before, locale),
			after: asRead(field, after, locale)
		}))
	}));
}

function asRead(field: string, value: Value, locale: Locale): Value {
	if (typeof value !== 'string') return value;
	if (field === 'phone') return formatPhone(value);
	return isDay(value) ? formatDay(value, locale, 'short') : value;
}
