import { z } from 'zod';
import type { AnyOperation } from '../operation.ts';

export interface DescribedField {
	readonly name: string;
	/** As a reader says it: `string`, `integer`, `one of: csv, ods`, `list of string`. */
	readonly type: string;
	readonly required: boolean;
}

export interface DescribedOperation {
	readonly name: string;
	readonly summary: string;
	readonly permission: string;
	readonly method: string;
	/** Whole path, from `/api/v1`. */
	readonly path: string;
	readonly input: readonly DescribedField[];
	readonly output: readonly DescribedField[];
	readonly mediaTypes: readonly string[];
}

interface Schema {
	readonly type?: string | readonly string[];
	readonly enum?: readonly unknown[];
	readonly const?: unknown;
	readonly format?: string;
	readonly items?: Schema;
	readonly anyOf?: readonly Schema[];
	readonly oneOf?: readonly Schema[];
	readonly properties?: Record<string, Schema>;
	readonly required?: readonly string[];
}

/** What the API and the command line show of each operation, read from its own schemas. */
export function describeOperations(operations: readonly AnyOperation[]): DescribedOperation[] {
	return operations.map((operation) => ({
		name: operation.name,
		summary: operation.summary,
		permission: operation.permission,
		method: operation.http.method.toUpperCase(),
		path: `/api/v1${operation.http.path}`,
		input: fieldsOf(operation.input, 'input'),
		output: operation.answer === 'data' ? fieldsOf(operation.output, 'output') : [],
		mediaTypes: operation.answer === 'download' ? operation.mediaTypes : ['application/json']
	}));
}

function fieldsOf(schema: z.ZodType, io: 'input' | 'output'): DescribedField[] {
	const { properties = {}, required = [] } = z.toJSONSchema(schema, {
		io,
		unrepresentable: 'any'
	}) as Schema;
	return Object.entries(properties).map(([name, field]) => ({
		name,
		type: typeOf(field),
		required: required.includes(name)
	}));
}

function typeOf(schema: Schema): string {
	if (schema.enum) return `one of: ${schema.enum.map(String).join(', ')}`;
	if (schema.const !== undefined) return JSON.stringify(schema.const);
	const options = schema.anyOf ?? schema.oneOf;
	if (options) return [...new Set(options.map(typeOf))].join(' or ');
	if (schema.type === 'array') return `list of ${typeOf(schema.items ?? {})}`;
	if (schema.type === 'object' && schema.properties) {
		return `{ ${Object.keys(schema.properties).join(', ')} }`;
	}
	return schema.format ?? String(schema.type ?? 'any');
}
