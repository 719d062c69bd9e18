import { describe, expect, it } from 'vitest';
import { newId } from '#shared/id.ts';
import { perform } from '#platform/server/perform.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { aFiscalYear, anEntry } from '#modules/accounting/testing/some-accounts.ts';
import { listJournals } from '../list-journals.read.ts';
import { recordIncome } from '../record-income.ts';
import { addJournal } from './add-journal.ts';
import { changeJournal } from './change-journal.ts';

useTestProgram();

async function inUse() {
	const association = await anAssociation();
	const treasurer = association.as('treasurer');
	await aFiscalYear(treasurer);
	const { journals } = await perform(listJournals, treasurer, {});
	const idOf = (code: string) => String(journals.find((journal) => journal.code === code)?.id);
	return { association, treasurer, idOf };
}

const second = { code: 'BA', label: 'Seconde banque', kind: 'bank' as const };

describe('journals', () => {
	it.each(['secretary', 'accountant', 'member'] as const)('are not added by %s', async (role) => {
		const { association } = await inUse();
		await expectRefusal(perform(addJournal, association.as(role), second), 'platform.not-allowed');
	});

	it('are refused with a bad code, one that is taken, or of others', async () => {
		const { treasurer } = await inUse();
		const elsewhere = await inUse();
		await expectRefusal(
			perform(addJournal, treasurer, { ...second, code: '1A' }),
			'platform.input-invalid'
		);
		await expectRefusal(
			perform(addJournal, treasurer, { ...second, code: 'bq' }),
			'accounting.journal-exists'
		);
		for (const journalId of [newId(), elsewhere.idOf('BQ')]) {
			await expectRefusal(
				perform(changeJournal, treasurer, { journalId, label: 'x' }),
				'accounting.journal-not-found'
			);
		}
	});

	it('number their own entries, and plain words keep to the eldest', async () => {
		const { treasurer } = await inUse();
		await perform(addJournal, treasurer, second);
		expect((await anEntry(treasurer, { journal: 'BA' })).number).toBe('BA-2026-0001');
		const income = await perform(recordIncome, treasurer, {
			...{ date: '2026-03-01', label: 'Vente de plants', amountCents: 900 },
			...{ means: '5121', meaning: 'sales' as const }
		});
		expect(income.number).toBe('BQ-2026-0001');
	});

	it('that are put away take no entry, and come back; one of each kind stays', async () => {
		const { treasurer, idOf } = await inUse();
		await expectRefusal(
			perform(changeJournal, treasurer, { journalId: idOf('BQ'), active: false }),
			'accounting.journal-last-of-kind'
		);
		const { journalId } = await perform(addJournal, treasurer, second);
		const put = (active: boolean) => perform(changeJournal, treasurer, { journalId, active });
		await put(false);
		await expectRefusal(anEntry(treasurer, { journal: 'BA' }), 'accounting.no-such-journal');
		expect(await put(true)).toEqual({ code: 'BA', label: 'Seconde banque', active: true });
		await anEntry(treasurer, { journal: 'BA' });
	});
});
