import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { declareModules } from '#composition/declare-modules.ts';
import { DiskBlobStore } from '#platform/server/blobs.ts';
import { openKysely, openPool } from '#platform/server/database/db.ts';
import { APP_ROLE, OWNER_ROLE } from '#platform/server/database/embedded-postgres.ts';
import { setRuntime, type Runtime } from '#platform/server/runtime.ts';
import { readSettings } from '#platform/server/settings.ts';

/**
 * Gives the test file a database of its own (a copy of the migrated template), files and a runtime,
 * as `startProgram` would; `perform` works after it. Call it once at the top of the file.
 */
export function useTestProgram(): { readonly runtime: Runtime; owner(): Promise<pg.Client> } {
	const name = `t_${randomBytes(6).toString('hex')}`;
	const socket = () => ({ host: inject('postgresSocket'), port: 5432 });
	let runtime: Runtime | undefined;
	let folder = '';

	beforeAll(async () => {
		await asSuperuser(
			socket(),
			`CREATE DATABASE ${name} TEMPLATE essaim STRATEGY file_copy OWNER ${OWNER_ROLE}`
		);
		folder = await mkdtemp(path.join(os.tmpdir(), 'essaim-files-'));
		const pool = openPool({ ...socket(), user: APP_ROLE, database: name }, { keeps: true });
		declareModules();
		runtime = {
			settings: readSettings({ ESSAIM_DATA: folder, LOG_LEVEL: 'error' }),
			database: {
				db: openKysely(pool),
				pool,
				embedded: undefined,
				applied: [],
				close: () => pool.end()
			},
			blobs: new DiskBlobStore(path.join(folder, 'blobs'))
		};
		setRuntime(runtime);
	});

	afterAll(async () => {
		await runtime?.database.close();
		setRuntime(undefined);
		await asSuperuser(socket(), `DROP DATABASE ${name} WITH (FORCE)`);
		await rm(folder, { recursive: true, force: true });
	});

	return {
		get runtime() {
			if (!runtime) throw new Error('Use it inside a test');
			return runtime;
		},
		/** A connection that owns the tables and is bound by their policies all the same. */
		async owner() {
			const client = new pg.Client({ ...socket(), user: OWNER_ROLE, database: name });
			await client.connect();
			return client;
		}
	};
}

async function asSuperuser(socket: { host: string; port: number }, sql: string): Promise<void> {
	const client = new pg.Client({ ...socket, user: 'postgres', database: 'postgres' });
	await client.connect();
	await client.query(sql).finally(() => client.end());
}
