import { OpenAPIHono, createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { Readable } from 'node:stream';
import { Refusal } from '#shared/errors.ts';
import { negotiateLocale } from '../locale.ts';
import { log } from '../log.ts';
import type { AnyOperation } from '../operation.ts';
import { perform, performDownload, type Caller } from '../perform.ts';
import { callerOf } from './caller.ts';
import { contentDisposition } from './content-disposition.ts';
import { readText } from './read-text.ts';
import { STATUS, problem, problemResponse } from './problem.ts';
import { uploadRoute } from './upload-route.ts';

const PROBLEM = z
	.object({
		type: z.string(),
		status: z.number().int(),
		code: z.string().optional(),
		detail: z.string().optional(),
		faults: z.array(z.object({ path: z.string(), code: z.string(), detail: z.string() })).optional()
	})
	.openapi('Problem');

const REFUSALS = Object.fromEntries(
	Object.values(STATUS).map((status) => [
		status,
		{ description: 'Refused', content: { 'application/problem+json': { schema: PROBLEM } } }
	])
);

/** The REST API of all operations, and its own description at `/openapi.json` (OpenAPI 3.1). */
export function buildApi(operations: readonly AnyOperation[]): OpenAPIHono {
	const api = new OpenAPIHono({ strict: false }).basePath('/api/v1');
	api.openAPIRegistry.registerComponent('securitySchemes', 'bearer', {
		type: 'http',
		scheme: 'bearer'
	});
	api.use('*', async (c, next) => {
		await next();
		c.header('cache-control', 'no-store');
	});
	api.onError((error, c) => answerError(error, c));
	api.notFound((c) =>
		problemResponse(new Refusal('not-found', 'platform.no-such-address'), localeOf(c))
	);
	api.get('/openapi.json', (c) => c.json(document(api)));
	uploadRoute(api);
	for (const operation of operations) mount(api, operation);
	return api;
}

let cached: { api: OpenAPIHono; text: unknown } | undefined;

function document(api: OpenAPIHono): Record<string, unknown> {
	if (cached?.api !== api) {
		cached = {
			api,
			text: api.getOpenAPI31Document({
				openapi: '3.1.0',
				info: {
					title: 'Essaim',
					version: '1',
					description:
						'One path per operation. Authenticate with a bearer token: `essaim token create`. The association is that of the token. Writes accept an `Idempotency-Key` header. Amounts are integer euro cents, days are YYYY-MM-DD.'
				},
				security: [{ bearer: [] }]
			})
		};
	}
	return cached.text as Record<string, unknown>;
}

function mount(api: OpenAPIHono, operation: AnyOperation): void {
	const { method, path, success = 200 } = operation.http;
	const shape = (operation.input as z.ZodObject).shape as Record<string, z.ZodType>;
	const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string);
	const hasBody = method !== 'get' && method !== 'delete';
	const pick = (keep: (key: string) => boolean) =>
		z.object(Object.fromEntries(Object.entries(shape).filter(([key]) => keep(key))));
	const rest = pick((key) => !inPath.includes(key));
	const route = createRoute({
		method,
		path,
		operationId: operation.name,
		summary: operation.summary,
		description: `Permission: \`${operation.permission}\`.`,
		tags: [operation.name.split('.')[0] as string],
		request: {
			...(inPath.length > 0 && { params: pick((key) => inPath.includes(key)) }),
			...(hasBody
				? { body: { required: true, content: { 'application/json': { schema: rest } } } }
				: { query: rest }),
			...(operation.kind === 'command' && {
				headers: z.object({ 'idempotency-key': z.string().max(200).optional() })
			})
		},
		responses: {
			[success]: {
				description: 'Done',
				...(success !== 204 && { content: contentOf(operation) })
			},
			...REFUSALS
		}
	});
	api.openAPIRegistry.registerPath(route);
	// Registered without the library's own validation: `perform` parses, once, for every door.
	api.on(method.toUpperCase(), route.getRoutingPath(), async (c) => {
		const caller = await callerOf(c);
		const input = { ...(hasBody ? await readJson(c) : readQuery(c, shape)), ...c.req.param() };
		return answer(c, operation, caller, input, success);
	});
}

