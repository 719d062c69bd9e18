import type { BenchClient } from './client.ts';
import { once, type Figure } from './measure.ts';
import { membersFile } from './people.ts';

const MEMBERS = 10_000;
const AT_ONCE = 200;

/** Ten thousand members of the season before, then the renewal of all, with its preview. */
export async function measureRenewal(client: BenchClient): Promise<Figure[]> {
	const file = await client.upload('members.csv', membersFile(MEMBERS, 1));
	const imported = await client.api<{ id: string }>('POST', '/person-imports', { file });
	await client.api('POST', `/person-imports/${imported.id}/commit`, {});
	const fee = await client.api<{ id: string }>('POST', '/membership/fees', {
		name: 'Adhésion',
		validity: { kind: 'calendar-year' },
		tariffs: [{ label: 'Individuel', amountCents: 0 }]
	});
	const path = `/membership/fees/${fee.id}`;
	const { tariffs } = await client.api<{ tariffs: { id: string }[] }>('GET', path);
	const tariffId = tariffs[0]?.id;
	const lastYear = `${new Date().getFullYear() - 1}-01-10`;
	for await (const ids of pagesOfPeople(client)) {
		await client.api('POST', '/membership/collections', {
			tariffId,
			means: 'cash',
			date: lastYear,
			startsOn: lastYear,
			lines: ids.map((personId) => ({ personId }))
		});
	}
	await client.api('PUT', path, {
		name: 'Adhésion',
		validity: { kind: 'calendar-year' },
		tariffs: [{ id: tariffId, label: 'Individuel', amountCents: 2000 }]
	});
	const preview = await once(() =>
		client.api('POST', '/membership/renewal-previews', { feeId: fee.id })
	);
	let people = 0;
	const renewal = await once(async () => {
		const done = await client.api<{ people: number }>('POST', '/membership/renewals', {
			feeId: fee.id
		});
		people = done.people;
	});
	return [
		{
			name: 'renewing 10,000 members',
			value: renewal / 1000,
			unit: 's',
			bar: 3,
			detail: `${people} renewed`
		},
		{ name: 'preview of the renewal of 10,000 members', value: preview, unit: 'ms' }
	];
}

async function* pagesOfPeople(client: BenchClient): AsyncGenerator<string[]> {
	let cursor: string | null = '';
	while (cursor !== null) {
		const after: string = cursor ? `&cursor=${encodeURIComponent(cursor)}` : '';
		const page: { persons: { id: string }[]; next: string | null } = await client.api(
			'GET',
			`/persons?limit=${AT_ONCE}${after}`
		);
		yield page.persons.map(({ id }) => id);
		cursor = page.next;
	}
}
