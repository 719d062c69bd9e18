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
}

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
		incomeMax: ''
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
