import { spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { makeDataFolder } from '#tests/support/running-server.ts';
import { median, type Figure } from './measure.ts';

const ROOT = new URL('..', import.meta.url).pathname;
const RUNS = 3;
const PORT = 4870;

/** From `npm start` on a built tree to the first page served: with a fresh database, then with an existing one. */
export async function measureStart(): Promise<Figure[]> {
	const fresh: number[] = [];
	const again: number[] = [];
	for (let run = 0; run < RUNS; run += 1) {
		const data = await makeDataFolder();
		fresh.push(await startOnce(data.folder));
		again.push(await startOnce(data.folder));
		await data.remove();
	}
	return [
		{
			name: 'npm start, fresh database, to first page',
			value: median(fresh) / 1000,
			unit: 's',
			bar: 6
		},
		{
			name: 'npm start, existing database, to first page',
			value: median(again) / 1000,
			unit: 's',
			bar: 3
		}
	];
}

async function startOnce(folder: string): Promise<number> {
	const started = performance.now();
	const child = spawn(
		'npm',
		['start', '--silent', '--', '--port', String(PORT), '--data', folder],
		{
			cwd: ROOT,
			stdio: 'ignore',
			detached: true,
			env: { ...process.env, LOG_LEVEL: 'error' }
		}
	);
	while (!(await served())) await delay(5);
	const milliseconds = performance.now() - started;
	process.kill(-(child.pid as number), 'SIGTERM');
	await new Promise((resolve) => child.once('exit', resolve));
	while (await served()) await delay(20);
	return milliseconds;
}

function served(): Promise<boolean> {
	return fetch(`http://127.0.0.1:${PORT}/`).then(
		(response) => response.status < 500,
		() => false
	);
}
