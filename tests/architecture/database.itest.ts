import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { modules } from '#composition/registry.ts';
import { APP_ROLE } from '#platform/server/database/embedded-postgres.ts';
import { QUEUE_SCHEMA } from '#platform/server/database/migrate.ts';
import { useTestProgram } from '#tests/support/test-program.ts';

/** Tables of the whole host, with why their key does not start with an association. */
const HOST_TABLES: Readonly<Record<string, string>> = {
	'platform.association': 'it is the list of associations; its own id is the association',
	'platform.account': 'one person may have access to several associations',
	'platform.session': 'a session belongs to an account, which then chooses an association',
	'platform.token': 'it is found by its hash before the association is known',
	'platform.link': 'it is found by its hash before the association is known',
	'platform.migration': 'names of the migrations, the same for all'
};

/** Indexes read by the host over all associations: what waits, and what an account may enter. */
const HOST_INDEXES = [
	'platform.access_account',
	'platform.outbox_waiting',
	'platform.mail_waiting',
	'platform.task_in_hand'
];

/** Tables that name people and are told with the record itself, or say nothing of its own to whom they name. */
const OF_THE_RECORD: Readonly<Record<string, string>> = {
	'people.person_change': 'the history of the record',
	'people.field_value': 'sort keys of the values of the record',
	'people.photo': 'the photograph is in the file for programs',
	'people.correction': 'what was asked is in the file for programs',
	'people.merge': 'which record was left out; what it said is in the history',
	'people.told_apart': 'that two records are not the same person'
};

/** Functions that run with the rights of the owner, with why. */
const OWNERS_FUNCTIONS: Readonly<Record<string, string>> = {
	'platform.remove_association':
		'takes out the rows of the association of the transaction, even those that nobody else may delete'
};

// The queue of jobs keeps no data of associations but ids in transit: its schema is its library's.
const OURS = `NOT IN ('pg_catalog', 'information_schema', 'pg_toast', '${QUEUE_SCHEMA}')`;

const program = useTestProgram();
let owner: pg.Client;

beforeAll(async () => {
	owner = await program.owner();
});
afterAll(async () => {
	await owner.end();
});

async function names(sql: string): Promise<string[]> {
	const { rows } = await owner.query<{ name: string }>(sql);
	return rows.map(({ name }) => name).sort();
}

const TABLES = `
	SELECT n.nspname || '.' || c.relname AS name, c.* FROM pg_class c
	JOIN pg_namespace n ON n.oid = c.relnamespace
	WHERE c.relkind IN ('r', 'p') AND n.nspname ${OURS} AND n.nspname NOT LIKE 'pg_temp%'`;

const withoutSecurity = () =>
	names(`SELECT name FROM (${TABLES}) t WHERE NOT relrowsecurity OR NOT relforcerowsecurity
		OR NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = t.oid)`);

/** Policies by which a row would be read or written without comparing its association. */
const openPolicies = () =>
	names(`SELECT t.name || ' ' || p.polname AS name FROM (${TABLES}) t JOIN pg_policy p ON p.polrelid = t.oid
		WHERE coalesce(pg_get_expr(p.polqual, p.polrelid), '') || coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '')
			NOT SIMILAR TO '%(current_association|in_host)\\(\\)%'`);

const keyedOtherwise = () =>
	names(`SELECT name FROM (${TABLES}) t WHERE NOT EXISTS (
		SELECT FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.conkey[1]
		WHERE k.conrelid = t.oid AND k.contype = 'p' AND a.attname = 'association_id')`);

/** Foreign keys between tables of associations by which a row could point into another association. */
const crossingKeys = () =>
	names(`WITH ours AS (${TABLES}),
		scoped AS (SELECT o.oid, o.name, a.attnum FROM ours o JOIN pg_attribute a
			ON a.attrelid = o.oid AND a.attname = 'association_id' AND NOT a.attisdropped)
		SELECT f.name || ' ' || k.conname AS name FROM pg_constraint k
		JOIN scoped f ON f.oid = k.conrelid JOIN scoped t ON t.oid = k.confrelid
		WHERE k.contype = 'f' AND NOT (f.attnum = ANY (k.conkey) AND t.attnum = ANY (k.confkey)
			AND array_position(k.conkey, f.attnum) = array_position(k.confkey, t.attnum))`);

const scatteredIndexes = () =>
	names(`SELECT n.nspname || '.' || x.relname AS name FROM pg_index i
		JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_namespace n ON n.oid = x.relnamespace
		JOIN pg_attribute own ON own.attrelid = i.indrelid AND own.attname = 'association_id'
		WHERE n.nspname ${OURS} AND i.indkey[0] <> own.attnum`);

/** A view shows the rows that its owner may see, unless it says `security_invoker`. */
const viewsOfOwner = () =>
	names(`SELECT n.nspname || '.' || c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE c.relkind IN ('v', 'm') AND n.nspname ${OURS}
		AND NOT coalesce(c.reloptions @> '{security_invoker=true}' OR c.reloptions @> '{security_invoker=on}', false)`);

const definerFunctions = () =>
	names(`SELECT n.nspname || '.' || p.proname AS name FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
		WHERE p.prosecdef AND n.nspname ${OURS}`);

/** With the owner's rights and the caller's search path, a function may be led to a table of the caller. */
const functionsThatSearch = () =>
	names(`SELECT n.nspname || '.' || p.proname AS name FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
		WHERE p.prosecdef AND n.nspname ${OURS}
		AND NOT EXISTS (SELECT FROM unnest(p.proconfig) c WHERE c LIKE 'search_path=%')`);

