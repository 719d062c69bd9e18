import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal, refuseField } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import { fold } from '#shared/text.ts';
import type { Tx } from '#platform/server/operation.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { cleanLine } from '#modules/people/domain/cleaned.ts';
import { readComputed } from '#modules/people/domain/custom/computed.ts';
import type { CustomField, Option } from '#modules/people/domain/custom/custom-field.ts';
import { AUDIENCES, CUSTOM_KINDS, freeKey } from '#modules/people/domain/custom/custom-field.ts';
import { FormulaFault } from '#modules/people/domain/formula/formula.ts';
import { headersOfFields } from '../labels.ts';
import { customFields, lockField } from './field-row.ts';

const MOST_FIELDS = 100;
const MOST_OPTIONS = 200;

const option = z.strictObject({
	/** Given back for an answer that exists already, so that it keeps its people. */
	key: z.string().max(60).optional(),
	labelFr: z.string().max(1_000),
	labelEn: z.string().max(1_000).default('')
});

const described = {
	labelFr: z.string().max(1_000),
	labelEn: z.string().max(1_000).default(''),
	helpFr: z.string().max(2_000).default(''),
	helpEn: z.string().max(2_000).default(''),
	required: z.boolean().default(false),
	/** Of a choice. */
	options: z.array(option).max(1_000).default([]),
	/** Of a computed field: `age([birthDate])`. */
	formula: z.string().max(5_000).nullish(),
	/** Besides whoever writes all records. */
	seenBy: z.array(z.enum(AUDIENCES)).max(3).default([]),
	editedBy: z
		.array(z.enum(['leaders', 'self']))
		.max(2)
		.default([]),
	listed: z.boolean().default(false),
	/** Why it is asked: for the register of processing (GDPR article 30). */
	purpose: z.string().max(2_000).default(''),
	/** Months that a value is kept after the person has left. */
	retentionMonths: z.int().min(0).max(1_200).nullish()
};
type Described = z.output<z.ZodObject<typeof described>>;

export const defineField = defineOperation({
	name: 'people.define-field',
	summary: 'Adds a field of the association’s own to the records of people.',
	permission: 'people.configure',
	kind: 'command',
	http: { method: 'post', path: '/person-fields', success: 201 },
	input: z.strictObject({ kind: z.enum(CUSTOM_KINDS), ...described }),
	output: z.object({ id: z.uuid(), key: z.string() }),
	async run({ tx, association, about }, { kind, ...typed }) {
		await sql`SELECT pg_advisory_xact_lock(hashtext('people.field'), hashtext(${association.id}))`.execute(
			tx
		);
		const others = await customFields(tx);
		if (others.length >= MOST_FIELDS) {
			throw new Refusal('conflict', 'people.fields-too-many', { limit: MOST_FIELDS });
		}
		const key = freeKey(typed.labelFr, new Set(others.map((one) => one.key)));
		const last = others.at(-1)?.position ?? 0;
		const field = { ...settled(kind, typed, []), id: newId(), key, kind, position: last + 1 };
		refuseUnfit(field, others);
		await sql`
			INSERT INTO people.field (association_id, id, key, kind, label_fr, label_en, help_fr, help_en,
				required, options, formula, seen_by, edited_by, listed, purpose, retention_months, position)
			VALUES (${association.id}, ${field.id}, ${key}, ${kind}, ${field.labelFr}, ${field.labelEn},
				${field.helpFr}, ${field.helpEn}, ${field.required}, ${JSON.stringify(field.options)},
				${field.formula}, ${[...field.seenBy]}, ${[...field.editedBy]}, ${field.listed},
				${field.purpose}, ${field.retentionMonths}, ${field.position})`.execute(tx);
		about('field', field.id, { key });
		return { id: field.id, key };
	}
});

export const editField = defineOperation({
	name: 'people.edit-field',
	summary: 'Changes the words, answers and rules of a field; its kind and its key stay.',
	permission: 'people.configure',
	kind: 'command',
	http: { method: 'put', path: '/person-fields/{id}' },
	input: z.strictObject({ id: z.uuid(), ...described }),
	output: z.object({ id: z.uuid() }),
	async run({ tx, about }, { id, ...typed }) {
		const before = await lockField(tx, id);
		const field = { ...before, ...settled(before.kind, typed, before.options) };
		const others = (await customFields(tx)).filter((one) => one.id !== id);
		refuseUnfit(field, others);
		await refuseLostOptions(tx, before, field.options);
		await sql`
			UPDATE people.field f
			SET label_fr = ${field.labelFr}, label_en = ${field.labelEn}, help_fr = ${field.helpFr},
				help_en = ${field.helpEn}, required = ${field.required},
				options = ${JSON.stringify(field.options)}, formula = ${field.formula},
				seen_by = ${[...field.seenBy]}, edited_by = ${[...field.editedBy]}, listed = ${field.listed},
				purpose = ${field.purpose}, retention_months = ${field.retentionMonths}
			WHERE f.id = ${id}`.execute(tx);
		about('field', id, { key: field.key });
		return { id };
	}
});

