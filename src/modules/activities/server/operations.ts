export { getActivity, getSession, listActivities } from './activities.read.ts';
export { archiveActivity, defineActivity, editActivity } from './define-activity.ts';
export { getParticipantPhoto } from './get-participant-photo.ts';
export { markAttendance } from './mark-attendance.ts';
export { printAttendanceSheet } from './print-attendance-sheet.ts';
export { cancelRegistration, registerPerson } from './register-person.ts';
export { addSessions, removeSession } from './sessions.ts';
export { cancelPayments, takePayment } from './take-payment.ts';
export { copySeason } from './copy-season.ts';
export {
	defineDocumentKind,
	editDocumentKind,
	listDocumentKinds,
	removeDocumentKind
} from './document-kinds.ts';
export { missingDocuments, personDocuments } from './documents.read.ts';
export { downloadDocument, handInDocument, removeDocument } from './hand-in-document.ts';
export { remindDocuments } from './remind-documents.ts';
export { exportSeasonStatistics, seasonStatistics } from './season-statistics.read.ts';
