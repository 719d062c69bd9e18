import { addDays, addMonths, type Day } from '#shared/day.ts';
import type { Meaning } from '#modules/accounting/index.ts';
import type { Random } from '../random.ts';

export const CURRENT = '5121';
export const SAVINGS = '5122';
export const CASH = '530';
export const CHEQUES = '5112';

/** Money spent, received or moved, other than dues. */
export interface Movement {
	readonly day: Day;
	readonly label: string;
	readonly amountCents: number;
	readonly kind: 'expense' | 'income' | 'transfer';
	/** The account it moves through, or leaves. */
	readonly means: string;
	/** For a transfer: where it goes. */
	readonly to?: string;
	readonly meaning?: Meaning;
	readonly thirdParty?: string;
	readonly voucher?: 'invoice' | 'receipt';
}

/** Day without its year, label, amount in euros and how far it wanders, meaning, then what is particular. */
type Row = readonly [
	monthDay: string,
	label: string,
	euros: number,
	wander: number,
	meaning: Meaning,
	rest?: Partial<Movement>
];

const CASH_ROW = { means: CASH } as const;
const bill = (thirdParty: string) => ({ thirdParty, voucher: 'invoice' }) as const;
const ticket = (thirdParty: string) => ({ thirdParty, voucher: 'receipt' }) as const;

const EXPENSES: readonly Row[] = [
	[
		'01-14',
		'Assurance multirisque de l’année',
		186.4,
		6,
		'insurance',
		bill('Mutuelle des jardins')
	],
	[
		'01-22',
		'Adhésion au réseau des jardins partagés',
		60,
		0,
		'memberships',
		bill('Réseau Jardins')
	],
	[
		'02-06',
		'Affiches et bulletins, imprimerie',
		74.8,
		15,
		'communication',
		bill('Imprimerie du Steir')
	],
	['02-18', 'Graines de printemps', 142.35, 30, 'other-supplies', bill('Graines d’ici')],
	['03-04', 'Terreau et paillage', 118.9, 25, 'other-supplies', ticket('Jardinerie de l’Odet')],
	[
		'03-11',
		'Outils : bêches, fourches, gants',
		164.5,
		50,
		'equipment',
		bill('Quincaillerie Cornouaille')
	],
	['03-15', 'Loyer du local, 1er trimestre', 120, 0, 'rent', { thirdParty: 'Mairie de Kerlann' }],
	['03-29', 'Buffet de l’assemblée générale', 96.2, 20, 'receptions', ticket('Épicerie du bourg')],
	[
		'04-09',
		'Compost végétal, deux bennes',
		210,
		30,
		'other-supplies',
		bill('Compost de Cornouaille')
	],
	['04-24', 'Formation taille des fruitiers', 240, 0, 'training', bill('Les Croqueurs de pommes')],
	[
		'05-05',
		'Pots et étiquettes pour la vente',
		58.7,
		12,
		'other-supplies',
		ticket('Jardinerie de l’Odet')
	],
	['05-28', 'Eau du jardin, premier semestre', 87.15, 20, 'energy', bill('Eau de Cornouaille')],
	[
		'06-08',
		'Boissons pour la buvette',
		112.4,
		20,
		'goods',
		{ ...CASH_ROW, ...ticket('Cave du port') }
	],
	['06-15', 'Loyer du local, 2e trimestre', 120, 0, 'rent', { thirdParty: 'Mairie de Kerlann' }],
	['07-03', 'Tuyaux et arrosoirs', 93.6, 25, 'equipment', bill('Quincaillerie Cornouaille')],
	[
		'07-12',
		'Boissons et crêpes pour la buvette',
		138.9,
		25,
		'goods',
		{ ...CASH_ROW, ...ticket('Cave du port') }
	],
	[
		'08-20',
		'Peinture pour la cabane des enfants',
		64.25,
		15,
		'equipment',
		ticket('Quincaillerie Cornouaille')
	],
	['09-02', 'Banderole pour le forum', 88, 10, 'communication', bill('Imprimerie du Steir')],
	['09-15', 'Loyer du local, 3e trimestre', 120, 0, 'rent', { thirdParty: 'Mairie de Kerlann' }],
	['09-23', 'Graines d’automne, engrais verts', 86.4, 20, 'other-supplies', bill('Graines d’ici')],
	['10-07', 'Location du broyeur', 145, 15, 'hire', bill('Loca Bretagne')],
	[
		'10-21',
		'Frais de route de la bourse aux graines',
		42.6,
		10,
		'travel',
		{ thirdParty: 'Solenn Riou' }
	],
	['11-05', 'Eau du jardin, second semestre', 104.3, 20, 'energy', bill('Eau de Cornouaille')],
	[
		'11-18',
		'Terreau et paillage pour la serre',
		62.8,
		8,
		'other-supplies',
		ticket('Jardinerie de l’Odet')
	],
	[
		'12-06',
		'Hébergement du site et nom de domaine',
		48,
		0,
		'post-and-phone',
		bill('Hébergeur associatif')
	],
	['12-15', 'Loyer du local, 4e trimestre', 120, 0, 'rent', { thirdParty: 'Mairie de Kerlann' }]
];

