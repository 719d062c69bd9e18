import { sql } from 'kysely';
import { filesByIds } from '#platform/server/keep-file.ts';
import { z } from 'zod';
import type { Day } from '#shared/day.ts';
import { formatDay, isDay } from '#shared/day.ts';
import type { Locale } from '#platform/server/actor.ts';
import type { Tx } from '#platform/server/operation.ts';
import { readComputed } from '#modules/people/domain/custom/computed.ts';
import type { CustomField, Viewer } from '#modules/people/domain/custom/custom-field.ts';
import { CUSTOM_KINDS, customLabel, maySee } from '#modules/people/domain/custom/custom-field.ts';
import type { YesNo } from '#modules/people/domain/custom/custom-text.ts';
import { showCustom } from '#modules/people/domain/custom/custom-text.ts';
import type { Value } from '#modules/people/domain/formula/formula.ts';
import type { PersonRecord } from '#modules/people/domain/person.ts';
import { m } from '#i18n';
import { customFields } from './field-row.ts';

export const shownField = z.object({
	key: z.string(),
	kind: z.enum(CUSTOM_KINDS),
	label: z.string(),
	/** As people read it; empty when nothing is known. */
	text: z.string(),
	/** The value as it is kept; `null` for a computed field, or when nothing is known. */
	value: z.string().nullable()
});
type ShownField = z.output<typeof shownField>;

export function yesNo(locale: Locale): YesNo {
	return { yes: m.people_yes({}, { locale }), no: m.people_no({}, { locale }) };
}

/** What a reader may see of the association’s own fields of a person, kept values and shown ones. */
export async function shownCustom(
	tx: Tx,
	person: PersonRecord,
	viewer: Viewer,
	{ today, locale }: { readonly today: Day; readonly locale: Locale }
): Promise<{ custom: Record<string, string>; fields: ShownField[] }> {
	const all = await customFields(tx);
	const seen = all.filter((field) => maySee(field, viewer));
	const computed = readComputed(all).valuesOf(person, today);
	const names = await linkNames(tx, seen, person);
	const custom: Record<string, string> = {};
	const fields = seen.map((field): ShownField => {
		const value = person.custom[field.key];
		if (value !== undefined) custom[field.key] = value;
		const text =
			field.kind === 'computed'
				? computedText(computed.get(field.key) ?? null, locale)
				: value === undefined
					? ''
					: (names.get(value) ?? showCustom(field, value, locale, yesNo(locale)));
		const { key, kind } = field;
		return { key, kind, label: customLabel(field, locale), text, value: value ?? null };
	});
	return { custom, fields };
}

/** The result of a formula as people read it. */
export function computedText(value: Value, locale: Locale): string {
	if (value === null) return '';
	if (typeof value === 'boolean') return value ? yesNo(locale).yes : yesNo(locale).no;
	if (typeof value === 'number') {
		return new Intl.NumberFormat(locale, { maximumFractionDigits: 6 }).format(value);
	}
	return isDay(value) ? formatDay(value, locale) : value;
}

/** The names of the people and files that values name, by id. */
async function linkNames(
	tx: Tx,
	fields: readonly CustomField[],
	{ custom }: PersonRecord
): Promise<ReadonlyMap<string, string>> {
	const named = (wanted: 'person' | 'file') =>
		fields.flatMap(({ kind, key }) => (kind === wanted ? (custom[key] ?? []) : []));
	const files = await filesByIds({ tx }, named('file'));
	const { rows } = await sql<{ id: string; name: string }>`
		SELECT p.id, p.display_name AS name FROM people.person p
		WHERE p.id = ANY(${named('person')}::uuid[])`.execute(tx);
	return new Map(
		[...files, ...rows.map((person) => [person.id, person] as const)].map(([id, { name }]) => [
			id,
			name
		])
	);
}
