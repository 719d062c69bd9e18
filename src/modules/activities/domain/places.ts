import type { Day } from '#shared/day.ts';
import { refuseField } from '#shared/errors.ts';

export const ACTIVITY_KINDS = ['course', 'workshop', 'outing'] as const;
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];

export const ATTENDANCE_STATES = ['present', 'absent', 'excused'] as const;
export type AttendanceState = (typeof ATTENDANCE_STATES)[number];

/** How many of those who wait get a place, the first who came first; `capacity` null is room for everybody. */
export function placesFor(capacity: number | null, registered: number, waiting: number): number {
	if (capacity === null) return waiting;
	return Math.max(0, Math.min(waiting, capacity - registered));
}

/** Whole years on a day. */
export function yearsOld(birthDate: Day, on: Day): number {
	const years = Number(on.slice(0, 4)) - Number(birthDate.slice(0, 4));
	return on.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

interface Limits {
	readonly name: string;
	readonly ageMin: number | null;
	readonly ageMax: number | null;
}

/** @throws {Refusal} `activities.age-unknown`, `activities.age-outside` */
export function checkAge(
	{ name: activity, ageMin, ageMax }: Limits,
	person: { readonly name: string; readonly birthDate: Day | null },
	today: Day
): void {
	if (ageMin === null && ageMax === null) return;
	const { name, birthDate } = person;
	if (!birthDate) throw refuseField('personId', 'activities.age-unknown', { name, activity });
	const age = yearsOld(birthDate, today);
	if (age >= (ageMin ?? 0) && age <= (ageMax ?? Infinity)) return;
	throw refuseField('personId', 'activities.age-outside', { name, activity, age });
}