function contentOf(operation: AnyOperation) {
	if (operation.answer === 'data') return { 'application/json': { schema: operation.output } };
	return Object.fromEntries(
		operation.mediaTypes.map((type) => [type, { schema: { type: 'string', format: 'binary' } }])
	) as Record<string, { schema: { type: 'string'; format: 'binary' } }>;
}

async function answer(
	c: Context,
	operation: AnyOperation,
	caller: Caller,
	input: Record<string, unknown>,
	success: 200 | 201 | 204
): Promise<Response> {
	if (operation.answer === 'download') {
		const { name, mediaType, body } = await performDownload(operation, caller, input);
		const stream =
			typeof body === 'string' || body instanceof Uint8Array
				? (body as BodyInit)
				: (Readable.toWeb(Readable.from(body, { objectMode: false })) as ReadableStream);
		return new Response(stream, {
			headers: {
				'content-type': mediaType,
				'content-disposition': contentDisposition(name),
				'x-content-type-options': 'nosniff'
			}
		});
	}
	const key = operation.kind === 'command' ? c.req.header('idempotency-key') : undefined;
	if (key !== undefined && (key.length === 0 || key.length > 200)) {
		throw new Refusal('malformed', 'platform.idempotency-key-invalid');
	}
	const result = await perform(operation, caller, input, {
		idempotency: key === undefined ? undefined : { key, actorId: caller.actor.accountId as string }
	});
	return success === 204 ? c.body(null, 204) : c.json(result as object, success);
}

async function readJson(c: Context): Promise<Record<string, unknown>> {
	const type = c.req.header('content-type') ?? '';
	const text = await readText(c);
	if (text.trim() === '') return {};
	if (!/^application\/([\w.+-]+\+)?json\b/i.test(type)) {
		throw new Refusal('malformed', 'platform.body-not-json');
	}
	try {
		const value: unknown = JSON.parse(text);
		if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
			return value as Record<string, unknown>;
		}
	} catch {
		// Falls through to the refusal: whatever is wrong, the body is not a JSON object.
	}
	throw new Refusal('malformed', 'platform.body-not-json');
}

/** Query strings are text: numbers, booleans and lists are read as the schema expects them. */
function readQuery(c: Context, shape: Record<string, z.ZodType>): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(c.req.queries()).map(([key, values]) => {
			const field = shape[key];
			return [key, field ? coerce(field, values) : values[0]];
		})
	);
}

function coerce(field: z.ZodType, values: readonly string[]): unknown {
	const kind = innermost(field);
	if (kind === 'array') return values.length === 1 ? values[0]?.split(',') : values;
	const [value = ''] = values;
	if (kind === 'number' && /^-?\d+(\.\d+)?$/.test(value)) return Number(value);
	if (kind === 'boolean' && (value === 'true' || value === 'false')) return value === 'true';
	return value;
}

function innermost(field: z.ZodType): string {
	let current = field as z.ZodType & { def: { type: string; innerType?: z.ZodType } };
	while (current.def.innerType) current = current.def.innerType as typeof current;
	return current.def.type;
}

function localeOf(c: Context) {
	return negotiateLocale(c.req.header('accept-language'));
}

function answerError(error: Error, c: Context): Response {
	if (error instanceof Refusal) return problemResponse(error, localeOf(c));
	// Whoever asked has gone: nobody reads what is answered.
	if ((error as NodeJS.ErrnoException).code === 'ECONNRESET') return problem(400, {});
	const id = c.req.header('x-request-id') ?? crypto.randomUUID();
	log().error({ request: id, error: error.message, stack: error.stack }, 'unexpected error');
	return problem(500, { code: 'platform.unexpected', incident: id });
}
