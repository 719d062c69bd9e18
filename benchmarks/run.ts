// Measures; tests don't. Prints a table and writes benchmarks/last.json.
import { writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { makeDataFolder, runCommand, startServerProcess } from '#tests/support/running-server.ts';
import { measureJournal, measurePosting } from './accounting.ts';
import { measureMatching } from './banking.ts';
import { measureCards } from './cards.ts';
import { openClient, signIn, type BenchClient } from './client.ts';
import { measureDuesImport } from './dues-import.ts';
import { measureFec } from './fec.ts';
import { holds, printTable, type Figure } from './measure.ts';
import { proportionalSetSize } from './memory.ts';
import { measureRenewal } from './membership.ts';
import { measurePeople } from './people.ts';
import { measureLargePeople } from './people-large.ts';
import { measureStart } from './start.ts';

const REST_SECONDS = 15;

const parts: Record<string, () => Promise<Figure[]>> = {
	start: measureStart,
	memory: measureMemory,
	people: () =>
		onFreshServer((server, folder) => measurePeople((name) => openClient(server, folder, name))),
	'people-large': () =>
		onFreshServer(async (server, folder) =>
			measureLargePeople(await openClient(server, folder, 'Large'), server.pid)
		),
	renewal: () =>
		onFreshServer(async (server, folder) =>
			measureRenewal(await openClient(server, folder, 'Renouvelle'))
		),
	cards: () =>
		onFreshServer(async (server, folder) =>
			measureCards(await openClient(server, folder, 'Cartes'))
		),
	dues: () =>
		onFreshServer((server, folder) =>
			measureDuesImport((name) => openClient(server, folder, name), server.pid)
		),
	posting: () =>
		onFreshServer(async (server, folder) =>
			measurePosting(await openClient(server, folder, 'Postes'))
		),
	banking: () =>
		onFreshServer(async (server, folder) =>
			measureMatching(await openClient(server, folder, 'Banque'))
		),
	journal: () => onLargeYear(25_000, measureJournal),
	ledger: () => measureLedger(Number(process.env.BENCH_LINES ?? 1_000_000))
};

/** A year of many lines, imported as a file of accounting entries. */
function measureLedger(lines: number): Promise<Figure[]> {
	const env = { UPLOAD_LIMIT_MB: '512' };
	return onFreshServer(async (server, folder) => {
		const client = await openClient(server, folder, 'Million');
		return measureFec(client, { folder, pid: server.pid, lines });
	}, env);
}

const wanted = process.argv.slice(2);
const figures: Figure[] = [];
for (const [name, measure] of Object.entries(parts)) {
	if (wanted.length > 0 && !wanted.includes(name)) continue;
	console.log(`— ${name}`);
	const measured = await measure();
	printTable(measured);
	figures.push(...measured);
}
const missed = figures.filter((figure) => !holds(figure));
console.log(`\n${figures.length} figures, ${missed.length} past their bar`);
writeFileSync(
	path.resolve(import.meta.dirname, 'last.json'),
	`${JSON.stringify({ node: process.version, cores: os.cpus().length, load: os.loadavg(), figures }, null, '\t')}\n`
);

type Server = Awaited<ReturnType<typeof startServerProcess>>;

async function onFreshServer(
	work: (server: Server, folder: string) => Promise<Figure[]>,
	env: Record<string, string> = {}
): Promise<Figure[]> {
	const data = await makeDataFolder();
	const server = await startServerProcess(data.folder, env);
	try {
		return await work(server, data.folder);
	} finally {
		await server.stop();
		await data.remove();
	}
}

/** The whole product at rest with the demonstration: the program and its PostgreSQL. */
async function measureMemory(): Promise<Figure[]> {
	const data = await makeDataFolder();
	const demo = await runCommand(data.folder, 'demo', '--json');
	const { association, personas } = JSON.parse(demo.output) as {
		association: { slug: string };
		personas: { email: string; password: string }[];
	};
	const server = await startServerProcess(data.folder);
	try {
		const [administrator] = personas;
		if (!administrator) throw new Error('No persona');
		const client = await signIn(server, data.folder, { slug: association.slug, ...administrator });
		for (const page of ['', '/people', '/accounting', '/membership']) {
			await client.page(`/${association.slug}${page}`);
		}
		await delay(REST_SECONDS * 1000);
		const value = proportionalSetSize(server.pid, data.folder);
		return [
			{
				name: 'memory at rest with the demonstration (PSS), PostgreSQL included',
				value,
				unit: 'MB',
				bar: 250
			}
		];
	} finally {
		await server.stop();
		await data.remove();
	}
}

/** A server with one year of as many entries. */
async function onLargeYear(
	entries: number,
	measure: (client: BenchClient) => Promise<Figure[]>
): Promise<Figure[]> {
	const data = await makeDataFolder();
	const seeded = await runCommand(data.folder, 'seed', '--entries', String(entries), '--json');
	if (seeded.code !== 0) throw new Error(seeded.errors);
	const { association, administrator } = JSON.parse(seeded.output) as {
		association: { slug: string };
		administrator: { email: string; password: string };
	};
	const server = await startServerProcess(data.folder);
	try {
		const client = await signIn(server, data.folder, { ...association, ...administrator });
		return await measure(client);
	} finally {
		await server.stop();
		await data.remove();
	}
}
