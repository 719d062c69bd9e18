import type { PgBoss } from 'pg-boss';
import type { BlobStore } from './blobs.ts';
import type { Database } from './database/connect.ts';
import type { Settings } from './settings.ts';

/** What one running process shares: the pool, the files, the queue. */
export interface Runtime {
	readonly settings: Settings;
	readonly database: Database;
	readonly blobs: BlobStore;
	/** Origin at which the server answers, once it listens; `PUBLIC_URL` goes before it. */
	address?: string;
	/** Absent in commands that send no job. */
	queue?: PgBoss;
}

let current: Runtime | undefined;

export function setRuntime(value: Runtime | undefined): void {
	current = value;
}

export function hasRuntime(): boolean {
	return current !== undefined;
}

/** @throws {Error} before `startRuntime`. */
export function runtime(): Runtime {
	if (!current) throw new Error('The program is not started yet');
	return current;
}
