import { describe, expect, it } from 'vitest';
import { isTest, sourceFiles, type SourceFile } from './source-files.ts';

/** What modules may name of the platform’s schema: views and functions that are made for them. */
const PUBLISHED = new Set(['known_account', 'open_invitation']);

const migrations = sourceFiles('src/platform/server/migrations/*.sql');
const tables = new Set(
	migrations.flatMap(({ text }) =>
		[...text.matchAll(/CREATE (?:TABLE|VIEW) platform\.(\w+)/g)].map((match) => match[1] as string)
	)
);

/** The tables of the platform that a module names: `file table`. */
function named({ path, text }: SourceFile): string[] {
	return [...text.matchAll(/\bplatform\.(\w+)\b/g)]
		.map((match) => match[1] as string)
		.filter((name) => tables.has(name) && !PUBLISHED.has(name))
		.map((name) => `${path} ${name}`);
}

describe('the tables of the platform', () => {
	it('are named by no module: it asks the platform, or reads what is published', () => {
		const files = sourceFiles('src/modules/**/*.ts').filter(({ path }) => !isTest(path));
		expect(files.length).toBeGreaterThan(500);
		expect(files.flatMap(named)).toEqual([]);
	});

	it('are found where one is named', () => {
		const planted = 'sql`DELETE FROM platform.blob b`; sql`SELECT FROM platform.known_account`';
		expect(named({ path: 'a.ts', text: planted })).toEqual(['a.ts blob']);
		expect([...PUBLISHED].filter((name) => !tables.has(name))).toEqual([]);
	});
});
