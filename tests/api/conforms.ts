import type { Schema } from './api-client.ts';

/** Where a JSON value departs from its documented schema; empty when it conforms. */
export function departures(schema: Schema, value: unknown, path = '$'): string[] {
	const options = schema.anyOf ?? schema.oneOf;
	if (options) {
		const tried = options.map((option) => departures(option, value, path));
		return tried.some((found) => found.length === 0) ? [] : [`${path}: fits none of its kinds`];
	}
	if (schema.const !== undefined)
		return value === schema.const ? [] : [`${path}: not ${String(schema.const)}`];
	if (schema.enum)
		return schema.enum.includes(value) ? [] : [`${path}: ${String(value)} is not a choice`];
	const types = schema.type === undefined ? [] : [schema.type].flat();
	if (types.length > 0 && !types.some((type) => isOf(type, value))) {
		return [`${path}: ${JSON.stringify(value)} is not ${types.join(' or ')}`];
	}
	if (Array.isArray(value)) {
		return value.flatMap((item, index) =>
			departures(schema.items ?? {}, item, `${path}[${index}]`)
		);
	}
	if (value === null || typeof value !== 'object') return [];
	const members = value as Record<string, unknown>;
	const missing = (schema.required ?? []).filter((key) => !(key in members));
	const extra =
		schema.properties && schema.additionalProperties === false
			? Object.keys(members).filter((key) => !(key in (schema.properties ?? {})))
			: [];
	return [
		...missing.map((key) => `${path}.${key}: missing`),
		...extra.map((key) => `${path}.${key}: not documented`),
		...Object.entries(schema.properties ?? {}).flatMap(([key, inner]) =>
			key in members ? departures(inner, members[key], `${path}.${key}`) : []
		)
	];
}

function isOf(type: string, value: unknown): boolean {
	switch (type) {
		case 'integer':
			return Number.isInteger(value);
		case 'array':
			return Array.isArray(value);
		case 'null':
			return value === null;
		case 'object':
			return value !== null && typeof value === 'object' && !Array.isArray(value);
		default:
			return typeof value === type;
	}
}
