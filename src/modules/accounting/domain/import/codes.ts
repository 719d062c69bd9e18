import { fold } from '#shared/text.ts';
import { DEFAULT_JOURNALS } from '../journal.ts';
import type { JournalKind } from '../journal.ts';

const LONGEST_JOURNAL_CODE = 5;
const MOST_REMEMBERED = 5_000;

/** The code of a journal as the books write codes: a capital, then up to four capitals or figures. */
export const journalCode = remembered((code) => {
	const plain = fold(code)
		.replace(/[^a-z0-9]/g, '')
		.toUpperCase();
	if (plain === '') return 'OD';
	return (/^\d/.test(plain) ? `J${plain}` : plain).slice(0, LONGEST_JOURNAL_CODE);
});

const KINDS: readonly (readonly [RegExp, JournalKind])[] = [
	[/nouveau|ouverture|opening|^an$|^ran$|^ano/, 'opening'],
	[/cloture|closing/, 'closing'],
	[/banque|banc|bank|compte courant|livret|cheque|carte|^bq|^bnq|^bk/, 'bank'],
	[/caisse|espece|cash|^ca$|^cai/, 'cash'],
	[/achat|fournisseur|purchase|^ac|^ha/, 'purchases'],
	[/vente|client|cotisation|recette|facturation|sale|^ve|^vt/, 'sales']
];

/** What a journal is for, by its code when it is a usual one, else by its name. */
export function journalKind(code: string, label: string): JournalKind {
	const usual = DEFAULT_JOURNALS.find((journal) => journal.code === code);
	if (usual) return usual.kind;
	const byName = (text: string) => KINDS.find(([pattern]) => pattern.test(fold(text)))?.[1];
	return byName(label) ?? byName(code) ?? 'miscellaneous';
}

/** An account as the books write accounts: `512-1 a` → `5121A`. Whether it may be one is another question. */
export const accountCode = remembered((code) =>
	code
		.toUpperCase()
		.replace(/[^0-9A-Z]/g, '')
		.slice(0, 20)
);

/** A file says the same few codes on each of its lines. */
function remembered(compute: (code: string) => string): (code: string) => string {
	const known = new Map<string, string>();
	return (code) => {
		let answer = known.get(code);
		if (answer === undefined) {
			answer = compute(code);
			if (known.size < MOST_REMEMBERED) known.set(code, answer);
		}
		return answer;
	};
}
