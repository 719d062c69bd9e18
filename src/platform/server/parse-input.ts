import type { z } from 'zod';
import { Refusal, type Fault } from '#shared/errors.ts';

/**
 * Reads an input by its schema. A field's own refusal code may be given as the message of a check:
 * `.refine(isDay, 'platform.day-invalid')`; other faults get a code from the kind of the issue.
 * @throws {Refusal} `platform.input-invalid` with a fault per field.
 */
export function parseInput<Schema extends z.ZodType>(
	schema: Schema,
	input: unknown
): z.output<Schema> {
	const parsed = schema.safeParse(withoutUndefined(input ?? {}));
	const faults = parsed.success ? nulIn(parsed.data) : parsed.error.issues.flatMap(toFaults);
	if (parsed.success && faults.length === 0) return parsed.data;
	const fields = [...new Set(faults.map((fault) => fault.path || '(…)'))].slice(0, 8).join(', ');
	throw new Refusal('invalid', 'platform.input-invalid', { fields }, faults);
}

/** A field that is undefined is one that was not given, as in JSON: it must not hide what is known already. */
function withoutUndefined(input: unknown): unknown {
	if (typeof input !== 'object' || input === null || Array.isArray(input)) return input;
	return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}

/** No text of a database holds this sign: a query that is given one fails, were it in the middle of a download. */
function nulIn(value: unknown, path: readonly string[] = []): Fault[] {
	if (typeof value === 'string') {
		return value.includes('\0') ? [{ path: path.join('.'), code: 'platform.field-invalid' }] : [];
	}
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, each]) => nulIn(each, [...path, key]));
}

const CODE = /^[a-z]+\.[a-z0-9-]+$/;

function toFaults(issue: z.core.$ZodIssue): Fault[] {
	const path = issue.path.map(String).join('.');
	if (issue.code === 'unrecognized_keys') {
		return issue.keys.map((key) => ({
			path: path ? `${path}.${key}` : key,
			code: 'platform.field-unknown'
		}));
	}
	if (CODE.test(issue.message)) return [{ path, code: issue.message }];
	return [{ path, ...describe(issue) }];
}

function describe(issue: z.core.$ZodIssue): Pick<Fault, 'code' | 'parameters'> {
	switch (issue.code) {
		case 'invalid_type':
			return issue.input === undefined
				? { code: 'platform.field-missing' }
				: { code: 'platform.field-type', parameters: { expected: issue.expected } };
		case 'too_small':
			return issue.origin === 'string' && issue.minimum === 1
				? { code: 'platform.field-missing' }
				: { code: 'platform.field-too-small', parameters: { minimum: Number(issue.minimum) } };
		case 'too_big':
			return { code: 'platform.field-too-big', parameters: { maximum: Number(issue.maximum) } };
		case 'invalid_value':
			return {
				code: 'platform.field-choice',
				parameters: { choices: issue.values.map(String).join(', ') }
			};
		default:
			return { code: 'platform.field-invalid' };
	}
}
