import { parseCents, toDecimal } from '#shared/money.ts';
import { readFields } from '#platform/page/form.server.ts';
import type { FeeView } from '#modules/membership/server/index.ts';
import {
	BANDS,
	emptyFee,
	emptyTariff,
	LAST_BAND,
	type FeeValues,
	type TariffValues
} from './fee-values.ts';

/** What the button asks for: to save, or one line of tariff more or less. */
type Intent = { readonly kind: 'save' | 'add-line' } | { readonly kind: 'remove-line'; at: number };

export function readFeeForm(form: FormData): { values: FeeValues; intent: Intent } {
	const fields = readFields(form);
	const text = (name: string) => fields[name] ?? '';
	const values: FeeValues = {
		name: text('name'),
		kind: text('validity'),
		seasonDay: text('seasonDay'),
		seasonMonth: text('seasonMonth'),
		months: text('months'),
		tariffs: []
	};
	for (let index = 0; form.has(`tariffs.${index}.label`) && index < 40; index += 1) {
		const field = (name: string) => text(`tariffs.${index}.${name}`);
		values.tariffs.push({
			id: field('id'),
			label: field('label'),
			amount: field('amountCents'),
			free: form.has(`tariffs.${index}.free`),
			incomeMeaning: field('incomeMeaning') || 'dues',
			incomeAccount: field('incomeAccount'),
			prorated: form.has(`tariffs.${index}.prorated`),
			ageMin: field('ageMin'),
			ageMax: field('ageMax'),
			incomeMin: field('incomeMinCents'),
			incomeMax: field('incomeMaxCents'),
			household: field('household'),
			bands: BANDS.map((from) => field(`band.${from}`)),
			moreBands: field('moreBands')
		});
	}
	const [kind, at] = text('intent').split(' ');
	if (kind === 'remove-line') return { values, intent: { kind, at: Number(at) } };
	return { values, intent: { kind: kind === 'add-line' ? kind : 'save' } };
}

/** The lines after the button; saving leaves out those where nothing is written. */
export function withLines(values: FeeValues, intent: Intent): FeeValues {
	const { tariffs } = values;
	if (intent.kind === 'add-line') return { ...values, tariffs: [...tariffs, emptyTariff()] };
	if (intent.kind === 'remove-line') {
		return { ...values, tariffs: tariffs.filter((_, index) => index !== intent.at) };
	}
	return { ...values, tariffs: tariffs.filter(({ label, amount }) => label || amount) };
}

/** The input of `define-fee` and `edit-fee`; what can't be read is refused there. */
export function toFeeInput(values: FeeValues) {
	const { kind, seasonDay, seasonMonth, months } = values;
	const validity =
		kind === 'season'
			? { kind, startsOn: `${seasonMonth}-${seasonDay.padStart(2, '0')}` }
			: kind === 'rolling'
				? { kind, months: Number(months) }
				: { kind };
	return { name: values.name, validity, tariffs: values.tariffs.map(toTariffInput) };
}

function toTariffInput(tariff: TariffValues) {
	const { id, label, amount, free, incomeMeaning, incomeAccount } = tariff;
	const { prorated, ageMin, ageMax, incomeMin, incomeMax } = tariff;
	const empty = amount === '' && free;
	return {
		...(id && { id }),
		label,
		amountCents: empty ? 0 : (parseCents(amount) ?? Number.NaN),
		free,
		incomeMeaning,
		...(incomeAccount && { incomeAccount }),
		prorated,
		...(ageMin && { ageMin: Number(ageMin) }),
		...(ageMax && { ageMax: Number(ageMax) }),
		...(incomeMin && { incomeMinCents: parseCents(incomeMin) ?? Number.NaN }),
		...(incomeMax && { incomeMaxCents: parseCents(incomeMax) ?? Number.NaN }),
		...(tariff.household && { household: { by: tariff.household, bands: bandsOf(tariff) } })
	};
}

function bandsOf({ bands, moreBands }: TariffValues) {
	const typed = BANDS.flatMap((from, index) => {
		const amount = bands[index];
		return amount ? [{ from, amountCents: parseCents(amount) ?? Number.NaN }] : [];
	});
	const kept = moreBands.split(' ').filter(Boolean);
	return [
		...typed,
		...kept.map((band) => {
			const [from, amountCents] = band.split(':').map(Number);
			return { from, amountCents };
		})
	];
}

/** What the form of an existing fee begins with. */
export function toFeeValues({ name, validity, tariffs }: FeeView): FeeValues {
	const usual = emptyFee();
	const [seasonMonth = usual.seasonMonth, day = usual.seasonDay] =
		validity.kind === 'season' ? validity.startsOn.split('-') : [];
	return {
		name,
		kind: validity.kind,
		seasonMonth,
		seasonDay: String(Number(day)),
		months: validity.kind === 'rolling' ? String(validity.months) : usual.months,
		tariffs: tariffs
			.filter(({ archived }) => !archived)
			.map((tariff) => ({
				id: tariff.id,
				label: tariff.label,
				amount: toDecimal(tariff.amountCents),
				free: tariff.free,
				incomeMeaning: tariff.incomeMeaning,
				incomeAccount: tariff.incomeAccount ?? '',
				prorated: tariff.prorated,
				ageMin: tariff.ageMin === null ? '' : String(tariff.ageMin),
				ageMax: tariff.ageMax === null ? '' : String(tariff.ageMax),
				incomeMin: tariff.incomeMinCents === null ? '' : toDecimal(tariff.incomeMinCents),
				incomeMax: tariff.incomeMaxCents === null ? '' : toDecimal(tariff.incomeMaxCents),
				household: tariff.household?.by ?? '',
				bands: BANDS.map((from) => {
					const band = tariff.household?.bands.find((one) => one.from === from);
					return band ? toDecimal(band.amountCents) : '';
				}),
				moreBands: (tariff.household?.bands ?? [])
					.filter(({ from }) => from > LAST_BAND)
					.map(({ from, amountCents }) => `${from}:${amountCents}`)
					.join(' ')
			}))
	};
}
