/** The operations, for pages: `banking.listLines`. */
export * as banking from './operations.ts';
export { columnTargetLabel } from './words.ts';
export { readStatementFile } from './read-statement-file.ts';
