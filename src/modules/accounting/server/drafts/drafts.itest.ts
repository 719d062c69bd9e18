import { describe, expect, it } from 'vitest';
import { newId } from '#shared/id.ts';
import { keepFile } from '#platform/server/keep-file.ts';
import { perform } from '#platform/server/perform.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { aFiscalYear } from '#modules/accounting/testing/some-accounts.ts';
import { listEntries } from '../list-entries.read.ts';
import { postEntry } from '../post-entry.ts';
import { recordExpense } from '../record-expense.ts';
import { recordTransfer } from '../record-transfer.ts';
import { discardEntryDraft } from './discard-entry-draft.ts';
import { getEntryDraft } from './get-entry-draft.read.ts';
import { keepEntryDraft } from './keep-entry-draft.ts';
import { listEntryDrafts } from './list-entry-drafts.read.ts';

useTestProgram();

const typed = {
	form: 'entry' as const,
	fields: { label: 'Facture du traiteur', date: '32/13', 'lines.0.debitCents': 'cent vingt' }
};

async function aTreasurer() {
	const association = await anAssociation();
	const treasurer = association.as('treasurer');
	await aFiscalYear(treasurer);
	return { association, treasurer };
}

describe('an entry that is not finished', () => {
	it.each(['accountant', 'secretary', 'member'] as const)(
		'is not kept by the role %s',
		async (role) => {
			const { association, treasurer } = await aTreasurer();
			const { draftId } = await perform(keepEntryDraft, treasurer, typed);
			const caller = association.as(role);
			await expectRefusal(perform(keepEntryDraft, caller, typed), 'platform.not-allowed');
			await expectRefusal(perform(discardEntryDraft, caller, { draftId }), 'platform.not-allowed');
		}
	);

	it('is unknown in another association, as are files', async () => {
		const [here, elsewhere] = [await aTreasurer(), await aTreasurer()];
		const { draftId } = await perform(keepEntryDraft, elsewhere.treasurer, typed);
		const me = here.treasurer;
		for (const work of [
			() => perform(getEntryDraft, me, { draftId }),
			() => perform(discardEntryDraft, me, { draftId })
		]) {
			await expectRefusal(work(), 'accounting.no-such-draft');
		}
		await expectRefusal(
			perform(keepEntryDraft, me, { ...typed, fileIds: [newId()] }),
			'platform.file-not-found'
		);
		expect(await perform(listEntryDrafts, me, {})).toMatchObject({ drafts: [] });
		const own = await perform(keepEntryDraft, me, { ...typed, draftId });
		expect(own.draftId).not.toBe(draftId);
	});

	it('is refused beyond what a form may say', async () => {
		const { treasurer } = await aTreasurer();
		const many = Array.from({ length: 300 }, (_, line) => [`lines.${line}.label`, 'x'.repeat(999)]);
		const refusal = await expectRefusal(
			perform(keepEntryDraft, treasurer, { form: 'entry', fields: Object.fromEntries(many) }),
			'platform.input-invalid'
		);
		expect(refusal.faults[0]?.code).toBe('accounting.draft-too-long');
	});

	it('is found again as it was typed, changed, and thrown away, without a trace in the books', async () => {
		const { treasurer } = await aTreasurer();
		const file = await keepFile(treasurer, {
			name: 'ticket.pdf',
			mediaType: 'application/pdf',
			content: new Uint8Array([1])
		});
		const { draftId } = await perform(keepEntryDraft, treasurer, { ...typed, fileIds: [file.id] });
		expect(await perform(getEntryDraft, treasurer, { draftId })).toMatchObject({
			...typed,
			files: [{ id: file.id, name: 'ticket.pdf' }]
		});
		const changed = { ...typed, draftId, fields: { label: 'Traiteur', amountCents: '120' } };
		await perform(keepEntryDraft, treasurer, changed);
		expect(await perform(listEntryDrafts, treasurer, {})).toMatchObject({
			drafts: [{ id: draftId, label: 'Traiteur', amount: '120', day: null }]
		});
		expect((await perform(listEntries, treasurer, {})).entries).toEqual([]);
		await perform(discardEntryDraft, treasurer, { draftId });
		expect(await perform(listEntryDrafts, treasurer, {})).toMatchObject({ drafts: [] });
	});

	it('is listed page after page, each once', async () => {
		const { treasurer } = await aTreasurer();
		const kept = new Set<string>();
		for (let count = 0; count < 5; count += 1) {
			kept.add((await perform(keepEntryDraft, treasurer, typed)).draftId);
		}
		const seen: string[] = [];
		let after: string | undefined;
		do {
			const page = await perform(listEntryDrafts, treasurer, { after, limit: 2 });
			seen.push(...page.drafts.map(({ id }) => id));
			after = page.next;
		} while (after !== undefined);
		expect(seen.toSorted()).toEqual([...kept].toSorted());
	});

	it('goes with the entry that finishes it, once; a refused entry leaves it', async () => {
		const { treasurer } = await aTreasurer();
		const kept = async () => (await perform(keepEntryDraft, treasurer, typed)).draftId;
		const entry = {
			...{ journal: 'BQ', date: '2026-03-15', label: 'Cotisation' },
			lines: [
				{ account: '5121', debitCents: 2000 },
				{ account: '7561', creditCents: 2000 }
			]
		};
		const money = { date: '2026-03-15', label: 'Retrait', amountCents: 100 };
		const first = await kept();
		await expectRefusal(
			perform(postEntry, treasurer, { ...entry, draftId: first, lines: [] }),
			'accounting.too-few-lines'
		);
		await perform(postEntry, treasurer, { ...entry, draftId: first });
		const again = await expectRefusal(
			perform(postEntry, treasurer, { ...entry, draftId: first }),
			'accounting.draft-gone'
		);
		expect(again.faults[0]?.path).toBe('draftId');
		await perform(recordExpense, treasurer, {
			...{ ...money, means: '5121', meaning: 'travel' },
			draftId: await kept()
		});
		await perform(recordTransfer, treasurer, {
			...{ ...money, from: '5121', to: '530' },
			draftId: await kept()
		});
		expect(await perform(listEntryDrafts, treasurer, {})).toMatchObject({ drafts: [] });
		expect((await perform(listEntries, treasurer, {})).entries).toHaveLength(3);
	});
});
