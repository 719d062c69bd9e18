import { expect, it } from 'vitest';
import { perform } from '#platform/server/perform.ts';
import { finishTask } from '#platform/server/tasks/finish-task.ts';
import { accounting } from '#modules/accounting/server/index.ts';
import { aFiscalYear } from '#modules/accounting/testing/some-accounts.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { aSignedIn } from '#tests/support/people-who-sign-in.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { anUpload, importLines } from '#modules/banking/testing/statement-file.ts';
import { getLine } from './get-line.read.ts';
import { listProposals } from './list-proposals.read.ts';
import { matchLines } from './match-lines.ts';
import { undoReconciliation } from './undo-reconciliation.ts';

useTestProgram();

const ACCOUNTS = [
	'Journal;Numéro;Date;Libellé;Compte;Débit;Crédit',
	'BQ;1;16/03/2026;Don de Jeanne;5121;20,00;',
	'BQ;1;16/03/2026;Don de Jeanne;7541;;20,00',
	''
].join('\n');

it('an import of accounts that a line of the bank is matched with is not undone, and says which line', async () => {
	const { id: association } = await anAssociation();
	const treasurer = await aSignedIn(association, 'treasurer');
	await aFiscalYear(treasurer);
	const file = await anUpload(treasurer, ACCOUNTS, 'compta.csv');
	const { id } = await perform(accounting.startAccountsImport, treasurer, { file });
	const { taskId } = await perform(accounting.commitAccountsImport, treasurer, { id });
	await finishTask(association, taskId);
	await importLines(treasurer, [['16/03/2026', 'VIR JEANNE', '20,00']]);
	const { lines } = await perform(listProposals, treasurer, { account: '5121' });
	const line = lines[0]?.id ?? '';
	const { candidates } = await perform(getLine, treasurer, { id: line });
	const movements = candidates.map((candidate) => candidate.id);
	await perform(matchLines, treasurer, { lines: [line], movements });
	const undo = () => perform(accounting.undoAccountsImport, treasurer, { id });
	const refusal = await expectRefusal(undo(), 'accounting.import-entries-linked');
	expect(refusal.parameters.label).toBe('Don de Jeanne');
	expect(refusal.parameters.what).toContain('VIR JEANNE');
	await perform(undoReconciliation, treasurer, { id: line });
	expect(await undo()).toEqual({ entries: 1 });
});
