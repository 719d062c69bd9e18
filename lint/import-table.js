/** What each file is; the first pattern that fits decides. */
export const FILES = [
	{
		category: 'module-test',
		pattern: 'src/modules/*/**/*.{test,itest,testing}.ts',
		capture: ['module']
	},
	{ category: 'test', pattern: ['src/**/*.{test,itest,testing}.ts', 'tests/**/*'] },
	{ category: 'lint', pattern: 'lint/**/*' },
	{ category: 'seeds', pattern: 'seeds/**/*' },
	{ category: 'benchmarks', pattern: 'benchmarks/**/*' },
	{ category: 'shared', pattern: 'src/shared/**/*' },
	{ category: 'messages', pattern: 'src/i18n/**/*' },
	{ category: 'platform-server', pattern: 'src/platform/server/**/*' },
	{ category: 'platform-page', pattern: 'src/platform/page/**/*' },
	{ category: 'platform-ui', pattern: 'src/platform/ui/**/*' },
	{ category: 'manifest', pattern: 'src/modules/*/module.ts', capture: ['module'] },
	{ category: 'front', pattern: 'src/modules/*/index.ts', capture: ['module'] },
	{ category: 'server-front', pattern: 'src/modules/*/server/index.ts', capture: ['module'] },
	{ category: 'domain', pattern: 'src/modules/*/domain/**/*', capture: ['module'] },
	{ category: 'server', pattern: 'src/modules/*/server/**/*', capture: ['module'] },
	{ category: 'ui-code', pattern: 'src/modules/*/ui/**/*.ts', capture: ['module'] },
	{ category: 'ui', pattern: 'src/modules/*/ui/**/*', capture: ['module'] },
	{ category: 'testing', pattern: 'src/modules/*/testing/**/*', capture: ['module'] },
	{ category: 'composition', pattern: 'src/composition/**/*' },
	{
		category: 'route-server',
		pattern: ['src/routes/**/*.server.ts', 'src/routes/**/+server.ts', 'src/hooks.server.ts']
	},
	{ category: 'route', pattern: ['src/routes/**/*', 'src/hooks.client.ts', 'src/hooks.ts'] },
	{ category: 'door', pattern: ['src/*.ts', 'src/cli/**/*'] }
];

/** Of a module, what the browser may read. */
const OPEN = ['domain', 'front'];
const FRONTS = ['front', 'server-front', 'testing'];
const PLATFORM = ['platform-server', 'platform-page', 'platform-ui'];
/** Reckoned by whoever calls them: no database, no framework, no file. */
const PURE = ['shared', 'domain', 'front'];
const PURE_PACKAGES = ['zod', 'uuid', 'stdnum'];
/** Components, and the plain functions beside them. */
const UI = ['ui', 'ui-code'];
const BROWSER = [...PURE, 'platform-ui', ...UI, 'route'];

/** Rooms outside the modules: who may import what, and how to do otherwise. */
const ROOMS = [
	[
		'shared',
		['shared'],
		'`shared` holds pure values and imports nothing of ours: what knows more belongs to the platform or to a module.'
	],
	[
		'platform-server',
		['shared', 'messages', 'platform-server'],
		'The platform knows no module: pass what it needs as a parameter, or declare it in `module.ts` and let `composition` hand it over.'
	],
	[
		'platform-page',
		['shared', 'messages', ...PLATFORM],
		'The platform knows no module: pages hand over the operation, through `read`, `act` and `download`.'
	],
	[
		'platform-ui',
		['shared', 'messages', 'platform-ui'],
		'The design system runs in the browser and knows no module: import `#shared/…` or `#platform/ui/…`, and receive the rest as properties.'
	],
	[
		'composition',
		['shared', 'messages', 'platform-server', 'composition', 'manifest', 'front', 'server-front'],
		'`composition` puts modules together by their `module.ts`, `index.ts` and `server/index.ts`, nothing deeper.'
	],
	[
		'route-server',
		[
			'shared',
			'messages',
			...PLATFORM,
			'composition',
			'front',
			'server-front',
			'seeds',
			'route',
			'route-server'
		],
		'A page enters a module by `#modules/<module>/index.ts` or `#modules/<module>/server/index.ts`: export there what it needs.'
	],
	[
		'route',
		['shared', 'messages', 'platform-ui', 'front', ...UI, 'route'],
		'A page component runs in the browser: import a module’s `index.ts` or `ui/`, and let `+page.server.ts` load the rest.'
	],
	[
		'door',
		[
			'shared',
			'messages',
			'platform-server',
			'composition',
			'front',
			'server-front',
			'door',
			'seeds'
		],
		'The server and the command line reach modules through `composition` or their front doors.'
	],
	[
		'test',
		[
			'shared',
			'messages',
			...PLATFORM,
			'composition',
			...FRONTS,
			'manifest',
			'door',
			'seeds',
			'benchmarks',
			'lint',
			'test'
		],
		'A test enters a module by its front doors (`index.ts`, `server/index.ts`, `testing/`), or stands beside what it tests.'
	],
	[
		'seeds',
		['shared', 'messages', 'platform-server', 'composition', ...FRONTS, 'seeds', 'test'],
		'Seeds perform operations: enter a module by its front doors.'
	],
	[
		'benchmarks',
		[
			'shared',
			'messages',
			'platform-server',
			'composition',
			...FRONTS,
			'door',
			'seeds',
			'benchmarks',
			'test'
		],
		'Benchmarks enter a module by its front doors.'
	]
];

