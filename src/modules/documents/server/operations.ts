export { editChoices, getChoices } from './choices.ts';
export { getCard } from './get-card.read.ts';
export { printCards, printOwnCard } from './print-cards.ts';
export { revokeCard } from './revoke-card.ts';
