import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { modules } from '#composition/registry.ts';
import { sourceFiles } from './source-files.ts';

const NAME = /^\d{8}T\d{4}-[a-z0-9]+(-[a-z0-9]+)*\.sql$/;
const SCHEMAS = modules.map(({ name }) => name);
/** The platform lends its functions to the SQL of every module. */
const LENT = /^platform\.\w+\($/;

const migrations = sourceFiles('src/**/migrations/*.sql').map((file) => ({
	...file,
	owner: /^src\/(?:modules\/)?(\w+)\//.exec(file.path)?.[1] ?? ''
}));

/** Tables and functions of another schema that a migration names, foreign keys to declared dependencies apart. */
function trespasses(owner: string, dependsOn: readonly string[], sql: string): string[] {
	const code = sql.replaceAll(/--.*$/gm, '').replaceAll(/'[^']*'/g, "''");
	const named = new RegExp(`(REFERENCES\\s+)?\\b(${SCHEMAS.join('|')})\\.\\w+\\(?`, 'gi');
	return [...code.matchAll(named)]
		.filter(([text, reference, schema]) => {
			if (schema === owner || LENT.test(text.replace(reference ?? '', ''))) return false;
			return !(reference && (schema === 'platform' || dependsOn.includes(schema as string)));
		})
		.map(([text]) => text);
}

describe('migrations', () => {
	it('are named after the moment and what they do, each once', () => {
		const names = migrations.map((file) => path.basename(file.path));
		expect(names.filter((name) => !NAME.test(name))).toEqual([]);
		expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
	});

	it('touch the schema of their module only', () => {
		const faults = migrations.flatMap(({ path: file, owner, text }) => {
			const dependsOn = modules.find(({ name }) => name === owner)?.dependsOn ?? [];
			return trespasses(owner, dependsOn, text).map((fault) => `${file}: ${fault}`);
		});
		expect(migrations.length).toBeGreaterThan(1);
		expect(faults).toEqual([]);
	});
});

describe('this check', () => {
	it.each([
		'INSERT INTO platform.account VALUES (1)',
		'CREATE TABLE platform.more (id uuid)',
		'CREATE TRIGGER t AFTER INSERT ON platform.audit',
		'CREATE VIEW people.v AS SELECT 1 FROM platform.access'
	])('finds: %s', (sql) => {
		expect(trespasses('people', [], sql)).toHaveLength(1);
	});

	it('finds a foreign key to a module that is not a declared dependency', () => {
		const sql = 'FOREIGN KEY (association_id, person_id) REFERENCES people.person';
		expect(trespasses('hive', [], sql)).toHaveLength(1);
		expect(trespasses('hive', ['people'], sql)).toEqual([]);
	});

	it.each([
		'-- unlike platform.access\nCREATE TABLE people.a (id uuid)',
		"RAISE EXCEPTION 'platform.no-such-thing'",
		'USING (association_id = platform.current_association())',
		'association_id uuid REFERENCES platform.association (id)'
	])('accepts: %s', (sql) => {
		expect(trespasses('people', [], sql)).toEqual([]);
	});
});
