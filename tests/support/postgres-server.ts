import { mkdtemp, rm, chmod } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import {
	APP_ROLE,
	EmbeddedPostgres,
	OWNER_ROLE
} from '#platform/server/database/embedded-postgres.ts';
import { migrate } from '#platform/server/database/migrate.ts';

/** Vitest global set-up: one real PostgreSQL for the run, with a migrated template that each test file copies. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const folder = await mkdtemp(path.join(os.tmpdir(), 'essaim-test-'));
	await chmod(folder, 0o755);
	const server = await EmbeddedPostgres.open(folder, {
		fsync: 'off',
		synchronous_commit: 'off',
		full_page_writes: 'off',
		max_connections: '100'
	});
	const owner = new pg.Client(server.poolConfig(OWNER_ROLE));
	await owner.connect();
	await migrate(owner, APP_ROLE);
	await owner.end();
	project.provide('postgresSocket', server.socketFolder);
	return async () => {
		await server.stop();
		await rm(folder, { recursive: true, force: true });
	};
}

declare module 'vitest' {
	interface ProvidedContext {
		postgresSocket: string;
	}
}
