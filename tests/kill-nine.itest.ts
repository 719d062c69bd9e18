import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	makeDataFolder,
	runCommand,
	startServerProcess,
	type ServerProcess
} from '#tests/support/running-server.ts';

const EMAIL = 'claire@essaim.example';
let data: Awaited<ReturnType<typeof makeDataFolder>>;
let server: ServerProcess;
let authorization = '';

beforeAll(async () => {
	data = await makeDataFolder();
	server = await startServerProcess(data.folder);
	const { slug } = await command('association create', '--name', 'Les Durables');
	const { token } = await command('token create', '--association', slug ?? '');
	authorization = `Bearer ${token}`;
}, 120_000);

afterAll(async () => {
	await server.stop();
	const left = await postmaster().catch(() => undefined);
	if (left && isAlive(left)) process.kill(left, 'SIGKILL');
	await data.remove();
});

async function command(name: string, ...options: string[]) {
	const words = [...name.split(' '), '--email', EMAIL, ...options, '--json'];
	const { code, output, errors } = await runCommand(data.folder, ...words);
	if (code !== 0) throw new Error(errors);
	return JSON.parse(output) as { slug?: string; token?: string };
}

async function postmaster(): Promise<number> {
	const file = await readFile(path.join(data.folder, 'postgres/postmaster.pid'), 'utf8');
	return Number.parseInt(file, 10);
}

function isAlive(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
}

