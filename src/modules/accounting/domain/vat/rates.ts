import type { Day } from '#shared/day.ts';

/** Where the operations are made: rates differ overseas and in Corsica (CGI art. 294 to 297). */
export const TERRITORIES = ['mainland', 'corsica', 'overseas'] as const;
export type Territory = (typeof TERRITORIES)[number];

export interface VatRate {
	/** What an entry keeps; stays for good. */
	readonly code: string;
	/** Hundredths of a percent: 550 is 5.5 %. */
	readonly basisPoints: number;
	readonly territories: readonly Territory[];
	readonly from: Day;
	/** Last day; still in force when absent. */
	readonly until?: Day;
	/** Its line of forms 3310-CA3-SD and 3517-S-SD; old rates share one (13 and 10). */
	readonly lines: { readonly ca3: string; readonly ca12: string };
	/** The line of form 3310-CA3-SD for what is imported at this rate; its own line when it has none. */
	readonly importLine: string;
}

const on = (text: string) => text as Day;

/** Lines I1 to I6 of form 3310-CA3-SD, by hundredths of a percent. */
const IMPORT_LINES: ReadonlyMap<number, string> = new Map([
	[2000, 'I1'],
	[1000, 'I2'],
	[850, 'I3'],
	[550, 'I4'],
	[210, 'I5'],
	[105, 'I6']
]);

/** CGI art. 278 (20 %), 278-0 bis (5.5 %), 278 bis and following (10 %), 281 quater and following (2.1 %), 296, 297. */
export const VAT_RATES: readonly VatRate[] = [
	rate('fr-2000', 2000, ['mainland', 'corsica'], '2014-01-01', '08', '5A'),
	rate('fr-1000', 1000, ['mainland'], '2014-01-01', '9B', '6C'),
	rate('fr-550', 550, ['mainland'], '1982-07-01', '09', '06'),
	rate('fr-210', 210, ['mainland'], '1989-01-01', 'T6', '09'),
	rate('co-1000', 1000, ['corsica'], '2014-01-01', 'T3', '09'),
	rate('co-210', 210, ['corsica'], '1989-01-01', 'T4', '09'),
	rate('co-90', 90, ['corsica'], '1989-01-01', 'T5', '09'),
	rate('om-850', 850, ['overseas'], '1995-08-01', '10', '07'),
	rate('om-210', 210, ['overseas'], '1995-08-01', '11', '08'),
	rate('om-175', 175, ['overseas'], '1995-08-01', 'T1', '09'),
	rate('om-105', 105, ['overseas'], '1995-08-01', 'T2', '09'),
	rate('fr-1960', 1960, ['mainland', 'corsica'], '2000-04-01', '13', '10', '2013-12-31'),
	rate('fr-700', 700, ['mainland'], '2012-01-01', '13', '10', '2013-12-31')
];

/** Taxable in principle, exempt by law (CGI art. 261): told apart from what is outside the scope of the tax. */
export const EXEMPT = 'exempt';
export const EXEMPT_LINES = { ca3: 'E2', ca12: '03' } as const;

function rate(
	code: string,
	basisPoints: number,
	territories: readonly Territory[],
	from: string,
	ca3: string,
	ca12: string,
	until?: string
): VatRate {
	const importLine = IMPORT_LINES.get(basisPoints) ?? ca3;
	const common = { code, basisPoints, territories, from: on(from), importLine };
	const lines = { ca3, ca12 };
	return { ...common, lines, ...(until && { until: on(until) }) };
}

/** The rates in force on a day somewhere, the highest first. */
export function ratesOn(territory: Territory, day: Day): VatRate[] {
	return VAT_RATES.filter(
		({ territories, from, until }) =>
			territories.includes(territory) && from <= day && (!until || day <= until)
	).sort((a, b) => b.basisPoints - a.basisPoints);
}

/** Before the code of a rate, in the name of the box of what is imported at it. */
const IMPORT_BOX = 'import-';

/** The box of what is imported at a rate. */
export function importBox(code: string): string {
	return IMPORT_BOX + code;
}

/** The rate of a box of imports; nothing of another box. */
export function importedRateOf(box: string): VatRate | undefined {
	return box.startsWith(IMPORT_BOX) ? rateOf(box.slice(IMPORT_BOX.length)) : undefined;
}

export function rateOf(code: string): VatRate | undefined {
	return VAT_RATES.find((known) => known.code === code);
}
