import type { BenchClient } from './client.ts';
import { once, type Figure } from './measure.ts';
import { membersFile } from './people.ts';

const MEMBERS = 1_000;
const AT_ONCE = 200;

/** A thousand members who are up to date, and all their cards in one file. */
export async function measureCards(client: BenchClient): Promise<Figure[]> {
	const file = await client.upload('members.csv', membersFile(MEMBERS, 1));
	const imported = await client.api<{ id: string }>('POST', '/person-imports', { file });
	await client.api('POST', `/person-imports/${imported.id}/commit`, {});
	const { id } = await client.api<{ id: string }>('POST', '/membership/fees', {
		name: 'Adhésion',
		validity: { kind: 'calendar-year' },
		tariffs: [{ label: 'Individuel', amountCents: 0 }]
	});
	const fee = await client.api<{ tariffs: { id: string }[] }>('GET', `/membership/fees/${id}`);
	const tariffId = fee.tariffs[0]?.id;
	let cursor: string | null = '';
	while (cursor !== null) {
		const after: string = cursor ? `&cursor=${encodeURIComponent(cursor)}` : '';
		const page: { persons: { id: string }[]; next: string | null } = await client.api(
			'GET',
			`/persons?limit=${AT_ONCE}${after}`
		);
		await client.api('POST', '/membership/collections', {
			tariffId,
			means: 'cash',
			date: new Date().toISOString().slice(0, 10),
			lines: page.persons.map((person) => ({ personId: person.id }))
		});
		cursor = page.next;
	}
	let bytes = 0;
	const spent = await once(async () => {
		bytes = (await client.file('POST', '/card-prints', {})).byteLength;
	});
	return [
		{
			name: '1,000 member cards in one PDF',
			value: spent / 1000,
			unit: 's',
			bar: 15,
			detail: `${(bytes / 1_000_000).toFixed(1)} MB`
		}
	];
}