/** The process that does the tasks of the server, unless there is none. */
async function worker(): Promise<number | undefined> {
	const { pid } = server;
	const children = (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')).trim().split(' ');
	for (const child of children) {
		const words = await readFile(`/proc/${child}/cmdline`, 'utf8').catch(() => '');
		if (words.split('\0').includes('work')) return Number(child);
	}
	return undefined;
}

/** What the writers were told: ids that were acknowledged, and every status received. */
interface Told {
	readonly ids: string[];
	readonly statuses: number[];
}

/** Adds people, several at a time, until told to stop or until nobody answers any more. */
async function write(told: Told, enough: () => boolean): Promise<void> {
	const writer = async () => {
		while (!enough()) {
			const response = await fetch(`${server.url}/api/v1/persons`, {
				method: 'POST',
				headers: { authorization, 'content-type': 'application/json' },
				body: JSON.stringify({ lastName: `Durable ${told.statuses.length}` })
			}).catch(() => undefined);
			if (!response) return;
			const body = (await response.json().catch(() => ({}))) as { id?: string };
			told.statuses.push(response.status);
			if (response.status === 201 && body.id) told.ids.push(body.id);
			if (response.status === 503) await delay(5);
		}
	};
	await Promise.all([writer(), writer(), writer(), writer()]);
}

async function until(done: () => boolean | Promise<boolean>, what: string): Promise<void> {
	const deadline = performance.now() + 60_000;
	while (!(await done())) {
		if (performance.now() > deadline) throw new Error(`Waited in vain: ${what}`);
		await delay(5);
	}
}

async function lost(ids: readonly string[]): Promise<string[]> {
	const found = await Promise.all(
		ids.map((id) =>
			fetch(`${server.url}/api/v1/persons/${id}`, { headers: { authorization } }).then(
				({ status }) => status === 200
			)
		)
	);
	return ids.filter((_, index) => !found[index]);
}

describe('what was acknowledged is never lost', { timeout: 120_000 }, () => {
	it('when the server is killed in the middle of writing', async () => {
		const told: Told = { ids: [], statuses: [] };
		const writing = write(told, () => false);
		await until(() => told.ids.length >= 25, 'writes');
		process.kill(server.pid, 'SIGKILL');
		await server.ended;
		await writing;
		server = await startServerProcess(data.folder);
		expect(new Set(told.statuses)).toEqual(new Set([201]));
		expect(await lost(told.ids)).toEqual([]);
	});

	// The server of the test above found the database of the one that was killed: nobody's child, it must be watched too.
	it.each(['found', 'started again'])(
		'when PostgreSQL, %s, is killed: it comes back by itself, and the wait is said (503)',
		async () => {
			const told: Told = { ids: [], statuses: [] };
			let enough = Infinity;
			const writing = write(told, () => told.ids.length >= enough);
			await until(() => told.ids.length >= 25, 'writes');
			const killed = await postmaster();
			process.kill(killed, 'SIGKILL');
			await until(async () => (await postmaster().catch(() => killed)) !== killed, 'PostgreSQL');
			enough = told.ids.length + 25;
			await writing;
			expect([...new Set(told.statuses)].sort()).toEqual([201, 503]);
			expect(await lost(told.ids)).toEqual([]);
		}
	);
});

describe('long work that was under way', { timeout: 120_000 }, () => {
	const LINES = 30_000;
	const header =
		'JournalCode JournalLib EcritureNum EcritureDate CompteNum CompteLib CompAuxNum CompAuxLib PieceRef PieceDate EcritureLib Debit Credit EcritureLet DateLet ValidDate Montantdevise Idevise';

	interface Import {
		readonly id: string;
		readonly state: string;
		readonly task: { state: string; done: number; total: number } | null;
	}

	function aYear(): string {
		const rows = Array.from({ length: LINES / 2 }, (_, index) => {
			const head = `BQ\tBanque\t${index + 1}\t20250701`;
			const middle = `P${index}\t20250701\tLoyer`;
			return [
				`${head}\t613200\tLoyers\t\t\t${middle}\t12,50\t0,00\t\t\t20250701\t\t`,
				`${head}\t512000\tBanque\t\t\t${middle}\t0,00\t12,50\t\t\t20250701\t\t`
			].join('\r\n');
		});
		return [header.replaceAll(' ', '\t'), ...rows, ''].join('\r\n');
	}

	async function ask<T>(method: string, path: string, body?: string): Promise<T> {
		const type = path.startsWith('/files') ? 'text/plain' : 'application/json';
		const response = await fetch(`${server.url}/api/v1${path}`, {
			method,
			headers: { authorization, 'content-type': type },
			body
		});
		if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
		return (await response.json()) as T;
	}

	it('begins again when its process or the server is killed, and is done once, whole', async () => {
		const { id: file } = await ask<{ id: string }>(
			'POST',
			'/files?name=732829320FEC20251231.txt',
			aYear()
		);
		const { id } = await ask<Import>('POST', '/accounting/imports', JSON.stringify({ file }));
		await ask('POST', `/accounting/imports/${id}/commit`);
		let seen: Import | undefined;
		const look = async () => (seen = await ask<Import>('GET', `/accounting/imports/${id}`));
		await until(async () => ((await look()).task?.done ?? 0) > 0, 'lines written');
		expect(seen).toMatchObject({ state: 'draft', task: { state: 'running', total: LINES } });
		const killed = (await worker()) ?? 0;
		process.kill(killed, 'SIGKILL');
		await until(async () => ((await worker()) ?? killed) !== killed, 'another process');
		await until(async () => ((await look()).task?.done ?? 0) > 0, 'lines written again');
		process.kill(server.pid, 'SIGKILL');
		await server.ended;
		server = await startServerProcess(data.folder);
		await until(async () => (await look()).task?.state === 'done', 'the end of the import');
		expect(seen).toMatchObject({ state: 'committed', task: { done: LINES } });
		const { years } = await ask<{ years: { id: string }[] }>('GET', '/accounting/fiscal-years');
		const balances = await Promise.all(
			years.map(({ id: year }) =>
				ask<{ accounts: { code: string; debitCents: number }[] }>(
					'GET',
					`/accounting/trial-balance?fiscalYearId=${year}`
				)
			)
		);
		const rent = balances
			.flatMap(({ accounts }) => accounts)
			.filter(({ code }) => code.startsWith('6132'));
		expect(rent.map(({ debitCents }) => debitCents)).toEqual([(LINES / 2) * 12_50]);
	});
});
