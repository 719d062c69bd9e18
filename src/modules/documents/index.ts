export type { CardLayout, NameOnCheck } from './domain/card.ts';
export { CARD_LAYOUTS, NAMES_ON_CHECK } from './domain/card.ts';
export type { LabelFormat } from './domain/label-sheets.ts';
export { LABEL_FORMATS, LABEL_SHEETS, labelsOn } from './domain/label-sheets.ts';
export { MERGE_FIELDS } from './domain/merge-fields.ts';
