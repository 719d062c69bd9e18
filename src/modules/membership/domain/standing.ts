import type { Day } from '#shared/day.ts';
import { addDays, daysBetween } from '#shared/day.ts';
import type { PlannedDues } from './instalments.ts';

/** What the standing of a person is read from; cancelled memberships are left out. */
export interface MembershipFacts {
	readonly startsOn: Day;
	/** Last day, included; `null` when it never ends. */
	readonly endsOn: Day | null;
	readonly dueCents: number;
	readonly paidCents: number;
	/** When it is paid in instalments: what they ask for today; otherwise all is owed from the first day. */
	readonly plan?: PlannedDues | null;
}

/** Where a person stands on a day. */
export type Standing =
	| { readonly kind: 'up-to-date'; readonly until: Day | null }
	/** Owed on all memberships that have begun, `days` since the oldest of them began. */
	| {
			readonly kind: 'owing';
			readonly owedCents: number;
			readonly since: Day;
			readonly days: number;
	  }
	| { readonly kind: 'upcoming'; readonly from: Day }
	| { readonly kind: 'expired'; readonly on: Day }
	| { readonly kind: 'none' };

export const STANDING_KINDS = ['up-to-date', 'owing', 'upcoming', 'expired', 'none'] as const;

/**
 * Money owed comes first, even for a membership that has ended; then a membership that runs, one to come,
 * one that has ended. `membership/server/standing.sql.ts` says the same in SQL.
 */
export function standingOn(memberships: readonly MembershipFacts[], today: Day): Standing {
	const begun = memberships.filter(({ startsOn }) => startsOn <= today);
	const unpaid = begun.filter((membership) => owedOf(membership) > 0);
	if (unpaid.length > 0) return owing(unpaid, today);
	const running = begun.filter(({ endsOn }) => endsOn === null || endsOn >= today);
	if (running.length > 0) return { kind: 'up-to-date', until: coveredUntil(memberships, running) };
	const [from] = memberships
		.map(({ startsOn }) => startsOn)
		.filter((start) => start > today)
		.sort();
	if (from) return { kind: 'upcoming', from };
	const on = memberships.map(({ endsOn }) => endsOn).reduce(later, undefined);
	return on ? { kind: 'expired', on } : { kind: 'none' };
}

function owedOf({ dueCents, paidCents, plan }: MembershipFacts): number {
	return plan ? plan.owedCents : dueCents - paidCents;
}

function owing(unpaid: readonly MembershipFacts[], today: Day): Standing {
	const [since = today] = unpaid.map(({ plan, startsOn }) => plan?.since ?? startsOn).sort();
	const owedCents = unpaid.reduce((sum, membership) => sum + owedOf(membership), 0);
	return { kind: 'owing', owedCents, since, days: daysBetween(since, today) };
}

/** The last day of what runs, carried on by paid memberships that follow without a gap. */
function coveredUntil(
	memberships: readonly MembershipFacts[],
	running: readonly MembershipFacts[]
): Day | null {
	if (running.some(({ endsOn }) => endsOn === null)) return null;
	let until = running.map(({ endsOn }) => endsOn).reduce(later, undefined) ?? null;
	const paid = memberships.filter(({ dueCents, paidCents }) => paidCents >= dueCents);
	const byStart = paid.toSorted((a, b) => (a.startsOn < b.startsOn ? -1 : 1));
	for (const { startsOn, endsOn } of byStart) {
		if (until === null || startsOn > addDays(until, 1)) break;
		until = endsOn === null ? null : (later(until, endsOn) ?? until);
	}
	return until;
}

function later(a: Day | null | undefined, b: Day | null): Day | null | undefined {
	if (!a) return b;
	return b && b > a ? b : a;
}

export type MembershipState = 'up-to-date' | 'owing' | 'upcoming' | 'expired';

/** Where one membership stands: the same order as for a person. */
export function stateOf(membership: MembershipFacts, today: Day): MembershipState {
	return standingOn([membership], today).kind as MembershipState;
}