const hostTables = Object.keys(HOST_TABLES).sort();

describe('the database', () => {
	it('binds every table by row-level security, even its owner', async () => {
		expect(await withoutSecurity()).toEqual([]);
		expect(await openPolicies()).toEqual([
			'platform.migration everybody',
			'platform.migration owner_writes'
		]);
	});

	it('keys every table by association, the tables of the host apart', async () => {
		expect(await keyedOtherwise()).toEqual(hostTables);
	});

	it('lets no foreign key lead to another association', async () => {
		expect(await crossingKeys()).toEqual([]);
	});

	it('starts every index with the association', async () => {
		const tolerated = (name: string) =>
			HOST_INDEXES.includes(name) || hostTables.some((table) => name.startsWith(`${table}_`));
		expect((await scatteredIndexes()).filter((name) => !tolerated(name))).toEqual([]);
	});

	it('has no view with the rights of its owner, and only known functions', async () => {
		expect(await viewsOfOwner()).toEqual([]);
		expect(await definerFunctions()).toEqual(Object.keys(OWNERS_FUNCTIONS));
		expect(await functionsThatSearch()).toEqual([]);
	});

	it('tells people of every table that names them', async () => {
		const told = modules.flatMap(({ personalData }) => personalData ?? []);
		const known = [...told.flatMap(({ tables }) => tables), ...Object.keys(OF_THE_RECORD)];
		const keyed = await names(`
			SELECT DISTINCT k.conrelid::regclass::text AS name FROM pg_constraint k
			WHERE k.contype = 'f' AND k.confrelid = 'people.person'::regclass`);
		// Its triggers do what a foreign key would (ADR 12).
		const naming = [...keyed, 'people.field_value'];
		expect(naming.filter((table) => !known.includes(table))).toEqual([]);
		expect(known.filter((table) => !naming.includes(table))).toEqual([]);
	});

	it('is used by a role that owns nothing and passes no policy', async () => {
		const { rows } = await owner.query(
			`SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
				(SELECT count(*)::int FROM pg_class WHERE relowner = r.oid) AS owned,
				(SELECT count(*)::int FROM pg_auth_members WHERE member = r.oid) AS memberships
			FROM pg_roles r WHERE rolname = $1`,
			[APP_ROLE]
		);
		expect(rows).toEqual([
			{
				rolsuper: false,
				rolbypassrls: false,
				rolcreaterole: false,
				rolcreatedb: false,
				owned: 0,
				memberships: 0
			}
		]);
	});

	it('holds the tables that the manifests take along, and no schema that nobody owns', async () => {
		const tables = await names(`SELECT name FROM (${TABLES}) t`);
		const taken = modules.flatMap(({ portableTables }) => portableTables);
		expect(taken.filter((name) => !tables.includes(name))).toEqual([]);
		const owners = new Set(modules.map(({ name }) => name));
		expect(tables.filter((name) => !owners.has(name.split('.')[0] as string))).toEqual([]);
	});
});

describe('these checks', () => {
	/** Plants what is wrong, looks, and takes it back. */
	async function planted<T>(sql: string, look: () => Promise<T>): Promise<T> {
		await owner.query('BEGIN');
		try {
			await owner.query(sql);
			return await look();
		} finally {
			await owner.query('ROLLBACK');
		}
	}
	const TABLE = 'CREATE TABLE platform.planted (association_id uuid NOT NULL, id uuid NOT NULL';
	const SECURE = `ALTER TABLE platform.planted ENABLE ROW LEVEL SECURITY; ALTER TABLE platform.planted FORCE ROW LEVEL SECURITY`;

	it.each([
		`${TABLE})`,
		`${TABLE}); ${SECURE}`,
		`${TABLE}); ALTER TABLE platform.planted ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON platform.planted USING (true)`
	])('find a table without security: %s', async (sql) => {
		expect(await planted(sql, withoutSecurity)).toEqual(['platform.planted']);
	});

	it('find a policy that lets everything pass', async () => {
		const sql = `${TABLE}); ${SECURE}; CREATE POLICY p ON platform.planted USING (true)`;
		expect(await planted(sql, openPolicies)).toContain('platform.planted p');
	});

	it('find a key that does not start with the association', async () => {
		const sql = `${TABLE}, PRIMARY KEY (id, association_id))`;
		expect(await planted(sql, keyedOtherwise)).toContain('platform.planted');
	});

	it('find a foreign key without the association', async () => {
		const sql = `${TABLE}, PRIMARY KEY (association_id, id), UNIQUE (id), mother uuid REFERENCES platform.planted (id))`;
		expect(await planted(sql, crossingKeys)).toEqual(['platform.planted planted_mother_fkey']);
	});

	it('find an index that mixes associations', async () => {
		const sql = `${TABLE}); CREATE INDEX stray ON platform.planted (id)`;
		expect(await planted(sql, scatteredIndexes)).toContain('platform.stray');
	});

	it('find a view and a function with the rights of their owner', async () => {
		const view = 'CREATE VIEW platform.v AS SELECT * FROM platform.audit';
		expect(await planted(view, viewsOfOwner)).toEqual(['platform.v']);
		const run = `CREATE FUNCTION platform.f() RETURNS int LANGUAGE sql SECURITY DEFINER RETURN 1`;
		expect(await planted(run, definerFunctions)).toContain('platform.f');
		expect(await planted(run, functionsThatSearch)).toEqual(['platform.f']);
	});
});
