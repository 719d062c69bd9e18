import { m } from '#i18n';
import type { ActivityKind, AttendanceState } from '#modules/activities/index.ts';

const KINDS: Readonly<Record<ActivityKind, () => string>> = {
	course: m.activities_kind_course,
	workshop: m.activities_kind_workshop,
	outing: m.activities_kind_outing
};

/** « Cours », « Atelier », « Sortie ». */
export function kindLabel(kind: ActivityKind): string {
	return KINDS[kind]();
}

const STATES: Readonly<Record<AttendanceState, () => string>> = {
	present: m.activities_state_present,
	absent: m.activities_state_absent,
	excused: m.activities_state_excused
};

/** « Est là », « Pas là », « A prévenu ». */
export function stateLabel(state: AttendanceState): string {
	return STATES[state]();
}

/** « 8 sur 12 places, 2 en attente ». */
export function placesWords(activity: {
	readonly capacity: number | null;
	readonly registered: number;
	readonly waiting: number;
}): string {
	const { capacity, registered: count, waiting } = activity;
	const places =
		capacity === null
			? m.activities_places_all({ count })
			: m.activities_places_of({ count, capacity });
	return waiting > 0 ? `${places}, ${m.activities_waiting_count({ count: waiting })}` : places;
}

/** « de 8 à 12 ans »; empty when there is no limit. */
export function agesWords(activity: {
	readonly ageMin: number | null;
	readonly ageMax: number | null;
}): string {
	const { ageMin, ageMax } = activity;
	if (ageMin !== null && ageMax !== null) {
		return m.activities_ages_between({ from: ageMin, to: ageMax });
	}
	if (ageMin !== null) return m.activities_ages_from({ from: ageMin });
	return ageMax === null ? '' : m.activities_ages_to({ to: ageMax });
}