const INCOMES: readonly Row[] = [
	['01-30', 'Don au jardin', 50, 20, 'gifts', { thirdParty: 'Yvonne Hascoët' }],
	['02-22', 'Atelier semis, participations', 84, 24, 'activities', CASH_ROW],
	['03-16', 'Atelier compost, participations', 96, 24, 'activities', CASH_ROW],
	['04-03', 'Don pour la serre', 120, 40, 'gifts', { thirdParty: 'Hervé Le Bras' }],
	['05-10', 'Vente de plants au marché', 386.5, 90, 'sales', CASH_ROW],
	['05-12', 'Vente de plants, virements', 148, 60, 'sales'],
	['06-14', 'Buvette de la fête du jardin', 268.4, 70, 'events', CASH_ROW],
	[
		'06-26',
		'Subvention de la commune',
		1500,
		0,
		'grants',
		{ thirdParty: 'Mairie de Kerlann', voucher: 'invoice' }
	],
	['07-20', 'Buvette du fest-noz', 342.1, 80, 'events', CASH_ROW],
	[
		'09-12',
		'Mécénat de la coopérative',
		300,
		0,
		'patronage',
		{ thirdParty: 'Coopérative de l’Odet' }
	],
	['10-11', 'Atelier jus de pomme, participations', 132, 36, 'activities', CASH_ROW],
	['11-12', 'Don de Mme Quéré', 30, 0, 'gifts', { thirdParty: 'Madeleine Quéré' }],
	['12-03', 'Don de fin d’année', 80, 30, 'gifts', { thirdParty: 'Daniel Prigent' }]
];

/** What happens once, by year; each is a repair, spent in the year it is made. */
const ONCE: Readonly<Record<string, readonly Row[]>> = {
	2024: [['10-02', 'Réfection des clôtures', 2148.6, 0, 'upkeep', bill('Menuiserie Le Berre')]],
	2025: [
		['04-16', 'Animation nature avec l’école', 640, 0, 'outside-help', bill('Bretagne Nature')],
		['11-25', 'Serre réparée après la tempête', 1894.2, 0, 'upkeep', bill('Verre et Métal')]
	],
	2026: [
		['09-24', 'Élagage des grands arbres', 1656, 0, 'upkeep', bill('Arbres et Cimes')],
		['06-03', 'Animation nature avec l’école', 720, 0, 'outside-help', bill('Bretagne Nature')]
	]
};

const SAVED: Readonly<Record<string, number>> = { 2024: 300, 2025: 500, 2026: 500 };
const LAST_DAY = '2026-11-21';

/** What a year brings and costs, up to the last day of the story, in the order of days. */
export function movementsOf(random: Random, year: number): Movement[] {
	const all = [
		...[...EXPENSES, ...(ONCE[year] ?? [])].map((row) => fromRow(random, year, 'expense', row)),
		...INCOMES.map((row) => fromRow(random, year, 'income', row)),
		...bankFees(year),
		...moved(year)
	];
	return all.filter(({ day }) => day <= LAST_DAY).sort((a, b) => (a.day < b.day ? -1 : 1));
}

function fromRow(
	random: Random,
	year: number,
	kind: Movement['kind'],
	[monthDay, label, euros, wander, meaning, rest]: Row
): Movement {
	const cents = Math.round(euros * 100) + (wander > 0 ? random.int(-wander * 50, wander * 50) : 0);
	// Participations and gifts are round sums.
	const amountCents = Number.isInteger(euros)
		? Math.max(100, Math.round(cents / 100) * 100)
		: cents;
	return {
		day: `${year}-${monthDay}` as Day,
		label,
		amountCents,
		kind,
		means: CURRENT,
		meaning,
		...rest
	};
}

function bankFees(year: number): Movement[] {
	return Array.from({ length: 12 }, (_, month) => ({
		day: addDays(addMonths(`${year}-01-01` as Day, month + 1), -1),
		label: 'Frais de tenue de compte',
		amountCents: 450 + 20 * (year - 2024),
		kind: 'expense',
		means: CURRENT,
		meaning: 'bank-fees',
		thirdParty: 'Banque coopérative'
	}));
}

/** Savings, their interest, and the cash box emptied after the feasts. */
function moved(year: number): Movement[] {
	const transfer = (monthDay: string, label: string, euros: number, means: string, to: string) => ({
		day: `${year}-${monthDay}` as Day,
		label,
		amountCents: euros * 100,
		kind: 'transfer' as const,
		means,
		to
	});
	return [
		transfer('05-13', 'Remise d’espèces à la banque', 350, CASH, CURRENT),
		transfer('07-23', 'Remise d’espèces à la banque', 400, CASH, CURRENT),
		transfer('10-14', 'Virement vers le livret', SAVED[year] ?? 0, CURRENT, SAVINGS),
		{
			day: `${year}-12-31` as Day,
			label: 'Intérêts du livret',
			amountCents: 2150 + 1180 * (year - 2024),
			kind: 'income',
			means: SAVINGS,
			meaning: 'interest',
			thirdParty: 'Banque coopérative'
		}
	];
}
