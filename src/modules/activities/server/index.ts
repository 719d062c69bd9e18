/** The operations, for pages: `activities.listActivities`. */
export * as activities from './operations.ts';
export { PERSON_REGISTERED, PLACE_GIVEN, REGISTRATION_CANCELLED } from '../domain/events.ts';
