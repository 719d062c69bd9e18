// What pages and other modules may know of dues in the browser.
export type { MembershipRecorded, PaymentTaken } from './domain/events.ts';
export type { DuesOutcome } from './domain/import/plan.ts';
export { DUES_OUTCOMES } from './domain/import/plan.ts';
export { duesColumns, DUES_TARGETS } from './domain/import/target.ts';
export { monthlyInstalments } from './domain/instalments.ts';
export { MERGE_NAMES, PROPOSED_REMINDER } from './domain/merge-fields.ts';
export type { PaymentMeans } from './domain/means.ts';
export { PAYMENT_MEANS } from './domain/means.ts';
export type { MembershipFacts, MembershipState, Standing } from './domain/standing.ts';
export { standingOn } from './domain/standing.ts';
export type { HouseholdPrice } from './domain/household-price.ts';
export { HOUSEHOLD_RULES } from './domain/household-price.ts';
export type { TariffConditions } from './domain/tariff-conditions.ts';
export { ageOn, asksIncome } from './domain/tariff-conditions.ts';
export type { MonthDay, Validity, ValidityKind } from './domain/validity.ts';
export { nameWithSeason, nextSeasonStart, seasonOf, VALIDITY_KINDS } from './domain/validity.ts';
export { standingSentence, toneOf, type Tone } from './ui/words.ts';
