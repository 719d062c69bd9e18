// What pages and other modules may know of activities in the browser.
export { WITHOUT_DOCUMENTS, type WithoutDocuments } from './domain/documents.ts';
export type { ActivityKind, AttendanceState } from './domain/places.ts';
export { ACTIVITY_KINDS, ATTENDANCE_STATES } from './domain/places.ts';
export { isSeason, nextSeason, seasonOn } from './domain/season.ts';
export {
	forgetKnown,
	forgetMarks,
	keepMark,
	keptMarks,
	noteSent,
	waitingMarks,
	type WaitingMark
} from './domain/waiting-marks.ts';
