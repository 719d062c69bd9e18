import type { BenchClient } from './client.ts';
import { once, serverTimes, type Figure } from './measure.ts';

const CLIENTS = 8;
const REQUESTS = 2000;
/** Posted before the clock starts: those of a server that has been in use. */
const WARM_UPS = 500;

interface Posted {
	readonly number: string;
}

/** Eight programs post entries at once; every one must be kept, and the numbers must follow each other. */
export async function measurePosting(client: BenchClient): Promise<Figure[]> {
	const year = new Date().getFullYear();
	const numbers: number[] = [];
	let failures = 0;
	let next = 0;
	const post = async (until: number) => {
		while (next < until) {
			const index = (next += 1);
			const entry = {
				journal: 'OD',
				date: `${year}-01-${String(1 + (index % 28)).padStart(2, '0')}`,
				label: `Écriture ${index}`,
				lines: [
					{ account: '512', debitCents: index },
					{ account: '758', creditCents: index }
				]
			};
			await client.post<Posted>('/accounting/entries', entry).then(
				({ number }) => numbers.push(Number(/(\d+)$/.exec(number)?.[1])),
				() => (failures += 1)
			);
		}
	};
	const postTo = (until: number) => Promise.all(Array.from({ length: CLIENTS }, () => post(until)));
	await postTo(WARM_UPS);
	const milliseconds = await once(() => postTo(WARM_UPS + REQUESTS));
	numbers.sort((a, b) => a - b);
	const gaps = numbers.filter(
		(number, index) => index > 0 && number !== (numbers[index - 1] ?? 0) + 1
	);
	return [
		{
			name: `${CLIENTS} clients post ${REQUESTS} entries: failures`,
			value: failures,
			unit: '',
			bar: 0
		},
		{
			name: `${CLIENTS} clients post ${REQUESTS} entries: gaps in the numbers`,
			value: gaps.length,
			unit: '',
			bar: 0
		},
		{
			name: `${CLIENTS} clients post ${REQUESTS} entries`,
			value: (REQUESTS / milliseconds) * 1000,
			unit: 'entries/s',
			bar: 400,
			sense: 'least'
		}
	];
}

/** Pages of the accounts of a year that holds many entries. */
export async function measureJournal(client: BenchClient): Promise<Figure[]> {
	const path = `/${client.slug}/accounting`;
	const { html } = await client.page(path);
	const journal = await serverTimes(client, 60, () => client.page(path));
	const figures: Figure[] = [
		{
			name: 'first page of the journal, 25,000 entries, server time, p95',
			value: journal.p95,
			unit: 'ms',
			bar: 15,
			detail: `p50 ${journal.p50.toFixed(1)} ms`
		},
		{
			name: 'first page of the journal, HTML',
			value: Buffer.byteLength(html) / 1000,
			unit: 'kB',
			bar: 100
		}
	];
	return [...figures, ...(await measureReports(client, '25,000 entries', 15))];
}

const REPORTS = [
	'ledger',
	'ledger/5121',
	'trial-balance',
	'income-statement',
	'balance-sheet',
	'cash'
];

/** The first page of each report: how long it takes at worst, how much it weighs. */
export async function measureReports(
	client: BenchClient,
	scale: string,
	bar: number,
	query = ''
): Promise<Figure[]> {
	const figures: Figure[] = [];
	for (const report of REPORTS) {
		const path = `/${client.slug}/accounting/${report}${query}`;
		const { html } = await client.page(path);
		const times = await serverTimes(client, 40, () => client.page(path));
		figures.push(
			{
				name: `${report}, ${scale}, server time, p95`,
				value: times.p95,
				unit: 'ms',
				bar,
				detail: `p50 ${times.p50.toFixed(1)} ms`
			},
			{
				name: `${report}, ${scale}, HTML`,
				value: Buffer.byteLength(html) / 1000,
				unit: 'kB',
				bar: 150
			}
		);
	}
	return figures;
}
