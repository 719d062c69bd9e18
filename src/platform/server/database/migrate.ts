import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { getConstructionPlans, getMigrationPlans } from 'pg-boss';
import type pg from 'pg';
import { Refusal } from '#shared/errors.ts';

export interface MigrationFile {
	/** `20261122T1600-platform.sql`: sorts by time. */
	readonly name: string;
	readonly sql: string;
}

const SOURCE = path.resolve(import.meta.dirname, '../../..');
export const QUEUE_SCHEMA = 'pgboss';
const QUEUE_VERSION_TABLE = `${QUEUE_SCHEMA}.version`;

/** The migrations of the platform and of every module, in the order in which they apply. */
export async function readMigrations(source: string = SOURCE): Promise<MigrationFile[]> {
	const modules = await readdir(path.join(source, 'modules'), { withFileTypes: true });
	const folders = [
		path.join(source, 'platform/server/migrations'),
		...modules
			.filter((entry) => entry.isDirectory())
			.map((entry) => path.join(source, 'modules', entry.name, 'server/migrations'))
	];
	const files: MigrationFile[] = [];
	for (const folder of folders) {
		const names = await readdir(folder).catch(() => []);
		for (const name of names.filter((name) => name.endsWith('.sql'))) {
			files.push({ name, sql: await readFile(path.join(folder, name), 'utf8') });
		}
	}
	return files.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * Brings the database up to date with the role that owns it, in one transaction, and lets `appRole`
 * read and write. Several processes may call it at once: one works, the others wait.
 * Answers the names that were applied.
 * @throws {Refusal} `platform.migration-edited` when a released file has changed.
 */
export async function migrate(owner: pg.Client, appRole: string): Promise<string[]> {
	const files = await readMigrations();
	await owner.query('BEGIN');
	try {
		await owner.query("SELECT pg_advisory_xact_lock(hashtext('essaim.migrate'))");
		await owner.query('CREATE SCHEMA IF NOT EXISTS platform');
		await owner.query(
			'CREATE TABLE IF NOT EXISTS platform.migration (name text PRIMARY KEY, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())'
		);
		const pending = await pendingMigrations(owner, files);
		for (const file of pending) {
			await owner.query(file.sql);
			await owner.query('INSERT INTO platform.migration (name, checksum) VALUES ($1, $2)', [
				file.name,
				checksum(file.sql)
			]);
		}
		const queueChanged = await migrateQueue(owner);
		if (pending.length > 0 || queueChanged || !(await hasRights(owner, appRole))) {
			await grant(owner, appRole);
		}
		await owner.query('COMMIT');
		return pending.map((file) => file.name);
	} catch (error) {
		await owner.query('ROLLBACK');
		throw error;
	}
}

/** Files not yet applied; the table `platform.migration` must exist. */
export async function pendingMigrations(
	client: pg.ClientBase | pg.Pool,
	files: readonly MigrationFile[]
): Promise<MigrationFile[]> {
	const { rows } = await client.query<{ name: string; checksum: string }>(
		'SELECT name, checksum FROM platform.migration'
	);
	const applied = new Map(rows.map((row) => [row.name, row.checksum]));
	for (const file of files) {
		const known = applied.get(file.name);
		if (known !== undefined && known !== checksum(file.sql)) {
			throw new Refusal('conflict', 'platform.migration-edited', { name: file.name });
		}
	}
	return files.filter((file) => !applied.has(file.name));
}

async function migrateQueue(owner: pg.Client): Promise<boolean> {
	const construction = getConstructionPlans(QUEUE_SCHEMA);
	const target = Number(/version\(version\) VALUES \('(\d+)'\)/.exec(construction)?.[1]);
	const present = await owner.query<{ found: string | null }>('SELECT to_regclass($1) AS found', [
		QUEUE_VERSION_TABLE
	]);
	if (!present.rows[0]?.found) {
		await owner.query(withoutTransaction(construction));
		return true;
	}
	const { rows } = await owner.query<{ version: number }>(
		`SELECT version FROM ${QUEUE_VERSION_TABLE}`
	);
	if (rows[0]?.version === target) return false;
	await owner.query(withoutTransaction(getMigrationPlans(QUEUE_SCHEMA, rows[0]?.version)));
	return true;
}

/** pg-boss wraps its plans in a transaction of their own; ours is already open. */
function withoutTransaction(plans: string): string {
	return plans.replace(/^\s*BEGIN;/i, '').replace(/COMMIT;\s*$/i, '');
}

/** False for a role that was put in `DATABASE_URL` after the last migration. */
async function hasRights(owner: pg.Client, appRole: string): Promise<boolean> {
	const { rows } = await owner.query<{ allowed: boolean }>(
		"SELECT has_schema_privilege($1::name, 'platform', 'USAGE') AS allowed",
		[appRole]
	);
	return rows[0]?.allowed === true;
}

/** The first version in which a role may be allowed to have tables it doesn’t own looked at: see `settleTables`. */
const MAINTAIN_VERSION = 170000;

async function grant(owner: pg.Client, appRole: string): Promise<void> {
	const version = await owner.query<{ version: number }>(
		"SELECT current_setting('server_version_num')::int AS version"
	);
	const maintain = (version.rows[0]?.version ?? 0) >= MAINTAIN_VERSION ? ', MAINTAIN' : '';
	const { rows } = await owner.query<{ schema: string }>(
		`SELECT nspname AS schema FROM pg_namespace
		 WHERE nspname NOT LIKE 'pg\\_%' AND nspname NOT IN ('information_schema', 'public')
		   AND pg_get_userbyid(nspowner) = current_user`
	);
	const role = owner.escapeIdentifier(appRole);
	for (const { schema } of rows) {
		const name = owner.escapeIdentifier(schema);
		await owner.query(
			`GRANT USAGE ON SCHEMA ${name} TO ${role};
			 GRANT SELECT, INSERT, UPDATE, DELETE${maintain} ON ALL TABLES IN SCHEMA ${name} TO ${role};
			 GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA ${name} TO ${role};
			 GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${name} TO ${role};`
		);
	}
	await owner.query(`REVOKE INSERT, UPDATE, DELETE ON platform.migration FROM ${role};
		REVOKE UPDATE, DELETE ON platform.audit FROM ${role}`);
}

function checksum(sql: string): string {
	return createHash('sha256').update(sql).digest('hex');
}
