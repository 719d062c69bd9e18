import { spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

export interface ServerProcess {
	readonly url: string;
	readonly pid: number;
	/** Resolves with the exit code once the process has ended. */
	readonly ended: Promise<number | null>;
	stop(): Promise<number | null>;
}

const MAIN = path.resolve(import.meta.dirname, '../../src/cli/main.ts');
/** As `bin/essaim` starts it. */
const NODE_OPTIONS = ['--max-semi-space-size=8', '--max-old-space-size=768'];
const MALLOC = {
	MALLOC_ARENA_MAX: '2',
	MALLOC_MMAP_THRESHOLD_: '65536',
	MALLOC_TRIM_THRESHOLD_: '131072'
};

/** The real program, as a process of its own, on a free port; resolves once it answers. */
export async function startServerProcess(
	dataFolder: string,
	env: Record<string, string> = {}
): Promise<ServerProcess> {
	const child = spawn(
		process.execPath,
		[...NODE_OPTIONS, MAIN, 'start', '--json', '--port', '0', '--data', dataFolder],
		{
			stdio: ['ignore', 'pipe', 'pipe'],
			env: { ...process.env, ...MALLOC, LOG_LEVEL: 'error', ...env }
		}
	);
	const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
	let errors = '';
	child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
	const url = await new Promise<string>((resolve, reject) => {
		createInterface(child.stdout).on('line', (line) => {
			if (line.startsWith('{"url"')) resolve((JSON.parse(line) as { url: string }).url);
		});
		void ended.then((code) => reject(new Error(`The server ended with ${code}: ${errors}`)));
	});
	return {
		url,
		pid: child.pid as number,
		ended,
		stop() {
			child.kill('SIGTERM');
			return ended;
		}
	};
}

/** Runs one command of the command line and answers what it printed. */
export async function runCommand(
	dataFolder: string,
	...words: string[]
): Promise<{ code: number | null; output: string; errors: string }> {
	const child = spawn(process.execPath, [...NODE_OPTIONS, MAIN, ...words, '--data', dataFolder], {
		stdio: ['ignore', 'pipe', 'pipe']
	});
	let [output, errors] = ['', ''];
	child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
	child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
	const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
	return { code, output, errors };
}

/** A data folder that the database's system user can reach too. */
export async function makeDataFolder(): Promise<{ folder: string; remove(): Promise<void> }> {
	const folder = await mkdtemp(path.join(os.tmpdir(), 'essaim-data-'));
	await chmod(folder, 0o755);
	return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
