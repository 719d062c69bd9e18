import { meaningsOf, type Meaning } from '#modules/accounting/index.ts';

/** The plain words of simple entry that dues may be booked under. */
export const INCOME_MEANINGS = meaningsOf('income') as [Meaning, ...Meaning[]];
export type IncomeMeaning = Meaning;
