import { existsSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { makeDataFolder } from '#tests/support/running-server.ts';
import { readSettings } from '../settings.ts';
import { connectDatabase, type Database } from './connect.ts';

let data: Awaited<ReturnType<typeof makeDataFolder>>;

beforeAll(async () => {
	data = await makeDataFolder();
});
afterAll(() => data.remove());

const connect = () => connectDatabase(readSettings({ ESSAIM_DATA: data.folder }));

async function asSuperuser({ embedded }: Database, statement: string): Promise<void> {
	const client = new pg.Client(embedded?.poolConfig('postgres'));
	await client.connect();
	await client.query(statement).finally(() => client.end());
}

it('leaves nothing running when the database can’t be brought up to date', async () => {
	const database = await connect();
	await asSuperuser(database, "UPDATE platform.migration SET checksum = 'other'");
	await database.close();
	await expectRefusal(connect(), 'platform.migration-edited');
	expect(existsSync(path.join(data.folder, 'postgres', 'postmaster.pid'))).toBe(false);
});
