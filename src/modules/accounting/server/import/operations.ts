export { commitAccountsImport } from './commit-import.ts';
export { getAccountsImport } from './get-import.read.ts';
export { listAccountsImports } from './list-imports.read.ts';
export { listImportLines } from './list-import-lines.read.ts';
export { startAccountsImport } from './start-import.ts';
export { undoAccountsImport } from './undo-import.ts';
