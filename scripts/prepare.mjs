// Installs and builds what is missing, and says so. Runs under any Node from 18 on, without dependencies:
// it is what stands between a fresh clone and the pinned Node of node_modules.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	rmdirSync,
	statSync,
	writeFileSync
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const at = (...parts) => path.join(root, ...parts);
const node = at('node_modules/.bin/node');
const wanted = new Set(process.argv.slice(2));

const LOCK = at('.cache/prepare.lock');
const LOCK_MINUTES = 15;

mkdirSync(at('.cache'), { recursive: true });
takeLock();
try {
	install();
	if (!wanted.has('--no-build')) build();
} finally {
	rmdirSync(LOCK);
}

function install() {
	const stamp = at('node_modules/.essaim-installed');
	const hash = hashFiles([at('package-lock.json')]);
	if (existsSync(node) && read(stamp) === hash) return;
	say('Installing the parts of Essaim (about a minute)…');
	run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
	if (!existsSync(node)) {
		// An npm that was told to skip install scripts leaves the pinned Node out.
		run('npm', ['rebuild', 'node', '--foreground-scripts', '--loglevel=error']);
		run('npm', ['rebuild', '--loglevel=error']);
	}
	writeFileSync(stamp, hash);
}

function build() {
	const messages = files(at('src')).filter((file) => /\/i18n\/\w+\.json$/.test(file));
	once('src/i18n/generated/.stamp', [...messages, at('scripts/i18n.mjs')], () =>
		run(node, ['scripts/i18n.mjs'], 'ignore')
	);
	const bundled = files(at('src')).filter(
		(file) => !/\/(server|generated)\/|\.i?test\.ts$|\.sql$/.test(file.slice(root.length))
	);
	once(
		'build/.stamp',
		[...bundled, ...files(at('static')), at('vite.config.ts'), at('package-lock.json')],
		() => {
			say('Building the pages…');
			run(node, ['node_modules/@sveltejs/kit/svelte-kit.js', 'sync'], 'ignore');
			run(node, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'error']);
		}
	);
}

function once(stampName, sources, work) {
	const hash = hashFiles(sources);
	if (read(at(stampName)) === hash) return;
	work();
	mkdirSync(path.dirname(at(stampName)), { recursive: true });
	writeFileSync(at(stampName), hash);
}

function run(command, args, output = 'inherit') {
	// Standard output belongs to the answer of the command that follows.
	const stdio = ['ignore', output === 'ignore' ? 'pipe' : 2, output === 'ignore' ? 'pipe' : 2];
	const env = {
		...process.env,
		PATH: `${at('node_modules/.bin')}${path.delimiter}${process.env.PATH}`
	};
	const result = spawnSync(command, args, {
		cwd: root,
		stdio,
		env,
		shell: process.platform === 'win32'
	});
	if (result.status === 0) return;
	if (output === 'ignore') process.stderr.write(`${result.stdout ?? ''}${result.stderr ?? ''}`);
	say(`Failed: ${command} ${args.join(' ')}`);
	rmdirSync(LOCK);
	process.exit(1);
}

function files(folder) {
	return readdirSync(folder, { withFileTypes: true })
		.sort((a, b) => (a.name < b.name ? -1 : 1))
		.flatMap((entry) => {
			const full = path.join(folder, entry.name);
			return entry.isDirectory() ? files(full) : [full];
		});
}

function hashFiles(paths) {
	const hash = createHash('sha256');
	for (const file of paths) hash.update(file.slice(root.length)).update(readFileSync(file));
	return hash.digest('hex');
}

function read(file) {
	return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** One preparation at a time; a lock left by a crash is taken over. */
function takeLock() {
	for (;;) {
		try {
			mkdirSync(LOCK);
			return;
		} catch {
			const age = Date.now() - (statSync(LOCK, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
			if (age > LOCK_MINUTES * 60_000) rmdirSync(LOCK);
			else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
		}
	}
}

function say(text) {
	process.stderr.write(`${text}\n`);
}
