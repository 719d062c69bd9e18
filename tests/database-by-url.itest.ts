import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startProgram } from '#composition/program.ts';
import { aPerson } from '#modules/people/testing/people.ts';
import { checkVersion } from '#platform/server/database/connect.ts';
import { EmbeddedPostgres } from '#platform/server/database/embedded-postgres.ts';
import { translateCode } from '#platform/server/locale.ts';
import { readSettings } from '#platform/server/settings.ts';
import { stopRuntime } from '#platform/server/start.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { makeDataFolder } from '#tests/support/running-server.ts';

const PASSWORD = 'un mot de passe';
let server: EmbeddedPostgres;
let data: Awaited<ReturnType<typeof makeDataFolder>>;
let files: Awaited<ReturnType<typeof makeDataFolder>>;

/** A PostgreSQL as a host would give it: reached by URL, with passwords, and roles of its own. */
beforeAll(async () => {
	data = await makeDataFolder();
	files = await makeDataFolder();
	server = await EmbeddedPostgres.open(data.folder, { fsync: 'off' });
	await asSuperuser(`
		CREATE ROLE host_owner LOGIN PASSWORD '${PASSWORD}';
		CREATE ROLE host_app LOGIN PASSWORD '${PASSWORD}';
		CREATE ROLE host_bypass LOGIN BYPASSRLS PASSWORD '${PASSWORD}';
		CREATE ROLE host_super LOGIN SUPERUSER PASSWORD '${PASSWORD}'`);
	await asSuperuser('CREATE DATABASE host OWNER host_owner');
	await asSuperuser('CREATE DATABASE bare OWNER host_owner');
	await writeFile(
		path.join(server.folder, 'pg_hba.conf'),
		'local all postgres trust\nlocal all all scram-sha-256\n'
	);
	await asSuperuser('SELECT pg_reload_conf()');
});

afterAll(async () => {
	await server.stop();
	await data.remove();
	await files.remove();
});

async function asSuperuser(sql: string, database = 'postgres'): Promise<void> {
	const client = new pg.Client({ ...server.poolConfig('postgres'), database });
	await client.connect();
	await client.query(sql).finally(() => client.end());
}

function url(role: string, database = 'host', password = PASSWORD): string {
	const socket = encodeURIComponent(server.socketFolder);
	return `postgres://${role}:${encodeURIComponent(password)}@localhost/${database}?host=${socket}`;
}

function start(env: Record<string, string>) {
	return startProgram(readSettings({ ESSAIM_DATA: files.folder, LOG_LEVEL: 'silent', ...env }));
}

/** The sentence that the person who starts the program reads. */
async function refusalOf(env: Record<string, string>, code: string): Promise<string> {
	const { parameters } = await expectRefusal(start(env), code);
	return translateCode(code, parameters, 'en');
}

describe('a PostgreSQL reached by URL', () => {
	it('is refused while migrations are missing', async () => {
		expect(
			await refusalOf({ DATABASE_URL: url('host_app', 'bare') }, 'platform.migrations-pending')
		).toMatch(/essaim migrate/);
	});

	it('is brought up to date by its owner, then serves the program', async () => {
		const program = await start({
			DATABASE_URL: url('host_app'),
			MIGRATION_DATABASE_URL: url('host_owner')
		});
		expect(program.database.embedded).toBeUndefined();
		expect(program.database.applied.length).toBeGreaterThan(1);
		const association = await anAssociation();
		expect(await aPerson(association.as('secretary'))).toMatch(/^[0-9a-f-]{36}$/);
		await stopRuntime(program);
	});

	it('is served again without the owner, once up to date', async () => {
		const program = await start({ DATABASE_URL: url('host_app') });
		expect(program.database.applied).toEqual([]);
		await stopRuntime(program);
	});

	it.each([
		['host_super', 'superuser'],
		['host_bypass', 'BYPASSRLS'],
		['host_owner', 'owner']
	])('refuses the role %s: %s', async (role, reason) => {
		const told = await refusalOf({ DATABASE_URL: url(role) }, 'platform.role-bypasses-security');
		expect(told).toContain(`"${role}"`);
		expect(told).toContain(reason);
	});

	it('refuses a role without rights, until the owner grants them', async () => {
		await asSuperuser(`CREATE ROLE host_later LOGIN PASSWORD '${PASSWORD}'`);
		const env = { DATABASE_URL: url('host_later') };
		expect(await refusalOf(env, 'platform.role-without-rights')).toContain('"host_later"');
		await stopRuntime(await start({ ...env, MIGRATION_DATABASE_URL: url('host_owner') }));
		await stopRuntime(await start(env));
	});

	it('says why it can’t be reached', async () => {
		const nobody = { DATABASE_URL: 'postgres://a:b@127.0.0.1:1/nothing' };
		expect(await refusalOf(nobody, 'platform.database-unreachable')).toContain('ECONNREFUSED');
		const wrong = { DATABASE_URL: url('host_app', 'host', 'wrong') };
		expect(await refusalOf(wrong, 'platform.database-unreachable')).toContain('host_app');
		const owner = {
			DATABASE_URL: url('host_app'),
			MIGRATION_DATABASE_URL: url('host_owner', 'no')
		};
		expect(await refusalOf(owner, 'platform.database-unreachable')).toContain('"no"');
	});

	it('is refused when a released migration was edited', async () => {
		const spoil = (sum: string) =>
			asSuperuser(`UPDATE platform.migration SET checksum = ${sum}`, 'host');
		await spoil("'x' || checksum");
		try {
			await refusalOf({ DATABASE_URL: url('host_app') }, 'platform.migration-edited');
		} finally {
			await spoil('substr(checksum, 2)');
		}
	});
});

describe('what stops a start', () => {
	it.each([90_600, 140_011, 159_999])('PostgreSQL %i is too old', async (version) => {
		const refused = Promise.resolve().then(() => checkVersion(version));
		const { parameters } = await expectRefusal(refused, 'platform.database-too-old');
		expect(parameters).toEqual({ version: Math.floor(version / 10_000), oldest: 16 });
	});

	it.each([160_000, 180_004])('PostgreSQL %i is recent enough', (version) => {
		expect(() => checkVersion(version)).not.toThrow();
	});

	it('a data folder that is a file', async () => {
		const file = path.join(files.folder, 'taken');
		await writeFile(file, '');
		expect(await refusalOf({ ESSAIM_DATA: file }, 'platform.data-folder-unusable')).toContain(file);
	});

	it('a data folder below a file', async () => {
		const folder = path.join(files.folder, 'taken', 'data');
		expect(await refusalOf({ ESSAIM_DATA: folder }, 'platform.data-folder-unusable')).toContain(
			folder
		);
	});

	it('a setting that is wrong, named', async () => {
		const wrong = Promise.resolve().then(() => readSettings({ PORT: 'many', SMTP_URL: 'x' }));
		const { faults } = await expectRefusal(wrong, 'platform.settings-invalid');
		expect(faults.map(({ path: name }) => name)).toEqual(['PORT', 'SMTP_URL']);
	});
});
