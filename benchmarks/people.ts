import type { BenchClient } from './client.ts';
import { median, once, repeat, serverTime, type Figure } from './measure.ts';
import { scriptWeight } from './page-weight.ts';

const HEADER =
	"Numéro de membre,Nom & prénom,Adresse E-Mail,Adresse postale,Code postal,Ville,Numéro de téléphone,Inscription à la lettre d'information,Date d'inscription";

export function membersFile(count: number, from: number): string {
	const lines = Array.from({ length: count }, (_, index) => {
		const number = from + index;
		return `${number},Dubois Inès ${number},membre${number}@example.org,${number} rue de la République,29${String(number % 1000).padStart(3, '0')},Brest,06${String(10_000_000 + number)},1,25/08/2022`;
	});
	return [HEADER, ...lines].join('\n');
}

/** Upload, reading and guess, then the commit that writes the members. */
async function importMembers(client: BenchClient, count: number, from: number) {
	const content = membersFile(count, from);
	let commit = 0;
	const whole = await once(async () => {
		const file = await client.upload('members.csv', content);
		const { id } = await client.api<{ id: string }>('POST', '/person-imports', { file });
		commit = await once(() => client.api('POST', `/person-imports/${id}/commit`, {}));
	});
	return { whole, commit };
}

export async function measurePeople(
	open: (name: string) => Promise<BenchClient>
): Promise<Figure[]> {
	const small = await open('Petit');
	const thousand = [];
	for (let run = 0; run < 5; run += 1)
		thousand.push(await importMembers(small, 1000, 1 + run * 1000));
	const large = await open('Grand');
	await importMembers(large, 100, 100_001);
	const tenThousand = await importMembers(large, 10_000, 1);
	const path = `/${large.slug}/people`;
	const { html } = await large.page(path);
	const list = await repeat(60, () => large.page(path), 20);
	const inServer = await serverTime(large, 100, () => large.page(path));
	const search = await repeat(40, () => large.page(`${path}?q=dubois+99`), 5);
	return [
		{
			name: 'import of 1,000 members: upload, reading, commit',
			value: median(thousand.map((run) => run.whole)) / 1000,
			unit: 's',
			bar: 0.15,
			detail: `commit alone ${median(thousand.map((run) => run.commit)).toFixed(0)} ms`
		},
		{
			name: 'import of 10,000 members: upload, reading, commit',
			value: tenThousand.whole / 1000,
			unit: 's',
			bar: 1,
			detail: `commit alone ${tenThousand.commit.toFixed(0)} ms`
		},
		{
			name: 'member list page, 50 of 10,000, server time',
			value: inServer,
			unit: 'ms',
			bar: 8,
			detail: `seen by the client: p50 ${list.p50.toFixed(1)} ms, p95 ${list.p95.toFixed(1)} ms`
		},
		{
			name: 'member search page, 10,000, p50',
			value: search.p50,
			unit: 'ms',
			detail: `p95 ${search.p95.toFixed(1)} ms`
		},
		{ name: 'member list page, HTML', value: Buffer.byteLength(html) / 1000, unit: 'kB', bar: 60 },
		{
			name: 'member list page, JavaScript gzip',
			value: scriptWeight(html) / 1000,
			unit: 'kB',
			bar: 60
		}
	];
}
