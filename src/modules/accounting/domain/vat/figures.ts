import { sum } from '#shared/money.ts';
import { toWholeEuros } from './amounts.ts';
import type { Regime } from './period.ts';
import { EXEMPT_LINES, importBox, importedRateOf, rateOf } from './rates.ts';
import { isOwed, type VatKind } from './vat-kind.ts';

/** What of an operation a declaration takes, in cents; what lessens it is below zero. */
export interface TaxItem {
	readonly kind: VatKind;
	/** Code of the rate, of what is owed. */
	readonly rate: string | null;
	readonly baseCents: number;
	readonly vatCents: number;
	/** The entry it is of, by which what is deducted of an import is told. */
	readonly entryId?: string;
}

/** Lines that are no rate: their number on 3310-CA3-SD (cerfa 10963) and on 3517-S-SD (cerfa 11417), when there. */
const LINES = {
	sales: ['A1', ''],
	'acquired-services': ['A3', ''],
	'acquired-import': ['A4', ''],
	'acquired-goods': ['B2', ''],
	'sales-reduced': ['B5', ''],
	exempt: [EXEMPT_LINES.ca3, EXEMPT_LINES.ca12],
	'exempt-reduced': ['F8', ''],
	repaid: ['15', '18'],
	gross: ['16', '19'],
	'acquired-tax': ['17', ''],
	asset: ['19', '23'],
	deductible: ['20', '20'],
	reduced: ['21', '25'],
	carried: ['22', '24'],
	'deductible-total': ['23', '26'],
	'import-deductible': ['24', ''],
	credit: ['25', '29'],
	refund: ['26', ''],
	'to-carry': ['27', ''],
	net: ['28', '28'],
	'to-pay': ['32', '']
} as const;

export type BoxName = keyof typeof LINES;

export interface Box {
	/** A name of above, or the code of a rate. */
	readonly id: string;
	/** Number of the line on the form. */
	readonly line: string;
	readonly section: 'operations' | 'gross' | 'deductible' | 'result';
	/** Whole euros, in cents; nothing where the form asks nothing. */
	readonly baseCents: number | null;
	readonly taxCents: number | null;
	/** To the cent, before it is rounded; nothing for a total. */
	readonly exactCents: number | null;
}

export interface Figures {
	readonly boxes: readonly Box[];
	/** To pay, in whole euros. */
	readonly dueCents: number;
	/** To carry over to the next declaration, in whole euros: what is asked back is left out. */
	readonly creditCents: number;
}

/** What a declaration begins and ends with, in cents of whole euros. */
export interface Credit {
	/** That of the declaration before. */
	readonly carriedCents: number;
	/** What is asked back of the new one (form 3519), never more than it. */
	readonly refundCents?: number | undefined;
}

/**
 * The box that the items of a kind and rate go to together. The forms take nothing below zero: what buyers were given
 * back is deducted, and what suppliers gave back is paid.
 */
export function boxesOf<Item extends TaxItem>(items: readonly Item[]): Map<string, Item[]> {
	const groups = Map.groupBy(items, ({ kind, rate }) => {
		if (!isOwed(kind)) return kind;
		return kind === 'acquired-import' ? importBox(rate ?? '') : (rate ?? '');
	});
	const boxes = new Map<string, Item[]>();
	for (const [name, group] of groups) {
		const kind = group[0]?.kind;
		const total = kind === 'exempt' ? base(group) : tax(group);
		const turned = isOwed(kind) ? 'reduced' : kind === 'exempt' ? 'exempt-reduced' : 'repaid';
		const box = total < 0 ? turned : name;
		boxes.set(box, [...(boxes.get(box) ?? []), ...group]);
	}
	return boxes;
}

const tax = (items: readonly TaxItem[]) => sum(items.map(({ vatCents }) => vatCents));
const base = (items: readonly TaxItem[]) => sum(items.map(({ baseCents }) => baseCents));

