import { setTimeout as delay } from 'node:timers/promises';
import type { BenchClient } from './client.ts';
import { once, repeat, serverTimes, type Figure } from './measure.ts';
import { mostMemory } from './memory.ts';

const COUNT = 100_000;
const FIRST = [
	'Inès',
	'Léo',
	'Maëlle',
	'Yann',
	'Soazig',
	'Nour',
	'Émile',
	'Jeanne',
	'Karim',
	'Lou'
];
const LAST = ['Dubois', 'Le Goff', 'Martin', 'Lefèvre', 'Tanguy', 'Moreau', 'Bernard', 'Petit'];
const CITIES = ['Brest', 'Rennes', 'Quimper', 'Lorient', 'Vannes', 'Saint-Malo', 'Nantes'];
const CATEGORIES = ['Membre', 'Bénévole', 'Donateur', 'Honneur'];
const ENDINGS = ['ard', 'ec', 'ic', 'ou', 'an', 'er', 'in', 'el', 'as', 'os', 'iez', 'aux'];

/** Two or three syllables, so that names are as many as in a town. */
function lastName(index: number): string {
	const base = LAST[index % LAST.length] ?? '';
	const rank = Math.floor(index / LAST.length) % (ENDINGS.length * ENDINGS.length);
	const ending =
		(ENDINGS[rank % ENDINGS.length] ?? '') + (ENDINGS[Math.floor(rank / ENDINGS.length)] ?? '');
	return base + ending;
}

export function peopleFile(count: number): string {
	const lines = Array.from({ length: count }, (_, index) => {
		const one = (list: readonly string[], step: number) =>
			list[Math.floor(index / step) % list.length];
		const born = `${String(1 + (index % 28)).padStart(2, '0')}/${String(1 + (index % 12)).padStart(2, '0')}/${1935 + ((index * 7) % 85)}`;
		return [
			index + 1,
			lastName(index * 31),
			one(FIRST, 3),
			`membre${index}@example.org`,
			`06${String(10_000_000 + index)}`,
			`${1 + (index % 90)} rue de la République`,
			`${29 + (index % 7)}${String(index % 1000).padStart(3, '0')}`,
			one(CITIES, 11),
			born,
			one(CATEGORIES, 5),
			(index * 7919) % 1000
		].join(',');
	});
	return [
		'Numéro,Nom,Prénom,E-mail,Téléphone,Adresse,Code postal,Ville,Date de naissance,Catégorie,Points',
		...lines
	].join('\n');
}

interface Import {
	readonly id: string;
	readonly task: { readonly id: string } | null;
}

/** What a page that shows a task asks until it has ended; answers how often another figure was told. */
export async function taskEnds(client: BenchClient, id: string): Promise<number> {
	const told = new Set<number>();
	for (;;) {
		const task = await client.api<{ state: string; done: number; message: string }>(
			'GET',
			`/tasks/${id}`
		);
		if (task.state === 'done') return told.size;
		if (task.state === 'refused') throw new Error(task.message);
		told.add(task.done);
		await delay(100);
	}
}

/**
 * Adds the field and the people as somebody does who waits for the preview, then for the end of the import; answers
 * milliseconds, and the most memory that the server took meanwhile.
 */
export async function importPeople(client: BenchClient, pid: number, count = COUNT) {
	await client.api('POST', '/person-fields', { kind: 'number', labelFr: 'Points', listed: true });
	const content = peopleFile(count);
	const path = '/person-imports';
	let commit = 0;
	let told = 0;
	const { server, worker, milliseconds } = await mostMemory(pid, () =>
		once(async () => {
			const file = await client.upload('tous.csv', content);
			const { id, task } = await client.api<Import>('POST', path, { file });
			if (task) await taskEnds(client, task.id);
			await client.api('GET', `${path}/${id}/preview`);
			commit = await once(async () => {
				const { taskId } = await client.api<{ taskId?: string }>(
					'POST',
					`${path}/${id}/commit`,
					{}
				);
				if (taskId) told = await taskEnds(client, taskId);
			});
		})
	);
	return { milliseconds, commit, server, worker, told };
}

/** The list of a large association, in each of the ways it is read, and the files it gives and takes. */
export async function measureLargePeople(client: BenchClient, pid: number): Promise<Figure[]> {
	const imported = await importPeople(client, pid);
	// The visibility map of new rows comes with the first vacuum, which PostgreSQL starts by itself within a minute.
	await delay(70_000);
	return [
		{
			name: 'import of 100,000 people: upload, preview, commit',
			value: imported.milliseconds / 1000,
			unit: 's',
			bar: 12,
			detail: `commit alone ${(imported.commit / 1000).toFixed(1)} s`
		},
		{
			name: 'progress told while 100,000 people are written',
			value: imported.told,
			unit: 'times',
			bar: 5,
			sense: 'least'
		},
		{
			name: 'memory of the process that imports them',
			value: imported.worker,
			unit: 'MB',
			bar: 300,
			detail: `the server meanwhile ${imported.server.toFixed(0)} MB`
		},
		...(await measureLists(client)),
		...(await measureFiles(client))
	];
}

export async function measureLists(client: BenchClient): Promise<Figure[]> {
	const path = `/${client.slug}/people`;
	const where = 'city:is:Rennes;age:between:18|25;category:is:Bénévole|Membre';
	const three = `where=${encodeURIComponent(where)}`;
	const lists: [string, string[]][] = [
		['list', ['']],
		['list by number', ['?sort=number']],
		[
			'search, each time something else',
			['q=goff+le', 'q=tanguy', 'q=moreau+lou', 'q=0610', 'q=membre77']
		],
		['search with a typing error', ['q=tangyu', 'q=mroeau', 'q=bernrad', 'q=lefevbre']],
		['filter with three conditions', [three]],
		['sort on a field of one’s own', ['sort=custom.points', 'sort=-custom.points']],
		['filter with three conditions, sorted on it', [`${three}&sort=custom.points`]],
		['sort by city', ['sort=city']],
		['sort by day of joining', ['sort=joinedOn']]
	];
	const figures: Figure[] = [];
	for (const [name, queries] of lists) {
		let turn = 0;
		const first = await once(() => client.page(`${path}?${queries[0]}`));
		const { p50, p95 } = await serverTimes(
			client,
			40,
			() => {
				turn += 1;
				return client.page(`${path}?${queries[turn % queries.length]}`);
			},
			5
		);
		figures.push({
			name: `people, 100,000: ${name}, server time, p95`,
			value: p95,
			unit: 'ms',
			bar: 30,
			detail: `p50 ${p50.toFixed(1)} ms, first ${first.toFixed(0)} ms`
		});
	}
	const duplicates = await repeat(3, () => client.api('GET', '/person-duplicates'), 1);
	figures.push({ name: 'duplicates among 100,000', value: duplicates.p95, unit: 'ms', bar: 2_000 });
	return figures;
}

async function measureFiles(client: BenchClient): Promise<Figure[]> {
	let bytes = 0;
	const xlsx = await once(async () => {
		bytes = (await client.file('GET', '/person-exports?format=xlsx')).byteLength;
	});
	return [
		{
			name: 'XLSX of 100,000 people',
			value: xlsx / 1000,
			unit: 's',
			bar: 6,
			detail: `${(bytes / 1e6).toFixed(1)} MB`
		}
	];
}
