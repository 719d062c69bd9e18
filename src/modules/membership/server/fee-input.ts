import { z } from 'zod';
import { Refusal, type Fault } from '#shared/errors.ts';
import { MAX_CENTS } from '../domain/dues.ts';
import { HOUSEHOLD_RULES } from '../domain/household-price.ts';
import type { MonthDay, Validity } from '../domain/validity.ts';
import { isMonthDay, USUAL_MONTHS, USUAL_SEASON_START } from '../domain/validity.ts';
import { INCOME_MEANINGS } from './income.ts';

const name = z.string().trim().min(1).max(80);

export const validityField = z.discriminatedUnion('kind', [
	z.strictObject({
		kind: z.literal('season'),
		/** `MM-DD`, the first day; 1 September unless said. */
		startsOn: (
			z.string().refine(isMonthDay, 'membership.season-start-invalid') as unknown as z.ZodType<
				MonthDay,
				string
			>
		).default(USUAL_SEASON_START)
	}),
	z.strictObject({
		kind: z.literal('rolling'),
		months: z.int().min(1).max(60).default(USUAL_MONTHS)
	}),
	z.strictObject({ kind: z.enum(['calendar-year', 'lifetime', 'day']) })
]);

const ageField = z
	.int('membership.age-unreadable')
	.min(0, 'membership.age-unreadable')
	.max(130, 'membership.age-unreadable')
	.nullish();

const incomeField = z
	.int('membership.amount-unreadable')
	.min(0, 'membership.amount-negative')
	.max(MAX_CENTS)
	.nullish();

const householdField = z
	.strictObject({
		/** By how many live in the household, or by the rank of the person among those who have the tariff. */
		by: z.enum(HOUSEHOLD_RULES),
		/** The price from the second, the third… on; below, that of the tariff. Cents. */
		bands: z
			.array(
				z.strictObject({
					from: z.int('membership.band-unreadable').min(2, 'membership.band-unreadable').max(20),
					amountCents: z
						.int('membership.amount-unreadable')
						.min(0, 'membership.amount-negative')
						.max(MAX_CENTS)
				})
			)
			.min(1, 'membership.band-needed')
			.max(10)
	})
	.nullish();

export const tariffFields = z.strictObject({
	/** A tariff that exists already; absent for a new one. */
	id: z.uuid().optional(),
	label: name,
	/** The price, or the least when `free`. */
	amountCents: z
		.int('membership.amount-unreadable')
		.min(0, 'membership.amount-negative')
		.max(MAX_CENTS),
	/** The person chooses the amount. */
	free: z.boolean().default(false),
	/** Where the money goes in the accounts, in plain words. */
	incomeMeaning: z.enum(INCOME_MEANINGS).default('dues'),
	/** Or the number of an account, which then decides. */
	incomeAccount: z.string().trim().min(3).max(20).nullish(),
	/** Who joins within a season or year pays a twelfth for each month left, the first included. */
	prorated: z.boolean().default(false),
	/** Years on the first day of the membership, both bounds included. */
	ageMin: ageField,
	ageMax: ageField,
	/** Bracket of income in cents, both bounds included; whoever enrols says that they have seen a proof. */
	incomeMinCents: incomeField,
	incomeMaxCents: incomeField,
	/** A price that depends on the household; not for a free amount. */
	household: householdField
});
export type TariffFields = z.output<typeof tariffFields>;

export const feeFields = z.strictObject({
	name,
	validity: validityField,
	tariffs: z.array(tariffFields).min(1, 'membership.tariff-needed').max(30)
});

/**
 * @throws {Refusal} `membership.tariff-label-twice`, placed on the second; `membership.bounds-reversed`,
 * `membership.prorata-without-season`, `membership.household-free`, `membership.bands-disordered`
 */
export function checkTariffs(validity: Validity, tariffs: readonly TariffFields[]): void {
	const seen = new Set<string>();
	const faults: Fault[] = [];
	tariffs.forEach((tariff, index) => {
		const { label } = tariff;
		const path = `tariffs.${index}`;
		for (const field of ['age', 'income'] as const) {
			if (!isReversed(field, tariff)) continue;
			const last = field === 'age' ? 'ageMax' : 'incomeMaxCents';
			faults.push({ path: `${path}.${last}`, code: 'membership.bounds-reversed' });
		}
		if (tariff.prorated && validity.kind !== 'season' && validity.kind !== 'calendar-year') {
			faults.push({ path: `${path}.prorated`, code: 'membership.prorata-without-season' });
		}
		if (tariff.household && tariff.free) {
			faults.push({ path: `${path}.household`, code: 'membership.household-free' });
		}
		const wrong = disordered(tariff.household?.bands ?? []);
		if (wrong >= 0) {
			const band = `${path}.household.bands.${wrong}.from`;
			faults.push({ path: band, code: 'membership.bands-disordered' });
		}
		const key = label.toLocaleLowerCase('fr');
		if (seen.has(key)) {
			const code = 'membership.tariff-label-twice';
			faults.push({ path: `tariffs.${index}.label`, code, parameters: { label } });
		}
		seen.add(key);
	});
	const [first] = faults;
	if (first) throw new Refusal('invalid', first.code, first.parameters, faults);
}

/** The place of the first band that does not come after the one before it; −1 when none. */
function disordered(bands: readonly { from: number }[]): number {
	return bands.findIndex(({ from }, index) => from <= (bands[index - 1]?.from ?? 1));
}

function isReversed(field: 'age' | 'income', tariff: TariffFields): boolean {
	const [from, to] =
		field === 'age'
			? [tariff.ageMin, tariff.ageMax]
			: [tariff.incomeMinCents, tariff.incomeMaxCents];
	return (from ?? 0) > (to ?? Infinity);
}

export interface ValidityColumns {
	readonly validity: Validity['kind'];
	readonly season_start: string | null;
	readonly months: number | null;
}

export function toColumns(validity: Validity): ValidityColumns {
	return {
		validity: validity.kind,
		season_start: validity.kind === 'season' ? validity.startsOn : null,
		months: validity.kind === 'rolling' ? validity.months : null
	};
}

export function toValidity({ validity, season_start, months }: ValidityColumns): Validity {
	if (validity === 'season') {
		return { kind: validity, startsOn: (season_start as MonthDay | null) ?? USUAL_SEASON_START };
	}
	if (validity === 'rolling') return { kind: validity, months: months ?? USUAL_MONTHS };
	return { kind: validity };
}
