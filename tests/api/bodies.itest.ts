import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operations } from '#composition/registry.ts';
import { buildApi } from '#platform/server/http/api.ts';
import { createHttpServer } from '#platform/server/http/server.ts';
import { runtime } from '#platform/server/runtime.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { aToken } from '#tests/support/tokens.ts';

useTestProgram();

const LIMIT = 4 * 1024 * 1024;

let server: ReturnType<typeof createHttpServer>;
let token = '';

beforeAll(async () => {
	token = await aToken(await anAssociation(), 'administrator');
	const apps = [{ prefix: '/api/v1', app: buildApi(operations) as never }];
	server = createHttpServer(runtime().settings, apps, (_, response) => response.end());
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
});
afterAll(() => server.close());

/** Two ways to send a body: all at once, its length announced, or in pieces. */
const ways: Record<string, (content: string | Uint8Array<ArrayBuffer>) => RequestInit> = {
	'of announced length': (body) => ({ body }),
	'in pieces': (body) => ({ body: new Blob([body]).stream(), duplex: 'half' }) as RequestInit
};

function post(body: RequestInit): Promise<Response> {
	const { port } = server.address() as AddressInfo;
	return fetch(`http://127.0.0.1:${port}/api/v1/persons`, {
		...body,
		method: 'POST',
		headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
	});
}

describe.each(Object.entries(ways))('a body %s', (_, sent) => {
	const json = (length: number) => {
		const text = JSON.stringify({ lastName: 'Le Goff', firstName: 'Anna' });
		return text.padEnd(length, ' ');
	};

	it('is refused beyond 4 MB, and told so', async () => {
		const response = await post(sent(json(LIMIT + 1)));
		expect(response.status).toBe(413);
		expect(await response.json()).toMatchObject({ code: 'platform.body-too-large' });
	});

	it('is refused unless it is in UTF-8, so that no name loses its accents', async () => {
		const latin = Buffer.from('{"lastName":"Gwenaël"}', 'latin1');
		const response = await post(sent(latin));
		expect(response.status).toBe(400);
		expect(await response.json()).toMatchObject({ code: 'platform.body-not-json' });
	});

	it('is read up to 4 MB', async () => {
		const response = await post(sent(json(LIMIT)));
		expect(await response.json()).toMatchObject({ id: expect.any(String) });
		expect(response.status).toBe(201);
	});
});
