import { toFrenchDay, type Day } from '#shared/day.ts';
import type { Fault, RefusalParameters } from '#shared/errors.ts';
import { formatCents, sum } from '#shared/money.ts';
import type { PaymentMeans } from '../means.ts';
import { priceFrom } from '../tariff-conditions.ts';
import { periodFrom, seasonOf, type Period } from '../validity.ts';
import type { DuesDraft } from './read-line.ts';
import type { KnownTariff, TariffChoices } from './tariff-named.ts';
import { tariffNamed } from './tariff-named.ts';

/**
 * What is done with what a file says was paid: noted without an entry, since the accounts of then have it
 * (`brought`); written into the accounts, a payment each (`posted`); not taken over (`left-out`).
 */
export const MONEY_RULES = ['brought', 'posted', 'left-out'] as const;
export type MoneyRule = (typeof MONEY_RULES)[number];

/** What becomes of a line: recorded, there already, left out on purpose, or wrong. */
export const DUES_OUTCOMES = ['new', 'known', 'left-out', 'error'] as const;
export type DuesOutcome = (typeof DUES_OUTCOMES)[number];

/** Whom a line is about: somebody known, or somebody to be added, the same for all their lines. */
export type LinePerson =
	| { readonly id: string; readonly name: string }
	| { readonly toAdd: number; readonly name: string };

/** A membership that a line would record. */
export interface PlannedMembership {
	readonly person: LinePerson;
	readonly tariff: KnownTariff;
	readonly period: Period;
	readonly season: string | null;
	readonly dueCents: number;
	readonly paidCents: number;
	readonly paidOn: Day;
	readonly means: PaymentMeans | undefined;
	readonly reference: string;
}

export interface PlannedDues {
	readonly line: number;
	readonly outcome: DuesOutcome;
	/** Whom the line names, as it names them. */
	readonly name: string;
	/** Absent from a line that is wrong, or left out before it was read whole. */
	readonly membership?: PlannedMembership;
	/** Why it is left out. */
	readonly because?: Fault;
	readonly faults: readonly Fault[];
}

/** A membership kept already, as far as a plan needs it. */
export interface HeldMembership {
	readonly personId: string;
	readonly feeId: string;
	readonly tariffId: string;
	readonly start: Day;
	readonly end: Day | null;
}

/** What a line is worked out against. */
export interface Surroundings {
	readonly tariffs: readonly KnownTariff[];
	readonly choices: TariffChoices;
	/** Whom each draft is about, or why nobody can tell; in their order. */
	readonly people: readonly (LinePerson | Fault)[];
	readonly held: readonly HeldMembership[];
	readonly money: MoneyRule;
	/** The days of payment that an open fiscal year has; asked only of payments that are posted. */
	readonly openDays: ReadonlySet<Day>;
}

/** What names the person of a line. */
export function nameOfLine(draft: DuesDraft): string {
	const both = [draft.firstName, draft.lastName].filter(Boolean).join(' ');
	return (
		both || draft.displayName || draft.name || draft.organisation || draft.email || draft.number
	);
}

/** Decides what each line does, without doing it; lines are taken in the order of the file. */
export function planDues(drafts: readonly DuesDraft[], around: Surroundings): PlannedDues[] {
	const held = Map.groupBy(around.held, ({ personId, feeId }) => `${personId} ${feeId}`);
	const taken = new Map<string, (Period & { tariffId: string; line: number })[]>();
	return drafts.map((draft, index) => {
		const { line } = draft;
		const name = nameOfLine(draft);
		const leave = (because: Fault): PlannedDues => {
			return { line, name, outcome: 'left-out', because, faults: [] };
		};
		if (draft.notCarried !== undefined) {
			const parameters = { state: draft.notCarried };
			return leave(fault(line, 'membership.import-order-not-valid', parameters));
		}
		const faults = [...draft.faults];
		const person = around.people[index];
		if (person && 'code' in person) faults.push(person);
		const named = tariffNamed(around.tariffs, around.choices, withDay(draft));
		if ('leaveOut' in named) return leave(fault(line, 'membership.import-tariff-left-out'));
		if ('fault' in named) faults.push(tariffFault(draft, named.fault, around.tariffs));
		const worked =
			person && 'name' in person && 'tariff' in named
				? workOut(draft, person, named.tariff, around, faults)
				: undefined;
		if (!worked || faults.length > 0) return { line, name, outcome: 'error', faults };
		const planned = { line, name: worked.person.name, membership: worked, faults: [] };
		const who = 'id' in worked.person ? worked.person.id : `new ${worked.person.toAdd}`;
		const key = `${who} ${worked.tariff.feeId}`;
		const kept = held.get(key)?.find((one) => overlaps(one, worked.period));
		if (kept) {
			const same = kept.tariffId === worked.tariff.id && kept.start === worked.period.start;
			if (same) return { ...planned, outcome: 'known' };
			return { line, name, outcome: 'error', faults: [overlapFault(line, worked, kept)] };
		}
		const earlier = taken.get(key)?.find((one) => overlaps(one, worked.period));
		if (earlier) {
			const same = earlier.tariffId === worked.tariff.id && earlier.start === worked.period.start;
			const parameters = { other: earlier.line, name: worked.person.name };
			if (same) return leave(fault(line, 'membership.import-same-as-line', parameters));
			const crossing = fault(line, 'membership.import-overlaps-line', parameters);
			return { line, name, outcome: 'error', faults: [crossing] };
		}
		const own = taken.get(key) ?? [];
		own.push({ ...worked.period, tariffId: worked.tariff.id, line });
		taken.set(key, own);
		return { ...planned, outcome: 'new' };
	});
}

