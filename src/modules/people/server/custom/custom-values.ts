import type { Fault } from '#shared/errors.ts';
import { Refusal } from '#shared/errors.ts';
import { findFile } from '#platform/server/keep-file.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { cleanCustom } from '#modules/people/domain/custom/clean-custom.ts';
import type {
	CustomField,
	CustomValues,
	Viewer
} from '#modules/people/domain/custom/custom-field.ts';
import type { NamedPerson } from '../person-named.ts';
import { personNamed } from '../person-named.ts';
import { mayEdit } from '#modules/people/domain/custom/custom-field.ts';

/** A value as it is typed or sent: several answers as a list, or as lines of one text. */
export type TypedValue = string | number | boolean | readonly string[] | null;
export type TypedCustom = Readonly<Record<string, TypedValue>>;

interface Reading {
	readonly fields: readonly CustomField[];
	readonly viewer: Viewer;
	/** What the record holds already. */
	readonly before: CustomValues;
	/** Every required field must be filled in, and not only those that are given. */
	readonly whole: boolean;
}

/**
 * Reads the typed values of the association’s own fields; adds a fault for each that can’t be kept. A
 * person is named by their id, their number, or a name that one person alone has.
 */
export async function readCustom(
	context: OperationContext,
	typed: TypedCustom,
	{ fields, viewer, before, whole }: Reading,
	faults: Fault[]
): Promise<CustomValues> {
	const values: Record<string, string> = { ...before };
	const known = new Map(fields.map((field) => [field.key, field]));
	for (const [key, given] of Object.entries(typed)) {
		const path = `custom.${key}`;
		const field = known.get(key);
		if (!field || !mayEdit(field, viewer)) {
			const text = asText(given);
			// A form gives back what it showed; only a change is refused.
			if (text === (before[key] ?? '')) continue;
			const code = field ? 'people.field-not-editable' : 'people.field-unknown';
			faults.push({ path, code, parameters: { key } });
			continue;
		}
		const text = asText(given);
		const resolved =
			field.kind === 'person'
				? await personNamed(context.tx, text, before[key])
				: ({ text } satisfies NamedPerson);
		if ('fault' in resolved) {
			faults.push({ path, code: resolved.fault, parameters: resolved.parameters });
			continue;
		}
		const cleaned = cleanCustom(field, resolved.text);
		if ('fault' in cleaned) {
			faults.push({ path, code: cleaned.fault, parameters: cleaned.parameters });
		} else if (cleaned.value === null) delete values[key];
		else if (field.kind === 'file' && !(await isKept(context, cleaned.value))) {
			faults.push({ path, code: 'people.file-unknown' });
		} else values[key] = cleaned.value;
	}
	for (const { key, required, kind, labelFr } of fields) {
		const asked = whole || key in typed;
		if (!required || !asked || key in values || kind === 'computed') continue;
		if (faults.some(({ path }) => path === `custom.${key}`)) continue;
		faults.push({
			path: `custom.${key}`,
			code: 'people.field-needed',
			parameters: { label: labelFr }
		});
	}
	return values;
}

function asText(given: TypedValue): string {
	if (given === null) return '';
	return Array.isArray(given) ? given.join('\n') : String(given as string | number | boolean);
}

function isKept(context: OperationContext, id: string): Promise<boolean> {
	return findFile(context, id).then(
		() => true,
		(refusal: unknown) => {
			if (refusal instanceof Refusal) return false;
			throw refusal;
		}
	);
}
