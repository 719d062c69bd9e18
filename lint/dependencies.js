// Circles, and what only shows when imports are followed to their end; the import table itself is `lint/import-table.js`.
const BROWSER =
	'^src/(shared/|platform/ui/|modules/[^/]+/(index\\.ts|domain/|ui/)|routes/.+\\.svelte(\\.ts)?$|routes/.+/\\+(page|layout)\\.ts$|hooks\\.client\\.ts)';
const SERVER = '^src/(platform/(server|page)/|composition/|modules/[^/]+/(server/|module\\.ts))';
const TEST = '\\.(test|itest|testing)\\.ts$';

export default {
	forbidden: [
		{
			name: 'no-circle',
			comment:
				'Files that need each other at run time: move what both need to a third, or announce an event.',
			severity: 'error',
			from: {},
			to: { circular: true }
		},
		{
			name: 'browser-reaches-server',
			comment: 'By this way, server code would be sent to the browser.',
			severity: 'error',
			from: { path: BROWSER, pathNot: TEST },
			to: { path: SERVER, reachable: true }
		},
		{
			name: 'tests-stay-outside',
			comment:
				'The product imports no test, no factory, and of the seeds the demonstration only, which it offers.',
			severity: 'error',
			from: { path: '^src/', pathNot: `${TEST}|/testing/|^src/cli/` },
			to: { path: `${TEST}|/testing/|^tests/|^seeds/|^benchmarks/`, pathNot: '^seeds/demo\\.ts$' }
		},
		{
			name: 'declared-package',
			comment: 'The package is missing from package.json, or is there for development only.',
			severity: 'error',
			from: {
				path: '^src/(platform/server|composition|modules/[^/]+/server|cli|server\\.ts)',
				pathNot: TEST
			},
			to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev', 'unknown'] }
		}
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		exclude: { path: '^src/i18n/generated' },
		tsPreCompilationDeps: false,
		enhancedResolveOptions: {
			exportsFields: ['exports'],
			conditionNames: ['import', 'node', 'svelte', 'default'],
			extensions: ['.ts', '.js', '.svelte', '.json']
		}
	}
};
