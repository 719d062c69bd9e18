import { expect, it } from 'vitest';
import { keepFile } from '#platform/server/keep-file.ts';
import { perform } from '#platform/server/perform.ts';
import { finishTask } from '#platform/server/tasks/finish-task.ts';
import { runTasks } from '#platform/server/tasks/run-tasks.ts';
import type { FecCells } from '#modules/accounting/domain/fec/file.testing.ts';
import { fecBytes, SIREN, soundCells } from '#modules/accounting/domain/fec/file.testing.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { aSignedIn } from '#tests/support/people-who-sign-in.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { commitAccountsImport, getAccountsImport, startAccountsImport } from './operations.ts';

useTestProgram();

/** Some batches. */
const ENTRIES = 8_000;

it('is given back whole by a server that stops while batches are written, and begins again', async () => {
	const treasurer = await aSignedIn((await anAssociation()).id, 'treasurer');
	const [debit, credit] = soundCells();
	const lines = Array.from({ length: ENTRIES }, (_, index): FecCells[] => {
		const EcritureNum = String(index + 1);
		return [
			{ ...(debit as FecCells), EcritureNum },
			{ ...(credit as FecCells), EcritureNum }
		];
	}).flat();
	const name = `${SIREN}FEC20251231.txt`;
	const { id: file } = await keepFile(treasurer, {
		name,
		mediaType: 'text/plain',
		content: fecBytes(lines)
	});
	const { id } = await perform(startAccountsImport, treasurer, { file });
	const { taskId } = await perform(commitAccountsImport, treasurer, { id });
	for (const reports of [1, 2, 3]) {
		let asked = 0;
		expect(await runTasks(() => (asked += 1) > reports + 1)).toBe(0);
		const { task } = await perform(getAccountsImport, treasurer, { id });
		expect(task).toMatchObject({ state: 'waiting' });
	}
	expect(await finishTask(treasurer.association.id, taskId)).toMatchObject({ entries: ENTRIES });
});
