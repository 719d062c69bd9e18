import { describe, expect, it } from 'vitest';
import { newId } from '#shared/id.ts';
import { keepFile } from '#platform/server/keep-file.ts';
import { perform } from '#platform/server/perform.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { aFiscalYear, anEntry } from '#modules/accounting/testing/some-accounts.ts';
import { attachVoucher } from '../attach-voucher.ts';
import { validateEntries } from '../validate-entries.ts';
import { listRemarks } from './list-remarks.read.ts';
import { settleRemark } from './settle-remark.ts';
import { writeRemark } from './write-remark.ts';

useTestProgram();

async function withEntry() {
	const association = await anAssociation();
	const treasurer = association.as('treasurer');
	await aFiscalYear(treasurer);
	const { entryId } = await anEntry(treasurer);
	return { association, treasurer, accountant: association.as('accountant'), entryId };
}

describe('remarks of the accountant', () => {
	it.each(['secretary', 'member'] as const)('are refused to the role %s', async (role) => {
		const { association, entryId } = await withEntry();
		const caller = association.as(role);
		await expectRefusal(
			perform(writeRemark, caller, { entryId, text: 'x' }),
			'platform.not-allowed'
		);
		await expectRefusal(perform(listRemarks, caller, {}), 'platform.not-allowed');
	});

	it('are refused without words, and on entries unknown or of others', async () => {
		const { accountant, entryId } = await withEntry();
		const elsewhere = await withEntry();
		const write = (id: string, text = 'Quel tiers ?') =>
			perform(writeRemark, accountant, { entryId: id, text });
		await expectRefusal(write(entryId, '  '), 'platform.input-invalid');
		await expectRefusal(write(newId()), 'accounting.no-such-entry');
		await expectRefusal(write(elsewhere.entryId), 'accounting.no-such-entry');
		await expectRefusal(
			perform(settleRemark, accountant, { remarkId: newId() }),
			'accounting.no-such-remark'
		);
	});

	it('stay with a validated entry, wait for an answer, and are settled once', async () => {
		const { treasurer, accountant, entryId } = await withEntry();
		await perform(validateEntries, accountant, { until: '2026-12-31' });
		const { remarkId } = await perform(writeRemark, accountant, {
			entryId,
			text: 'Quel tiers ?'
		});
		const waiting = async () => (await perform(listRemarks, treasurer, { waiting: true })).remarks;
		expect(await waiting()).toMatchObject([
			{ text: 'Quel tiers ?', writtenAs: 'accountant', number: 'BQ-2026-0001' }
		]);
		await perform(settleRemark, treasurer, { remarkId });
		expect(await waiting()).toEqual([]);
		await expectRefusal(
			perform(settleRemark, treasurer, { remarkId }),
			'accounting.no-such-remark'
		);
		const { remarks } = await perform(listRemarks, treasurer, { entryId });
		expect(remarks[0]?.settledAt).not.toBeNull();
	});

	it('a request for a voucher is answered by the voucher', async () => {
		const { treasurer, accountant, entryId } = await withEntry();
		const kind = 'voucher-request' as const;
		await perform(writeRemark, accountant, { entryId, kind, text: 'La facture, svp' });
		await perform(writeRemark, accountant, { entryId, text: 'Et le compte ?' });
		const content = new TextEncoder().encode('%PDF-1.7');
		const file = await keepFile(treasurer, {
			...{ name: 'facture.pdf', mediaType: 'application/pdf', content }
		});
		await perform(attachVoucher, treasurer, { entryId, fileIds: [file.id] });
		const { remarks } = await perform(listRemarks, accountant, { waiting: true });
		expect(remarks.map(({ text }) => text)).toEqual(['Et le compte ?']);
	});

	it('come page by page', async () => {
		const { accountant, entryId } = await withEntry();
		for (const text of ['1', '2', '3']) await perform(writeRemark, accountant, { entryId, text });
		const first = await perform(listRemarks, accountant, { limit: 2 });
		expect(first.remarks.map(({ text }) => text)).toEqual(['3', '2']);
		const second = await perform(listRemarks, accountant, { limit: 2, after: first.next });
		expect(second.remarks.map(({ text }) => text)).toEqual(['1']);
		await expectRefusal(
			perform(listRemarks, accountant, { after: 'x' }),
			'accounting.cursor-invalid'
		);
	});
});
