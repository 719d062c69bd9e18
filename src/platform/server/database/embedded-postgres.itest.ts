import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeDataFolder } from '#tests/support/running-server.ts';
import { APP_ROLE, EmbeddedPostgres } from './embedded-postgres.ts';

let data: Awaited<ReturnType<typeof makeDataFolder>>;

beforeAll(async () => {
	data = await makeDataFolder();
});
afterAll(() => data.remove());

const open = () => EmbeddedPostgres.open(data.folder, { fsync: 'off' });

async function answer(server: EmbeddedPostgres): Promise<unknown> {
	const client = new pg.Client(server.poolConfig(APP_ROLE));
	await client.connect();
	const { rows } = await client
		.query<{ one: number }>('SELECT 1 AS one')
		.finally(() => client.end());
	return rows[0]?.one;
}

it('serves whoever comes while the last one leaves, and stops once nobody is left', async () => {
	let server = await open();
	for (let round = 0; round < 8; round += 1) {
		const [next] = await Promise.all([open(), server.release()]);
		expect(await answer(next)).toBe(1);
		server = next;
	}
	const beside = await open();
	await server.release();
	expect(await answer(beside)).toBe(1);
	await beside.release();
	await expect(answer(beside)).rejects.toThrow();
}, 60_000);
