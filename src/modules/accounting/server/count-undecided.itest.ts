import { describe, expect, it } from 'vitest';
import { today } from '#platform/server/clock.ts';
import { perform } from '#platform/server/perform.ts';
import { aFiscalYear } from '#modules/accounting/testing/some-accounts.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { countUndecided } from './count-undecided.read.ts';
import { discardEntryDraft } from './drafts/discard-entry-draft.ts';
import { keepEntryDraft } from './drafts/keep-entry-draft.ts';
import { skipDueEntry } from './recurring/decide-due-entry.ts';
import { listRecurringEntries } from './recurring/list-recurring-entries.read.ts';
import { startRecurringEntry } from './recurring/start-recurring-entry.ts';
import { takeDueEntries } from './recurring/take-due-entries.ts';
import { saveEntryTemplate } from './templates/save-entry-template.ts';

useTestProgram();

const draft = { form: 'expense' as const, fields: { label: 'Terreau', amountCents: '62,80' } };

describe('what waits for somebody', () => {
	it.each(['secretary', 'member'] as const)('is not counted for the role %s', async (role) => {
		const association = await anAssociation();
		await expectRefusal(perform(countUndecided, association.as(role), {}), 'platform.not-allowed');
	});

	it('is counted anew after each decision, and not what waits elsewhere', async () => {
		const treasurer = (await anAssociation()).as('treasurer');
		const stranger = (await anAssociation()).as('treasurer');
		const counted = () => perform(countUndecided, treasurer, {});
		await aFiscalYear(treasurer, Number(today().slice(0, 4)));
		await perform(keepEntryDraft, stranger, draft);
		expect(await counted()).toEqual({ drafts: 0, due: 0 });

		const { draftId } = await perform(keepEntryDraft, treasurer, draft);
		expect(await counted()).toEqual({ drafts: 1, due: 0 });
		await perform(discardEntryDraft, treasurer, { draftId });

		const lines = [
			{ account: '6132', side: 'debit' as const, percent: 100 },
			{ account: '5121', side: 'credit' as const, percent: 100 }
		];
		const loyer = { name: 'Loyer', journal: 'BQ', label: 'Loyer', lines };
		const { templateId } = await perform(saveEntryTemplate, treasurer, loyer);
		const rhythm = { months: 1, dayOfMonth: Number(today().slice(8)), from: today(), times: 1 };
		await perform(startRecurringEntry, treasurer, { ...rhythm, templateId, totalCents: 45_000 });
		await perform(takeDueEntries, treasurer, {});
		expect(await counted()).toEqual({ drafts: 0, due: 1 });

		const [due] = (await perform(listRecurringEntries, treasurer, {})).due;
		await perform(skipDueEntry, treasurer, { dueId: due?.id ?? '', skipped: true });
		expect(await counted()).toEqual({ drafts: 0, due: 0 });
	});
});
