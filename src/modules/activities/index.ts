// What pages and other modules may know of activities in the browser.
export type { ActivityKind, AttendanceState } from './domain/places.ts';
export { ACTIVITY_KINDS, ATTENDANCE_STATES } from './domain/places.ts';
export { forgetMarks, keepMark, waitingMarks, type WaitingMark } from './domain/waiting-marks.ts';
