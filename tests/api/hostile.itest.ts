import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { anAssociation } from '#tests/support/associations.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { aToken } from '#tests/support/tokens.ts';
import { openApi, type DocumentedOperation, type Schema } from './api-client.ts';

useTestProgram();
const api = openApi();
const documented = await api.documented();

let token = '';
beforeAll(async () => {
	token = await aToken(await anAssociation(), 'administrator');
});

const FOREIGN_ID = '0199a000-0000-7000-8000-000000000001';
const HOSTILE: readonly unknown[] = [
	null,
	true,
	-1,
	0,
	1e308,
	9_007_199_254_740_993,
	0.1,
	'',
	' ',
	'\u0000',
	'\ud800',
	"'; DROP TABLE people.person; --",
	'../../etc/passwd',
	'=1+1',
	'2025-02-31',
	'9999-99-99',
	'é'.repeat(5000),
	FOREIGN_ID,
	[],
	[null],
	{},
	{ __proto__: { admin: true }, constructor: 1 },
	Array.from({ length: 300 }, () => ({}))
];

/** Plausible values of a schema, one in two hostile, so that the deeper code is reached too. */
function arbitrary(schema: Schema, depth = 0): fc.Arbitrary<unknown> {
	const hostile = fc.constantFrom(...HOSTILE);
	return fc.oneof(
		{ weight: 4, arbitrary: plausible(schema, depth) },
		{ weight: 1, arbitrary: hostile }
	);
}

function plausible(schema: Schema, depth: number): fc.Arbitrary<unknown> {
	const options = schema.anyOf ?? schema.oneOf;
	if (options) return fc.oneof(...options.map((option) => arbitrary(option, depth)));
	if (schema.const !== undefined) return fc.constant(schema.const);
	if (schema.enum) return fc.constantFrom(...schema.enum);
	switch (schema.type) {
		case 'object': {
			const entries = Object.entries(schema.properties ?? {});
			return fc.record(
				Object.fromEntries(entries.map(([key, value]) => [key, arbitrary(value, depth + 1)])),
				{ requiredKeys: [...(schema.required ?? [])] }
			);
		}
		case 'array':
			return fc.array(arbitrary(schema.items ?? {}, depth + 1), { maxLength: depth > 2 ? 1 : 4 });
		case 'integer':
		case 'number':
			return fc.oneof(
				fc.integer({ min: -10, max: 100_000 }),
				fc.constantFrom(0, 1, 2 ** 31, 2 ** 53 - 1)
			);
		case 'boolean':
			return fc.boolean();
		default:
			return fc.oneof(
				fc.constantFrom(
					FOREIGN_ID,
					'2026-03-01',
					'2026-12-31',
					'Recette',
					'a@example.org',
					'512',
					'csv'
				),
				fc.string({ maxLength: 30, unit: 'binary' })
			);
	}
}

function request(
	operation: DocumentedOperation
): fc.Arbitrary<{ path: string; body: string | undefined }> {
	const parameters = fc.record(
		Object.fromEntries(
			operation.parameters
				.filter((p) => p.in !== 'header')
				.map((p) => [p.name, arbitrary(p.schema)])
		)
	) as fc.Arbitrary<Record<string, unknown>>;
	const body = operation.body ? arbitrary(operation.body) : fc.constant(undefined);
	return fc.tuple(parameters, body).map(([values, content]) => {
		let path = operation.path;
		const query = new URLSearchParams();
		for (const { name, in: place } of operation.parameters) {
			const text = String(values[name] ?? '').toWellFormed();
			if (place === 'path') path = path.replace(`{${name}}`, encodeURIComponent(text) || 'x');
			else if (place === 'query' && values[name] !== undefined) query.set(name, text);
		}
		return {
			path: `${path}?${query}`,
			body: content === undefined ? undefined : JSON.stringify(content)
		};
	});
}

describe.each(documented.map((operation) => [operation.operationId, operation] as const))(
	'%s',
	(_name, operation) => {
		it('refuses who has no token', async () => {
			const path = operation.path.replaceAll(/\{\w+\}/g, FOREIGN_ID);
			const body = operation.method === 'get' ? undefined : '{}';
			const response = await api.send(operation.method, path, { body });
			expect(response.status).toBe(401);
			expect(response.headers.get('content-type')).toBe('application/problem+json');
		});

		it('never answers 5xx to hostile input', async () => {
			await fc.assert(
				fc.asyncProperty(request(operation), async ({ path, body }) => {
					const response = await api.send(operation.method, path, { token, body });
					const text = await response.text();
					expect(response.status, text.slice(0, 300)).toBeLessThan(500);
					if (response.status >= 400) expect(JSON.parse(text)).toHaveProperty('code');
				}),
				{ numRuns: 25, seed: 20261122 }
			);
		});

		if (!operation.body) return;
		it('refuses a body that is not a JSON object', async () => {
			const path = operation.path.replaceAll(/\{\w+\}/g, FOREIGN_ID);
			for (const [body, type] of [
				['{', 'application/json'],
				['[1]', 'application/json'],
				['"a"', 'application/json'],
				['a=1', 'text/plain']
			]) {
				const response = await api.send(operation.method, path, { token, body, type });
				expect(response.status, body).toBe(400);
			}
		});
	}
);