/** @throws {Refusal} `people.text-too-long`, `people.field-label-needed`, and those of options */
function settled(kind: CustomField['kind'], typed: Described, before: readonly Option[]) {
	const line = (name: keyof Described, limit: number): string => {
		const read = cleanLine(String(typed[name] ?? ''), limit);
		if ('fault' in read) throw refuseField(name, read.fault, read.parameters);
		return read.value ?? '';
	};
	const labelFr = line('labelFr', 100);
	if (labelFr === '') throw refuseField('labelFr', 'people.field-label-needed');
	const isChoice = kind === 'choice' || kind === 'choices';
	const formula = typed.formula?.trim() ?? '';
	if (kind === 'computed' && formula === '') throw refuseField('formula', 'people.formula-needed');
	return {
		labelFr,
		labelEn: line('labelEn', 100),
		helpFr: line('helpFr', 500),
		helpEn: line('helpEn', 500),
		required: typed.required && kind !== 'computed',
		options: isChoice ? settledOptions(typed.options, before) : [],
		formula: kind === 'computed' ? formula : null,
		seenBy: [...new Set([...typed.seenBy, ...typed.editedBy])],
		editedBy: kind === 'computed' ? [] : [...new Set(typed.editedBy)],
		listed: typed.listed,
		purpose: line('purpose', 500),
		retentionMonths: typed.retentionMonths ?? null
	};
}

function settledOptions(typed: Described['options'], before: readonly Option[]): Option[] {
	const known = new Map(before.map((one) => [one.key, one]));
	const taken = new Set(known.keys());
	const labels = new Set<string>();
	const options: Option[] = [];
	for (const { key, labelFr: words, labelEn } of typed) {
		const read = cleanLine(words, 100);
		const english = cleanLine(labelEn, 100);
		if ('fault' in read) throw refuseField('options', read.fault, read.parameters);
		if ('fault' in english) throw refuseField('options', english.fault, english.parameters);
		const labelFr = read.value;
		if (labelFr === null) continue;
		const folded = fold(labelFr);
		if (labels.has(folded))
			throw refuseField('options', 'people.option-twice', { option: labelFr });
		labels.add(folded);
		const kept =
			(key === undefined ? undefined : known.get(key)) ??
			before.find((one) => fold(one.labelFr) === folded);
		const settledKey = kept?.key ?? freeKey(labelFr, taken);
		taken.add(settledKey);
		options.push({ key: settledKey, labelFr, labelEn: english.value ?? '' });
	}
	if (options.length === 0) throw refuseField('options', 'people.options-needed');
	if (options.length > MOST_OPTIONS) {
		throw refuseField('options', 'people.options-too-many', { limit: MOST_OPTIONS });
	}
	return options;
}

/** @throws {Refusal} `people.field-label-taken`, and those of formulas */
function refuseUnfit(field: CustomField, others: readonly CustomField[]): void {
	const labels = new Map(
		others.flatMap(({ labelFr, labelEn }) => [labelFr, labelEn].map((l) => [fold(l), labelFr]))
	);
	for (const name of ['labelFr', 'labelEn'] as const) {
		const label = field[name];
		if (label === '') continue;
		if (labels.has(fold(label)) || headersOfFields().has(fold(label))) {
			throw refuseField(name, 'people.field-label-taken', { label });
		}
	}
	try {
		readComputed([...others, field]);
	} catch (fault) {
		if (fault instanceof FormulaFault) throw refuseField('formula', fault.code, fault.parameters);
		throw fault;
	}
}

/** An answer that people have given can’t be taken away. @throws {Refusal} `people.option-in-use` */
async function refuseLostOptions(
	tx: Tx,
	before: CustomField,
	after: readonly Option[]
): Promise<void> {
	const kept = new Set(after.map(({ key }) => key));
	const lost = before.options.filter(({ key }) => !kept.has(key));
	if (lost.length === 0) return;
	const { rows } = await sql<{ key: string; count: number }>`
		SELECT v.key, count(*) AS count FROM people.field_value v
		WHERE v.field_id = ${before.id} AND v.key = ANY(${lost.map(({ key }) => key)}::text[])
		GROUP BY v.key ORDER BY v.key LIMIT 1`.execute(tx);
	const [used] = rows;
	const option = lost.find(({ key }) => key === used?.key);
	if (!used || !option) return;
	throw refuseField('options', 'people.option-in-use', {
		option: option.labelFr,
		count: Number(used.count)
	});
}
