import { addMonths, type Day } from '#shared/day.ts';
import { Refusal, refuseField, type Fault } from '#shared/errors.ts';
import { formatCents, sum } from '#shared/money.ts';

/** A part of what is due, to be paid by a day. */
export interface Instalment {
	readonly dueOn: Day;
	readonly amountCents: number;
}

export const MAX_INSTALMENTS = 24;

/** As equal as cents allow, the first ones bear what is left over: 100,00 in three is 33,34 33,33 33,33. */
export function splitEvenly(amountCents: number, count: number): number[] {
	const share = Math.floor(amountCents / count);
	const over = amountCents - share * count;
	return Array.from({ length: count }, (_, index) => share + (index < over ? 1 : 0));
}

/** Equal parts, a month apart from the first day; the last day of a month that is too short. */
export function monthlyInstalments(amountCents: number, count: number, first: Day): Instalment[] {
	return splitEvenly(amountCents, count).map((share, index) => ({
		dueOn: addMonths(first, index),
		amountCents: share
	}));
}

/**
 * @throws {Refusal} `membership.instalment-empty`, `instalments-disordered`, `instalments-sum`, each where it is
 */
export function checkInstalments(instalments: readonly Instalment[], dueCents: number): void {
	const faults: Fault[] = [];
	instalments.forEach(({ dueOn, amountCents }, index) => {
		const path = `instalments.${index}`;
		const before = instalments[index - 1]?.dueOn;
		if (amountCents <= 0) {
			faults.push({ path: `${path}.amountCents`, code: 'membership.instalment-empty' });
		}
		if (before && dueOn <= before) {
			faults.push({ path: `${path}.dueOn`, code: 'membership.instalments-disordered' });
		}
	});
	const [first] = faults;
	if (first) throw new Refusal('invalid', first.code, {}, faults);
	const total = sum(instalments.map(({ amountCents }) => amountCents));
	if (total !== dueCents) {
		const parameters = { total: formatCents(total), due: formatCents(dueCents) };
		throw refuseField('instalments', 'membership.instalments-sum', parameters);
	}
}

export type InstalmentState = 'paid' | 'late' | 'upcoming';

export interface FollowedInstalment extends Instalment {
	/** What of it is paid: payments go to the first instalments. */
	readonly paidCents: number;
	/** What of it is still to be paid; nothing of it when a discount has made it needless. */
	readonly leftCents: number;
	readonly state: InstalmentState;
}

/** Where each instalment stands on a day. */
export function followInstalments<Line extends Instalment>(
	instalments: readonly Line[],
	{ dueCents, paidCents }: { readonly dueCents: number; readonly paidCents: number },
	today: Day
): (Line & FollowedInstalment)[] {
	let owed = dueCents;
	let received = paidCents;
	return instalments.map((line) => {
		const wanted = Math.min(line.amountCents, owed);
		const paid = Math.min(wanted, received);
		owed -= wanted;
		received -= paid;
		const leftCents = wanted - paid;
		const state = leftCents === 0 ? 'paid' : line.dueOn <= today ? 'late' : 'upcoming';
		return { ...line, paidCents: paid, leftCents, state };
	});
}

/** What a plan asks for on a day, and since when; nothing yet when `owedCents` is zero. */
export interface PlannedDues {
	readonly owedCents: number;
	/** The day of the first instalment that is late; `null` when none is. */
	readonly since: Day | null;
}

/**
 * What is owed of a membership that is paid in instalments; all that is left once the last day has come.
 * `server/instalments.sql.ts` says the same in SQL.
 */
export function plannedDues(
	instalments: readonly Instalment[],
	due: { readonly dueCents: number; readonly paidCents: number },
	today: Day
): PlannedDues {
	const late = followInstalments(instalments, due, today).filter(({ state }) => state === 'late');
	const over = instalments.every(({ dueOn }) => dueOn <= today);
	const owedCents = over
		? due.dueCents - due.paidCents
		: sum(late.map(({ leftCents }) => leftCents));
	return { owedCents, since: owedCents > 0 ? (late[0]?.dueOn ?? null) : null };
}
