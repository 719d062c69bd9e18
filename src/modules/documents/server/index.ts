export { checkCard, type CheckedCard } from './check-card.ts';
export type { Choices } from './choices.ts';
/** The operations, for pages: `documents.printCards`. */
export * as documents from './operations.ts';
