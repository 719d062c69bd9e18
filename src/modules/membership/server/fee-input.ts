import { z } from 'zod';
import { Refusal, type Fault } from '#shared/errors.ts';
import { MAX_CENTS } from '../domain/dues.ts';
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
	incomeMaxCents: incomeField
});
export type TariffFields = z.output<typeof tariffFields>;

export const feeFields = z.strictObject({
	name,
	validity: validityField,
	tariffs: z.array(tariffFields).min(1, 'membership.tariff-needed').max(30)
});

/**
 * @throws {Refusal} `membership.tariff-label-twice`, placed on the second; `membership.bounds-reversed`,
 * `membership.prorata-without-season`
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
