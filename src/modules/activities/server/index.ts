/** The operations, for pages: `activities.listActivities`. */
export * as activities from './operations.ts';
export { forgetParticipants } from './forget-participants.ts';
export { PERSON_REGISTERED, PLACE_GIVEN, REGISTRATION_CANCELLED } from '../domain/events.ts';
