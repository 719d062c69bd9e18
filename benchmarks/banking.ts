import type { BenchClient } from './client.ts';
import { repeat, type Figure } from './measure.ts';

const ITEMS = 5_000;
const LINES = 2_000;
const CLIENTS = 8;
const NAMES = ['Martin', 'Le Goff', 'Kerdoncuff', 'Bernard', 'Tanguy', 'Riou', 'Guillou', 'Morvan'];

interface Proposals {
	readonly waiting: number;
	readonly lines: readonly { readonly proposal: { readonly kind: string } | null }[];
}

/** What each line of a statement may settle, among all that is owed: read, matched and answered. */
export async function measureMatching(client: BenchClient): Promise<Figure[]> {
	const year = new Date().getFullYear();
	const party = (index: number) => `${NAMES[index % NAMES.length]} ${letters(index)}`;
	let next = 0;
	const claim = async () => {
		for (let index = next++; index < ITEMS; index = next++) {
			await client.api('POST', '/accounting/claims', {
				date: `${year}-01-${String(1 + (index % 28)).padStart(2, '0')}`,
				label: `Prestation ${index}`,
				amountCents: 1_000 + (index % 700),
				name: party(index),
				account: '706',
				reference: `F${10_000 + index}`
			});
		}
	};
	await Promise.all(Array.from({ length: CLIENTS }, claim));
	const rows = Array.from({ length: LINES }, (_, row) => {
		const index = row * 2;
		const words = row % 3 === 0 ? `FACTURE ${10_000 + index}` : party(index).toUpperCase();
		const day = `${String(1 + (row % 28)).padStart(2, '0')}/02/${year}`;
		return `${day};VIR RECU ${words};${((1_000 + (index % 700)) / 100).toFixed(2)}`;
	});
	const file = await client.upload('releve.csv', ['Date;Libellé;Montant', ...rows, ''].join('\n'));
	await client.api('POST', '/banking/statements', { file, account: '5121' });
	const path = '/banking/accounts/5121/proposals';
	const { waiting, lines } = await client.api<Proposals>('GET', path);
	const times = await repeat(10, () => client.api('GET', path), 2);
	return [
		{
			name: `${LINES} lines of a statement matched against ${ITEMS} open items, p95`,
			value: times.p95 / 1000,
			unit: 's',
			bar: 1,
			detail: `p50 ${times.p50.toFixed(0)} ms; ${waiting} wait`
		},
		{
			name: 'of the first 25, those that settle something',
			value: lines.filter(({ proposal }) => proposal?.kind === 'settle').length,
			unit: '',
			bar: 20,
			sense: 'least'
		}
	];
}

/** A name of its own for each: `BAAC`. */
function letters(index: number): string {
	const figures = [...String(10_000 + index)];
	return figures.map((figure) => String.fromCharCode(65 + Number(figure))).join('');
}
