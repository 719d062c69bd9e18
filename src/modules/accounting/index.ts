// What pages and other modules may know of the accounts in the browser.
export type { AccountKind, AccountPosition, MeansKind } from './domain/account.ts';
export type { ChartVersion } from './domain/chart.ts';
export { CHART_VERSIONS } from './domain/chart.ts';
export type { EntryPosted, EntrySource, YearClosed } from './domain/events.ts';
export type { JournalKind } from './domain/journal.ts';
export type { Direction, Meaning } from './domain/meanings.ts';
export { MEANINGS, directionOf, meaningsOf } from './domain/meanings.ts';
export type { EntryKind, ToldLine } from './domain/told-entry.ts';
export { kindOfEntry, moneyMoved, sidesOf } from './domain/told-entry.ts';
export { chosenYear } from './domain/chosen-year.ts';
export { chosenAccounts, chosenDays, chosenLayout } from './domain/report-choice.ts';
export { ACCRUAL_KINDS } from './domain/accruals/accrual.ts';
export type { AccrualKind } from './domain/accruals/accrual.ts';
export { assetOf, centsOf, dayOf, vatOf } from './domain/typed-fields.ts';
export { assetAccounts, wholeAssets } from './domain/fixed-assets/asset-choices.ts';
export type { TypedLine, TypedPart } from './domain/typed-entry.ts';
export {
	entryOf,
	partsOf,
	resumed,
	shownAgain,
	templateOf,
	typedCents,
	typedParts,
	valuesOf,
	withMoreLines,
	withMoreParts
} from './domain/typed-entry.ts';
export { writeCell } from './domain/templates/entry-template.ts';
export { gridOf, plainOf, templateStart } from './domain/templates/fill-forms.ts';
