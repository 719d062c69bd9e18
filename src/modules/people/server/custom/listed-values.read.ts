import { sql } from 'kysely';
import { z } from 'zod';
import { defineOperation } from '#platform/server/operation.ts';
import { readComputed } from '#modules/people/domain/custom/computed.ts';
import { customLabel, isSortable, maySee } from '#modules/people/domain/custom/custom-field.ts';
import { showCustom } from '#modules/people/domain/custom/custom-text.ts';
import type { KnownPerson } from '#modules/people/domain/duplicates.ts';
import { PERSON_COLUMNS } from '../person-row.ts';
import { customFields } from './field-row.ts';
import { computedText, yesNo } from './shown-custom.ts';
import { viewerOf } from './viewer.ts';

export const listedValues = defineOperation({
	name: 'people.listed-values',
	summary:
		'Tells what some people have in the fields of the association’s own that lists may show.',
	permission: 'people.read',
	kind: 'query',
	http: { method: 'get', path: '/person-field-values' },
	input: z.strictObject({
		/** Ids of people; without any, only the columns are told. */
		ids: z.array(z.uuid()).max(200).default([])
	}),
	output: z.object({
		columns: z.array(
			z.object({
				key: z.string(),
				label: z.string(),
				/** Whether `people.list-persons` sorts by it. */
				sorts: z.boolean()
			})
		),
		/** By id of person, then by key: as people read it, in the reader’s language. */
		values: z.record(z.string(), z.record(z.string(), z.string()))
	}),
	async run({ tx, actor, today, remember }, { ids }) {
		const { locale } = actor;
		const all = await remember('custom-fields', () => customFields(tx));
		const viewer = viewerOf(actor);
		const listed = all.filter(
			({ kind, ...field }) =>
				field.listed && kind !== 'file' && kind !== 'person' && maySee(field, viewer)
		);
		const columns = listed.map((field) => {
			return {
				key: field.key,
				label: customLabel(field, locale),
				sorts: isSortable(field.kind)
			};
		});
		if (ids.length === 0 || listed.length === 0) return { columns, values: {} };
		const { rows } = await sql<KnownPerson>`
			SELECT ${PERSON_COLUMNS} FROM people.person p WHERE p.id = ANY(${ids}::uuid[])`.execute(tx);
		const computed = readComputed(all);
		const values = rows.map((person) => {
			const worked = computed.valuesOf(person, today);
			const texts = listed.flatMap((field) => {
				const value = person.custom[field.key];
				const text =
					field.kind === 'computed'
						? computedText(worked.get(field.key) ?? null, locale)
						: value && showCustom(field, value, locale, yesNo(locale));
				return text ? [[field.key, text] as const] : [];
			});
			return [person.id, Object.fromEntries(texts)] as const;
		});
		return { columns, values: Object.fromEntries(values) };
	}
});