/** The figures of a declaration, in whole euros as the forms ask (CGI art. 1657), and what they are made of. */
export function figuresOf(
	items: readonly TaxItem[],
	{ carriedCents, refundCents = 0 }: Credit,
	regime: Regime
): Figures {
	const boxes = boxesOf(items);
	const of = (id: string) => boxes.get(id) ?? [];
	const form = regime === 'yearly' ? 'ca12' : 'ca3';
	const line = (id: BoxName) => LINES[id][form === 'ca3' ? 0 : 1];
	const rates = [...boxes.keys()]
		.flatMap((code) => rateOf(code) ?? [])
		.sort((a, b) => b.basisPoints - a.basisPoints || (a.code < b.code ? -1 : 1));
	const taxed = rates.map(({ code, lines }): Box => {
		const exactCents = tax(of(code));
		const [baseCents, taxCents] = [toWholeEuros(base(of(code))), toWholeEuros(exactCents)];
		return { id: code, line: lines[form], section: 'gross', baseCents, taxCents, exactCents };
	});
	const plain = (id: BoxName, section: Box['section'], exact: number): Box => {
		const taxCents = toWholeEuros(exact);
		return { id, line: line(id), section, baseCents: null, taxCents, exactCents: exact };
	};
	const operation = (id: BoxName, cents: number): Box => {
		const [baseCents, exactCents] = [toWholeEuros(cents), cents];
		return { id, line: line(id), section: 'operations', baseCents, taxCents: null, exactCents };
	};
	const total = (id: BoxName, section: Box['section'], taxCents: number): Box => {
		return { id, line: line(id), section, baseCents: null, taxCents, exactCents: null };
	};
	const imported = [...boxes.keys()]
		.flatMap((box) => importedRateOf(box) ?? [])
		.sort((a, b) => b.basisPoints - a.basisPoints)
		.map(({ code, importLine }): Box => {
			const id = importBox(code);
			const exactCents = tax(of(id));
			const [baseCents, taxCents] = [toWholeEuros(base(of(id))), toWholeEuros(exactCents)];
			return { id, line: importLine, section: 'gross', baseCents, taxCents, exactCents };
		});
	const gross = [...taxed, ...imported, plain('repaid', 'gross', 0 - tax(of('repaid')))];
	const grossCents = sum(gross.map(({ taxCents }) => taxCents ?? 0));
	const deductible = [
		plain('asset', 'deductible', tax(of('asset'))),
		plain('deductible', 'deductible', tax(of('deductible'))),
		plain('reduced', 'deductible', 0 - tax(of('reduced'))),
		plain('carried', 'deductible', carriedCents)
	];
	const deductibleCents = sum(deductible.map(({ taxCents }) => taxCents ?? 0));
	const dueCents = Math.max(grossCents - deductibleCents, 0);
	const creditCents = Math.max(deductibleCents - grossCents, 0);
	const leftCents = creditCents - refundCents;
	const owed = [...rates.map(({ code }) => code), ...imported.map(({ id }) => id)].flatMap(of);
	const ofKind = (wanted: VatKind) => owed.filter(({ kind }) => kind === wanted);
	const importedCents = toWholeEuros(tax(deductedOfImports(items)));
	const acquiredCents = toWholeEuros(tax(ofKind('acquired-goods')));
	const told = ({ id, baseCents, taxCents, exactCents }: Box) =>
		id === 'sales' || id === 'deductible' || Boolean(baseCents || taxCents || exactCents);
	return {
		boxes: [
			...[
				operation('sales', base(ofKind('collected'))),
				operation('acquired-services', base(ofKind('acquired-services'))),
				operation('acquired-import', base(ofKind('acquired-import'))),
				operation('acquired-goods', base(ofKind('acquired-goods'))),
				operation('sales-reduced', 0 - base(of('reduced'))),
				operation('exempt', base(of('exempt'))),
				operation('exempt-reduced', 0 - base(of('exempt-reduced'))),
				...gross
			].filter(told),
			total('gross', 'gross', grossCents),
			...(acquiredCents > 0 ? [total('acquired-tax', 'gross', acquiredCents)] : []),
			...deductible.filter(told),
			total('deductible-total', 'deductible', deductibleCents),
			...(importedCents > 0 ? [total('import-deductible', 'deductible', importedCents)] : []),
			...(creditCents > 0
				? [
						total('credit', 'result', creditCents),
						...(refundCents > 0 ? [total('refund', 'result', refundCents)] : []),
						total('to-carry', 'result', leftCents)
					]
				: [total('net', 'result', dueCents), total('to-pay', 'result', dueCents)])
		].filter(({ line: number }) => number !== ''),
		dueCents,
		creditCents: leftCents
	};
}

/** What is deducted of imports: in the entry of each, the tax deducted on the same amount. */
export function deductedOfImports<Item extends TaxItem>(items: readonly Item[]): Item[] {
	const key = ({ entryId, baseCents }: TaxItem) => `${entryId} ${baseCents}`;
	const imports = new Set(items.filter(({ kind }) => kind === 'acquired-import').map(key));
	const deducted = ({ kind }: TaxItem) => kind === 'deductible' || kind === 'asset';
	return items.filter((item) => deducted(item) && imports.has(key(item)));
}
