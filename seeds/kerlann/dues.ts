import type { Day } from '#shared/day.ts';
import type { Random } from '../random.ts';
import type { Household, Neighbour } from './households.ts';

/** A price of the fee: label, cents, and whether the person chooses more. */
export const TARIFFS = {
	individual: { label: 'Individuel', amountCents: 2000, free: false },
	family: { label: 'Famille', amountCents: 4500, free: false },
	relative: { label: 'Famille, autre membre', amountCents: 0, free: false },
	reduced: { label: 'Réduit', amountCents: 1000, free: false },
	support: { label: 'Soutien', amountCents: 3000, free: true },
	organisation: { label: 'Structure', amountCents: 6000, free: false }
} as const;
export type TariffKey = keyof typeof TARIFFS;

/** One person joins or renews on a day. */
export interface Due {
	readonly day: Day;
	readonly neighbour: Neighbour;
	readonly tariff: TariffKey;
	readonly amountCents: number;
	/** Absent: recorded, and not paid yet. */
	readonly means: 'cheque' | 'transfer' | 'cash' | undefined;
}

/** The Saturdays when dues are taken, from the forum of associations on; then newcomers of the spring. */
const SATURDAYS: readonly (readonly string[])[] = [
	['2024-09-07', '2024-09-14', '2024-09-21', '2024-10-05', '2024-11-09'],
	['2025-09-06', '2025-09-13', '2025-09-20', '2025-10-04', '2025-11-08'],
	['2026-09-05', '2026-09-12', '2026-09-19', '2026-10-03', '2026-11-07']
];
const SPRING: readonly (readonly string[])[] = [
	['2025-01-18', '2025-03-22', '2025-04-26'],
	['2026-01-17', '2026-03-21', '2026-04-25'],
	[]
];
const LAST_SEASON = SATURDAYS.length - 1;
/** Households that have not paid by now: some said they would, the others have not come back yet. */
const PROMISED = 0.05;
const FORGETFUL = 0.07;

/** Who joins and renews, season after season. */
export function duesOf(random: Random, households: readonly Household[]): Due[] {
	return households.flatMap((household) => {
		const tariff = tariffOf(random, household);
		const amountCents = amountOf(random, tariff);
		const faithful = household.since === 0 && household.until > LAST_SEASON;
		return SATURDAYS.flatMap((_, season) => {
			if (season < household.since || season >= household.until) return [];
			const drawn = season === LAST_SEASON && !faithful ? random.next() : 1;
			if (drawn < FORGETFUL && season > household.since) return [];
			const promised = drawn < FORGETFUL + PROMISED;
			const day = dayOf(random, season, season === household.since);
			const means = promised ? undefined : meansOf(random, household);
			return household.members.map((neighbour, index): Due => {
				const relative = household.kind === 'family' && index > 0;
				return relative
					? { day, neighbour, tariff: 'relative', amountCents: 0, means: means ?? 'cash' }
					: { day, neighbour, tariff, amountCents, means };
			});
		});
	});
}

function dayOf(random: Random, season: number, isNew: boolean): Day {
	const autumn = SATURDAYS[season] ?? [];
	const spring = SPRING[season] ?? [];
	if (isNew && season > 0 && spring.length > 0 && random.chance(0.3)) {
		return random.pick(spring) as Day;
	}
	if (isNew) return random.pick(autumn) as Day;
	return random.pick(random.chance(0.8) ? autumn.slice(0, 3) : autumn) as Day;
}

function tariffOf(random: Random, { kind, members: [payer] }: Household): TariffKey {
	if (kind === 'family') return 'family';
	if (kind === 'organisation') return 'organisation';
	if (random.chance(payer?.generation === 'elder' ? 0.3 : 0.15)) return 'reduced';
	return random.chance(0.09) ? 'support' : 'individual';
}

function amountOf(random: Random, tariff: TariffKey): number {
	const { amountCents, free } = TARIFFS[tariff];
	return free ? amountCents + 1000 * random.int(0, 5) : amountCents;
}

function meansOf(random: Random, { kind }: Household): Due['means'] {
	if (kind === 'organisation') return 'transfer';
	const drawn = random.next();
	return drawn < 0.48 ? 'cheque' : drawn < 0.82 ? 'transfer' : 'cash';
}
