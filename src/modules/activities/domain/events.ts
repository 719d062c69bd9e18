// What other modules may subscribe to; payloads are plain data.

/** {activityId, registrationId, personId, waiting} */
export const PERSON_REGISTERED = 'activities.person-registered';
/** {activityId, registrationId, personId} */
export const REGISTRATION_CANCELLED = 'activities.registration-cancelled';
/** {activityId, registrationId, personId}: somebody who waited has a place. */
export const PLACE_GIVEN = 'activities.place-given';
