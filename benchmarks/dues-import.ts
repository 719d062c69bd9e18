import type { BenchClient } from './client.ts';
import { once, type Figure } from './measure.ts';
import { mostMemory } from './memory.ts';
import { taskEnds } from './people-large.ts';

const LINES = 10_000;
/** What one import may write into the accounts. */
const PAYMENTS = 5_000;

/** A season of memberships from a file, with people nobody knew yet; then the receipts of as many as one PDF. */
export async function measureDuesImport(
	open: (name: string) => Promise<BenchClient>,
	pid: number
): Promise<Figure[]> {
	const brought = await importDues(await open('Reprise'), {
		from: 1,
		lines: LINES,
		money: 'brought'
	});
	const client = await open('Ecrit');
	const posted = await importDues(client, { from: 1, lines: PAYMENTS, money: 'posted' });
	await importDues(client, { from: 1 + PAYMENTS, lines: PAYMENTS, money: 'posted' });
	let bytes = 0;
	const printed = await mostMemory(pid, () =>
		once(async () => {
			const answer = await client.file('POST', '/membership/receipt-prints', {
				selection: { search: {} }
			});
			bytes = answer.byteLength;
		})
	);
	return [
		{ name: '10,000 lines of memberships, preview', value: brought.preview, unit: 'ms' },
		{ name: '10,000 lines of memberships, written', value: brought.commit, unit: 'ms', bar: 8000 },
		{ name: '5,000 memberships with their entries, written', value: posted.commit, unit: 'ms' },
		{
			name: '10,000 receipts in one PDF',
			value: printed.milliseconds / 1000,
			unit: 's',
			detail: `${(bytes / 1_000_000).toFixed(1)} MB`
		},
		{ name: '10,000 receipts, peak of the server', value: printed.server, unit: 'MB' }
	];
}

interface Asked {
	readonly from: number;
	readonly lines: number;
	readonly money: 'brought' | 'posted';
}

async function importDues(client: BenchClient, { from, lines, money }: Asked) {
	if (from === 1)
		await client.api('POST', '/membership/fees', {
			name: 'Adhésion',
			validity: { kind: 'calendar-year' },
			tariffs: [{ label: 'Individuel', amountCents: 2000 }]
		});
	const file = await client.upload('adhesions.csv', duesFile(lines, from));
	const { id, columns } = await client.api<{ id: string; columns: { target: string }[] }>(
		'POST',
		'/membership/imports',
		{ file }
	);
	const path = `/membership/imports/${id}`;
	await client.api('PUT', `${path}/choices`, {
		...{
			mapping: columns.map(({ target }) => target),
			money,
			means: 'transfer',
			unknownPeople: 'add',
			tariffs: {}
		}
	});
	const preview = await once(() => client.api('GET', `${path}/preview`));
	const commit = await once(async () => {
		const { taskId } = await client.api<{ taskId?: string }>('POST', `${path}/commit`, {});
		if (taskId) await taskEnds(client, taskId);
	});
	return { preview, commit };
}

function duesFile(count: number, from: number): string {
	const year = new Date().getFullYear();
	const lines = Array.from({ length: count }, (_, index) => {
		const number = index + from;
		return `${number};Dubois;Inès ${number};membre${number}@example.org;Individuel;01/02/${year};20,00;20,00`;
	});
	return ['Numéro de membre;Nom;Prénom;E-mail;Tarif;Début;Montant dû;Payé', ...lines].join('\n');
}
