export { editChoices, getChoices } from './choices.ts';
export { getCard } from './get-card.read.ts';
export { editLetter, getLetter, listLetters, removeLetter, writeLetter } from './letters.ts';
export { printAttendance } from './print-attendance.ts';
export { printCards, printOwnCard } from './print-cards.ts';
export { printLabels } from './print-labels.ts';
export { previewLetter, printLetters } from './print-letters.ts';
export { revokeCard } from './revoke-card.ts';
export { startCards, startLabels, startLetters } from './start-batch.ts';
