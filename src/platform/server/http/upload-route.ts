import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { Readable } from 'node:stream';
import { Refusal } from '#shared/errors.ts';
import { keepFile } from '../keep-file.ts';
import { runtime } from '../runtime.ts';
import { callerOf } from './caller.ts';

const STORED = z.object({
	id: z.uuid(),
	sha256: z.string(),
	size: z.number().int(),
	name: z.string(),
	mediaType: z.string()
});

/** `POST /files?name=…`: the raw bytes of a file, which operations then name by its `id`. */
export function uploadRoute(api: OpenAPIHono): void {
	api.openAPIRegistry.registerPath(
		createRoute({
			method: 'post',
			path: '/files',
			operationId: 'platform.keep-file',
			summary: 'Keep a file, to be named by its id in an operation',
			description: 'Permission: any. The body is the content itself.',
			tags: ['platform'],
			request: {
				query: z.object({ name: z.string().min(1).max(255) }),
				body: {
					required: true,
					content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } }
				}
			},
			responses: {
				201: { description: 'Kept', content: { 'application/json': { schema: STORED } } },
				401: { description: 'Refused' },
				413: { description: 'Refused' },
				422: { description: 'Refused' }
			}
		})
	);
	api.post('/files', async (c) => {
		const caller = await callerOf(c);
		const name = c.req.query('name');
		if (!name || name.length > 255) {
			throw new Refusal('invalid', 'platform.input-invalid', { fields: 'name' }, [
				{ path: 'name', code: name ? 'platform.field-too-big' : 'platform.field-missing' }
			]);
		}
		const body = c.req.raw.body;
		const content = body ? Readable.fromWeb(body as never) : Readable.from([]);
		const mediaType = c.req.header('content-type') ?? 'application/octet-stream';
		const limit = runtime().settings.uploadLimit;
		if (Number(c.req.header('content-length')) > limit) {
			throw new Refusal('too-large', 'platform.file-too-large', {
				limitMb: Math.floor(limit / 1_000_000)
			});
		}
		return c.json(await keepFile(caller, { name, mediaType, content }), 201);
	});
}
