export { describeAccount } from './describe-account.ts';
export { importStatement } from './import/import-statement.ts';
export { keepImport } from './import/keep-import.ts';
export { listImports } from './import/list-imports.read.ts';
export { setImportChoices } from './import/set-import-choices.ts';
export { getImport, startImport } from './import/start-import.ts';
export { undoImport } from './import/undo-import.ts';
export { listAccounts } from './list-accounts.read.ts';
export { listLines } from './list-lines.read.ts';
