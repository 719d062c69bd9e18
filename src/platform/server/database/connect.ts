import pg from 'pg';
import { Refusal } from '#shared/errors.ts';
import type { Tx } from '../operation.ts';
import type { Settings } from '../settings.ts';
import { openKysely, openPool } from './db.ts';
import { APP_ROLE, EmbeddedPostgres, OWNER_ROLE } from './embedded-postgres.ts';
import { migrate, pendingMigrations, readMigrations } from './migrate.ts';

export interface Database {
	readonly db: Tx;
	readonly pool: pg.Pool;
	readonly embedded: EmbeddedPostgres | undefined;
	/** Names of the migrations applied while connecting. */
	readonly applied: readonly string[];
	/** Ends the connections; the embedded server stops when nobody else uses it. */
	close(): Promise<void>;
}

const OLDEST_VERSION = 160000;

/**
 * Opens the database of the settings, up to date and with a role that row-level security binds.
 * @throws {Refusal} `platform.database-unreachable`, `database-too-old`, `role-bypasses-security`,
 * `role-without-rights`, `migrations-pending`, `data-folder-unusable`.
 */
export async function connectDatabase(settings: Settings): Promise<Database> {
	return settings.databaseUrl
		? connectByUrl(settings, settings.databaseUrl)
		: connectEmbedded(settings);
}

async function connectEmbedded(settings: Settings): Promise<Database> {
	const embedded = await EmbeddedPostgres.open(settings.dataFolder);
	const applied = await withClient(embedded.poolConfig(OWNER_ROLE), (owner) =>
		migrate(owner, APP_ROLE)
	).catch(async (error: unknown) => {
		await embedded.release();
		throw error;
	});
	const pool = openPool(embedded.poolConfig(APP_ROLE), { keeps: true });
	return {
		db: openKysely(pool),
		pool,
		embedded,
		applied,
		async close() {
			await pool.end();
			await embedded.release();
		}
	};
}

async function connectByUrl(settings: Settings, url: string): Promise<Database> {
	const pool = openPool({ connectionString: url });
	try {
		await checkServer(pool);
		const applied = settings.migrationDatabaseUrl ? await migrateByUrl(settings, url) : [];
		await checkRole(pool);
		await checkMigrated(pool);
		return { db: openKysely(pool), pool, embedded: undefined, applied, close: () => pool.end() };
	} catch (error) {
		await pool.end();
		throw error;
	}
}

/** Applies the migrations of a database reached by URL; the role of `MIGRATION_DATABASE_URL` owns the tables. */
export async function migrateByUrl(settings: Settings, url: string): Promise<string[]> {
	const appRole = decodeURIComponent(new URL(url).username);
	return withClient({ connectionString: settings.migrationDatabaseUrl }, (owner) =>
		migrate(owner, appRole)
	);
}

async function checkServer(pool: pg.Pool): Promise<void> {
	const { rows } = await pool
		.query<{ version: number }>("SELECT current_setting('server_version_num')::int AS version")
		.catch((error: Error) => {
			throw new Refusal('conflict', 'platform.database-unreachable', { reason: error.message });
		});
	checkVersion(rows[0]?.version ?? 0);
}

/** `version` is PostgreSQL's `server_version_num`, such as 160004. @throws {Refusal} `platform.database-too-old` */
export function checkVersion(version: number): void {
	if (version >= OLDEST_VERSION) return;
	throw new Refusal('conflict', 'platform.database-too-old', {
		version: Math.floor(version / 10000),
		oldest: Math.floor(OLDEST_VERSION / 10000)
	});
}

async function checkMigrated(pool: pg.Pool): Promise<void> {
	const files = await readMigrations();
	const { rows } = await pool.query<{ role: string; found: boolean; allowed: boolean }>(
		`SELECT current_user AS role, count(*) > 0 AS found,
			bool_and(has_schema_privilege(n.oid, 'USAGE')) AS allowed
		FROM pg_namespace n WHERE nspname = 'platform'`
	);
	const { role = '', found, allowed } = rows[0] ?? {};
	if (found && !allowed) throw new Refusal('conflict', 'platform.role-without-rights', { role });
	const pending = found ? await pendingMigrations(pool, files) : files;
	if (pending.length > 0) {
		throw new Refusal('conflict', 'platform.migrations-pending', { count: pending.length });
	}
}

/** Row-level security does not bind superusers, owners that may switch it off, or BYPASSRLS roles. */
async function checkRole(pool: pg.Pool): Promise<void> {
	const { rows } = await pool.query<{ role: string; reason: string | null }>(`
		SELECT current_user AS role, CASE
			WHEN rolsuper THEN 'superuser'
			WHEN rolbypassrls THEN 'BYPASSRLS'
			WHEN EXISTS (
				SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
				WHERE n.nspname = 'platform' AND pg_has_role(current_user, c.relowner, 'MEMBER')
			) THEN 'owner'
		END AS reason
		FROM pg_roles WHERE rolname = current_user`);
	const row = rows[0];
	if (row?.reason) {
		throw new Refusal('conflict', 'platform.role-bypasses-security', {
			role: row.role,
			reason: row.reason
		});
	}
}

async function withClient<T>(
	config: pg.ClientConfig,
	work: (client: pg.Client) => Promise<T>
): Promise<T> {
	const client = new pg.Client(config);
	await client.connect().catch((error: Error) => {
		throw new Refusal('conflict', 'platform.database-unreachable', { reason: error.message });
	});
	return work(client).finally(() => client.end());
}
