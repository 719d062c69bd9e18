/** What is written in the form of a fee, as typed. */
export interface FeeValues {
	name: string;
	kind: string;
	seasonDay: string;
	/** `01` to `12`. */
	seasonMonth: string;
	months: string;
	tariffs: TariffValues[];
}

export interface TariffValues {
	/** Empty for a new one. */
	id: string;
	label: string;
	amount: string;
	free: boolean;
	incomeMeaning: string;
	incomeAccount: string;
	prorated: boolean;
	ageMin: string;
	ageMax: string;
	incomeMin: string;
	incomeMax: string;
	/** `size`, `rank`, or empty for the same price for all. */
	household: string;
	/** Prices from two people, three… up to `LAST_BAND`. */
	bands: string[];
	/** Bands beyond, kept as they are: `6:1000 8:500`. */
	moreBands: string;
}

/** The form asks for the prices from two people up to this many. */
export const LAST_BAND = 5;
export const BANDS: readonly number[] = Array.from(
	{ length: LAST_BAND - 1 },
	(_, index) => index + 2
);

export function emptyTariff(): TariffValues {
	return {
		id: '',
		label: '',
		amount: '',
		free: false,
		incomeMeaning: 'dues',
		incomeAccount: '',
		prorated: false,
		ageMin: '',
		ageMax: '',
		incomeMin: '',
		incomeMax: '',
		household: '',
		bands: BANDS.map(() => ''),
		moreBands: ''
	};
}

export function emptyFee(): FeeValues {
	return {
		name: '',
		kind: 'season',
		seasonDay: '1',
		seasonMonth: '09',
		months: '12',
		tariffs: [emptyTariff()]
	};
}
