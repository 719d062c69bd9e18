import { spawn, type ChildProcess } from 'node:child_process';
import { access, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { Refusal } from '#shared/errors.ts';
import { log } from '../log.ts';
import { binaries } from './binaries.ts';
import { chooseSocketFolder, PORT, prepareFolder } from './data-folder.ts';
import { systemUser, type SystemUser } from './system-user.ts';

const DATABASE = 'essaim';
export const OWNER_ROLE = 'essaim_owner';
export const APP_ROLE = 'essaim_app';
const START_MS = 60_000; // a recovery after a crash may take a while
const RETRY_MS = 500;
const LONGEST_RETRY_MS = 30_000;
/** The advisory lock that those who use the server share. Whoever holds it alone may stop it. */
const PRESENCE = 19_010_701;

/** Small memory, safe writes: `fsync` and `synchronous_commit` stay on. */
const TUNING: Readonly<Record<string, string>> = {
	listen_addresses: '',
	max_connections: '40',
	shared_buffers: '128MB',
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
	#presence: pg.Client | undefined;
	#leaving = false;

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
		return {
			host: this.socketFolder,
			port: PORT,
			user: role,
			database: DATABASE
		};
	}

	/** Starts the server unless one runs already on this folder; whoever ends it, it is started again. */
	async ensureRunning(): Promise<void> {
		const deadline = performance.now() + START_MS;
		for (;;) {
			if (!(await this.#answers())) await this.#start(deadline);
			try {
				return await this.#attend();
			} catch (error) {
				// Whoever left last is stopping it.
				if (performance.now() > deadline) {
					const reason = (error as Error).message;
					throw new Refusal('conflict', 'platform.database-start-failed', { reason });
				}
				await delay(10);
			}
		}
	}

	async #start(deadline: number): Promise<void> {
		const user = await systemUser();
		const { postgres } = await binaries();
		const flags = Object.entries(this.#tuning);
		const child = spawn(
			postgres,
			['-D', this.folder, ...flags.flatMap(([key, value]) => ['-c', `${key}=${value}`])],
			{ ...user.spawnIds, cwd: this.folder, stdio: ['ignore', 'ignore', 'pipe'], detached: true }
		);
		const errors = collectErrors(child);
		while (!(await this.#answers())) {
			const ended = child.exitCode !== null || child.signalCode !== null;
			// Another process may be starting the same server: then ours gives way, and theirs is awaited.
			const hopeless = ended && (await this.#pid()) === undefined;
			// It was being stopped by whoever left last: now that it is, ours may start.
			if (hopeless && errors().includes('postmaster.pid') && performance.now() < deadline) {
				return this.#start(deadline);
			}
			if (hopeless || performance.now() > deadline) {
				throw new Refusal('conflict', 'platform.database-start-failed', { reason: errors() });
			}
			await delay(10);
		}
		child.unref();
		(child.stderr as unknown as { unref(): void }).unref();
	}

	/** A connection of our own: others see by its lock that the server is in use, and its end tells that it has gone. */
	async #attend(): Promise<void> {
		const client = this.#superuser();
		await client.connect();
		await client.query(`SELECT pg_advisory_lock_shared(${PRESENCE})`);
		client.once('end', () => {
			if (!this.#leaving) void this.#startAgain();
		});
		this.#presence = client;
	}

	async #startAgain(): Promise<void> {
		log().error('PostgreSQL stopped by itself; starting it again');
		for (let attempt = 0; !this.#leaving; attempt += 1) {
			try {
				return await this.ensureRunning();
			} catch (error) {
				log().error({ error: (error as Error).message }, 'PostgreSQL could not be started again');
				await delay(Math.min(RETRY_MS * 2 ** attempt, LONGEST_RETRY_MS), undefined, { ref: false });
			}
		}
	}

	/** Stops the server, unless another process (a command, the web server) still uses it. */
	async release(): Promise<void> {
		this.#leaving = true;
		if (await this.#isAlone()) await this.stop();
		else await this.#presence?.end();
	}

	async stop(): Promise<void> {
		this.#leaving = true;
		const pid = await this.#pid();
		if (pid !== undefined) {
			process.kill(pid, 'SIGINT');
			while ((await this.#pid()) === pid) await delay(10);
		}
		await this.#presence?.end();
	}

	/** Whether nobody else uses the server; whoever comes from then on waits until it is stopped. */
	async #isAlone(): Promise<boolean> {
		try {
			await this.#presence?.query(`SELECT pg_advisory_unlock_shared(${PRESENCE})`);
			const result = await this.#presence?.query<{ alone: boolean }>(
				`SELECT pg_try_advisory_lock(${PRESENCE}) AS alone`
			);
			return result?.rows[0]?.alone === true;
		} catch {
			return false; // It is gone already.
		}
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

	#superuser(): pg.Client {
		const client = new pg.Client({ ...this.poolConfig('postgres'), database: 'postgres' });
		client.on('error', () => {});
		return client;
	}

	async #asSuperuser<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
		const client = this.#superuser();
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
