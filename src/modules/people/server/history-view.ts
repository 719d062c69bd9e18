import { formatDay, isDay } from '#shared/day.ts';
import type { Locale } from '#platform/server/actor.ts';
import type { CustomField } from '../domain/custom/custom-field.ts';
import { customLabel } from '../domain/custom/custom-field.ts';
import { showCustom } from '../domain/custom/custom-text.ts';
import { formatPhone } from '../domain/phone.ts';
import { yesNo } from './custom/shown-custom.ts';
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
	locale: Locale,
	fields: readonly CustomField[] = []
) {
	const custom = new Map(fields.map((field) => [`custom.${field.key}`, field]));
	const words = yesNo(locale);
	const read = (field: string, before: Value, after: Value) => {
		const own = custom.get(field);
		if (!own) {
			const label = fieldLabel(field, locale);
			return { label, before: asRead(field, before, locale), after: asRead(field, after, locale) };
		}
		const show = (value: Value) =>
			typeof value === 'string' ? showCustom(own, value, locale, words) : value;
		return { label: customLabel(own, locale), before: show(before), after: show(after) };
	};
	return events.map((event) => ({
		...event,
		changes: event.changes.map(({ field, before, after }) => ({
			field,
			...read(field, before, after)
		}))
	}));
}

function asRead(field: string, value: Value, locale: Locale): Value {
	if (typeof value !== 'string') return value;
	if (field === 'phone') return formatPhone(value);
	return isDay(value) ? formatDay(value, locale, 'short') : value;
}