const OF_UI = {
	outside: ['shared', 'messages', 'platform-ui'],
	own: [...OPEN, ...UI],
	declared: ['front', ...UI]
};

/** Rooms of a module: what each may import from outside, from its own module, and from a declared dependency. */
const MODULE_ROOMS = [
	['domain', { outside: ['shared'], own: ['domain'], declared: ['front'] }],
	['front', { outside: ['shared'], own: ['domain', 'ui-code'], declared: ['front'] }],
	['ui', OF_UI],
	['ui-code', OF_UI],
	[
		'server',
		{
			outside: ['shared', 'messages', 'platform-server'],
			own: [...OPEN, 'server'],
			declared: ['front', 'server-front']
		}
	],
	[
		'server-front',
		{
			outside: ['shared', 'messages', 'platform-server'],
			own: [...OPEN, 'server'],
			declared: []
		}
	],
	[
		'manifest',
		{
			outside: ['shared', 'platform-server'],
			own: [...OPEN, 'server', 'server-front'],
			declared: []
		}
	],
	[
		'testing',
		{
			outside: ['shared', 'platform-server', 'test'],
			own: [...OPEN, 'server', 'server-front', 'testing'],
			declared: FRONTS
		}
	],
	[
		'module-test',
		{
			outside: ['shared', 'messages', ...PLATFORM, 'composition', ...FRONTS, 'seeds', 'test'],
			own: [...OPEN, ...UI, 'server', 'server-front', 'manifest', 'testing', 'module-test'],
			declared: []
		}
	]
];

const local = { module: { origin: 'local' } };
const files = (categories, module) => ({
	file: { categories: { anyOf: categories }, ...(module && { captured: { module } }) }
});

function room([category, allowed, message]) {
	return [
		{ from: files([category]), disallow: { to: local }, message },
		{ from: files([category]), allow: { to: files(allowed) } }
	];
}

function moduleRooms({ name, dependsOn }) {
	return MODULE_ROOMS.flatMap(([category, { outside, own, declared }]) => [
		{
			from: files([category], name),
			disallow: { to: local },
			message: lesson(category, name, dependsOn)
		},
		{
			from: files([category], name),
			allow: [
				{ to: files(outside) },
				{ to: files(own, name) },
				...dependsOn.map((other) => ({ to: files(declared, other) }))
			].filter(({ to }) => to.file.categories.anyOf.length > 0)
		}
	]);
}

const browserLesson = (name, known) =>
	`Components of ${name} run in the browser: import \`#shared/…\`, \`#platform/ui/…\`, its domain, or the \`index.ts\` of ${known}.`;

function lesson(category, name, dependsOn) {
	const known = dependsOn.length > 0 ? dependsOn.join(', ') : 'no module';
	return (
		{
			domain: `The domain of ${name} is pure: it may import \`#shared/…\`, its own domain and the \`index.ts\` of what \`dependsOn\` names (${known}).`,
			front: `\`index.ts\` of ${name} is read by the browser: export types and pure functions of its domain, or of the plain \`.ts\` of its \`ui/\`.`,
			ui: browserLesson(name, known),
			'ui-code': browserLesson(name, known),
			'server-front': `The front door of ${name} exports its own server; it imports no other module.`,
			manifest: `\`module.ts\` of ${name} is data about ${name} alone.`,
			testing: `Factories of ${name} use its own files and the front doors of ${known}.`,
			'module-test': `A test of ${name} uses its own files; it enters other modules by \`index.ts\`, \`server/index.ts\` or \`testing/\`.`
		}[category] ??
		`${name} sees another module by its \`index.ts\` or \`server/index.ts\`, if \`dependsOn\` of its \`module.ts\` names it (now: ${known}); the other direction is an event (\`context.announce\`).`
	);
}

/**
 * Policies of `boundaries/dependencies`: the last one that fits decides.
 * `modules`: their names and what each may depend on.
 */
export const policies = (modules) => [
	{ allow: { to: { module: { origin: ['external', 'core'] } } } },
	{
		from: files(BROWSER),
		disallow: { to: { module: { origin: 'core' } } },
		message: 'This file runs in the browser too: nothing of `node:` here.'
	},
	{
		from: files(PURE),
		disallow: { to: { module: { origin: 'external' } } },
		message: `Pure code uses ${PURE_PACKAGES.join(', ')} and no other package: pass results in as parameters.`
	},
	{
		from: files(PURE),
		allow: { to: { module: { origin: 'external', source: PURE_PACKAGES } } }
	},
	...ROOMS.flatMap(room),
	...modules.flatMap(moduleRooms)
];
