import type { OpenAPIHono } from '@hono/zod-openapi';
import { operations } from '#composition/registry.ts';
import { buildApi } from '#platform/server/http/api.ts';

export interface DocumentedOperation {
	readonly operationId: string;
	readonly method: string;
	/** Below `/api/v1`, with `{id}`. */
	readonly path: string;
	readonly parameters: readonly { name: string; in: 'path' | 'query' | 'header'; schema: Schema }[];
	readonly body: Schema | undefined;
	readonly responses: Readonly<Record<string, { content?: Record<string, { schema: Schema }> }>>;
}

export interface Schema {
	readonly type?: string | readonly string[];
	readonly enum?: readonly unknown[];
	readonly format?: string;
	readonly items?: Schema;
	readonly anyOf?: readonly Schema[];
	readonly oneOf?: readonly Schema[];
	readonly const?: unknown;
	readonly additionalProperties?: Schema | boolean;
	readonly properties?: Readonly<Record<string, Schema>>;
	readonly required?: readonly string[];
	readonly $ref?: string;
}

/** The API as a program meets it: its document, and requests that go through the real router. */
export function openApi(): {
	documented(): Promise<DocumentedOperation[]>;
	send(
		method: string,
		path: string,
		options?: { token?: string; body?: BodyInit; type?: string; headers?: Record<string, string> }
	): Promise<Response>;
} {
	const api: OpenAPIHono = buildApi(operations);
	return {
		async documented() {
			const response = await api.request('/api/v1/openapi.json');
			const document = (await response.json()) as { paths: Record<string, Record<string, never>> };
			return Object.entries(document.paths).flatMap(([path, methods]) =>
				Object.entries(methods).map(([method, operation]) => read(path, method, operation))
			);
		},
		async send(method, path, { token, body, type = 'application/json', headers = {} } = {}) {
			return api.request(`/api/v1${path}`, {
				method: method.toUpperCase(),
				body,
				headers: {
					...(body !== undefined && { 'content-type': type }),
					...(token && { authorization: `Bearer ${token}` }),
					...headers
				}
			});
		}
	};
}

interface RawOperation {
	readonly operationId: string;
	readonly parameters?: DocumentedOperation['parameters'];
	readonly requestBody?: { content: Record<string, { schema: Schema }> };
	readonly responses: DocumentedOperation['responses'];
}

function read(path: string, method: string, operation: RawOperation): DocumentedOperation {
	return {
		operationId: operation.operationId,
		method,
		path: path.replace(/^\/api\/v1/, ''),
		parameters: operation.parameters ?? [],
		body: operation.requestBody?.content['application/json']?.schema,
		responses: operation.responses
	};
}