function withDay(draft: DuesDraft) {
	return { ...draft, startsOn: draft.startsOn ?? draft.paidOn };
}

/** The membership of a line; adds to `faults` what is wrong with its days and amounts. */
function workOut(
	draft: DuesDraft,
	person: LinePerson,
	tariff: KnownTariff,
	{ money, openDays }: Surroundings,
	faults: Fault[]
): PlannedMembership | undefined {
	const { line } = draft;
	const start = draft.startsOn ?? draft.paidOn;
	if (start === undefined) {
		if (faults.length === 0) faults.push(fault(line, 'membership.import-day-missing'));
		return undefined;
	}
	const end = draft.endsOn ?? periodFrom(tariff.validity, start).end;
	if (end !== null && end < start) {
		const days = { start: toFrenchDay(start), end: toFrenchDay(end) };
		faults.push(fault(line, 'membership.import-end-before-start', days));
	}
	const price = priceFrom(tariff, tariff.validity, start);
	const asked = tariff.free && draft.paid !== 'all' ? Math.max(price, draft.paid) : price;
	const dueCents = Math.max(0, (draft.dueCents ?? asked) - draft.discountCents);
	const paidCents = draft.paid === 'all' ? dueCents : draft.paid;
	if (paidCents > dueCents) {
		const amounts = { paid: formatCents(paidCents), due: formatCents(dueCents) };
		faults.push(fault(line, 'membership.import-paid-over-due', amounts));
	}
	const paidOn = draft.paidOn ?? start;
	if (money === 'posted' && paidCents > 0) {
		if (draft.meansUnknown) {
			const parameters = { value: draft.meansUnknown };
			faults.push(fault(line, 'membership.import-means-unknown', parameters));
		}
		if (!openDays.has(paidOn)) {
			const parameters = { date: toFrenchDay(paidOn) };
			faults.push(fault(line, 'membership.import-no-open-year', parameters));
		}
	}
	return {
		person,
		tariff,
		period: { start, end },
		season: seasonOf(tariff.validity, start),
		dueCents,
		paidCents: money === 'left-out' ? 0 : paidCents,
		paidOn,
		means: draft.means,
		reference: draft.reference
	};
}

function overlaps(one: Period, other: Period): boolean {
	const before = (first: Period, second: Period) => first.end !== null && first.end < second.start;
	return !before(one, other) && !before(other, one);
}

function overlapFault(line: number, { person, tariff }: PlannedMembership, kept: Period): Fault {
	const start = toFrenchDay(kept.start);
	const parameters = { name: person.name, fee: tariff.feeName, start };
	if (kept.end === null) return fault(line, 'membership.import-overlaps-endless', parameters);
	const end = toFrenchDay(kept.end);
	return fault(line, 'membership.import-overlaps', { ...parameters, end });
}

const TARIFF_FAULTS = {
	unknown: 'membership.import-tariff-unknown',
	ambiguous: 'membership.import-tariff-ambiguous',
	archived: 'membership.import-tariff-archived',
	missing: 'membership.import-tariff-missing'
} as const;

const NAMED_TARIFFS = 8;

/** Says which tariffs there are, the first of them. */
function tariffFault(
	{ line, fee, tariff }: DuesDraft,
	kind: keyof typeof TARIFF_FAULTS,
	tariffs: readonly KnownTariff[]
): Fault {
	const open = tariffs.filter(({ archived }) => !archived);
	const names = open.slice(0, NAMED_TARIFFS).map((one) => `${one.feeName}, ${one.label}`);
	const known = names.join(' ; ') + (open.length > NAMED_TARIFFS ? ' ; …' : '') || '—';
	const value = [fee, tariff].filter(Boolean).join(', ');
	return fault(line, TARIFF_FAULTS[kind], { value, known });
}

/** A fault of a line of the file. */
export function fault(line: number, code: string, parameters: RefusalParameters = {}): Fault {
	return { path: `line ${line}`, code, parameters: { line, ...parameters } };
}

export interface DuesTotals {
	readonly new: number;
	readonly known: number;
	readonly leftOut: number;
	readonly error: number;
	/** People whom the new memberships add. */
	readonly people: number;
	/** Of the new memberships. */
	readonly dueCents: number;
	readonly paidCents: number;
}

export function duesTotals(lines: readonly PlannedDues[]): DuesTotals {
	const count = (outcome: DuesOutcome) => lines.filter((line) => line.outcome === outcome).length;
	const recorded = toRecord(lines);
	const added = recorded.flatMap(({ person }) => ('toAdd' in person ? [person.toAdd] : []));
	return {
		new: recorded.length,
		known: count('known'),
		leftOut: count('left-out'),
		error: count('error'),
		people: new Set(added).size,
		dueCents: sum(recorded.map(({ dueCents }) => dueCents)),
		paidCents: sum(recorded.map(({ paidCents }) => paidCents))
	};
}

/** The memberships that a plan records, in the order of the file. */
export function toRecord(lines: readonly PlannedDues[]): readonly PlannedMembership[] {
	return lines.flatMap(({ outcome, membership }) =>
		outcome === 'new' && membership ? [membership] : []
	);
}
