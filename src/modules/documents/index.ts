export type { CardLayout, NameOnCheck } from './domain/card.ts';
export { CARD_LAYOUTS, NAMES_ON_CHECK } from './domain/card.ts';
