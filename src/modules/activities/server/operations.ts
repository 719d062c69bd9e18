export { getActivity, getSession, listActivities } from './activities.read.ts';
export { archiveActivity, defineActivity, editActivity } from './define-activity.ts';
export { markAttendance } from './mark-attendance.ts';
export { printAttendanceSheet } from './print-attendance-sheet.ts';
export { cancelRegistration, registerPerson } from './register-person.ts';
export { addSessions, removeSession } from './sessions.ts';
export { cancelPayments, takePayment } from './take-payment.ts';
