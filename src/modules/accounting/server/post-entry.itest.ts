import { describe, expect, it } from 'vitest';
import { day } from '#shared/day.ts';
import { newId } from '#shared/id.ts';
import { perform, performDownload } from '#platform/server/perform.ts';
import { keepFile } from '#platform/server/keep-file.ts';
import { ROLES } from '#platform/server/module.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { aFiscalYear, anEntry } from '../testing/some-accounts.ts';
import { attachVoucher } from './attach-voucher.ts';
import { downloadVoucher } from './download-voucher.ts';
import { getEntry } from './get-entry.read.ts';
import { listEntries } from './list-entries.read.ts';
import { listPaymentMeans } from './list-payment-means.read.ts';
import { postEntry } from './post-entry.ts';
import { addThirdParty } from './third-parties/add-third-party.ts';
import { reverseEntry } from './reverse-entry.ts';

useTestProgram();

async function withYear() {
	const association = await anAssociation();
	const treasurer = association.as('treasurer');
	await aFiscalYear(treasurer);
	return { association, treasurer };
}

const balanced = [
	{ account: '5121', debitCents: 2000 },
	{ account: '7561', creditCents: 2000 }
];

function entry(changes: object = {}) {
	return { journal: 'BQ', date: '2026-03-15', label: 'Cotisation', lines: balanced, ...changes };
}

describe('posting an entry', () => {
	it.each(ROLES.filter((role) => role !== 'administrator' && role !== 'treasurer'))(
		'is refused to the role %s',
		async (role) => {
			const { association } = await withYear();
			await expectRefusal(
				perform(postEntry, association.as(role), entry()),
				'platform.not-allowed'
			);
		}
	);

	it.each([
		['an unknown journal', { journal: 'ZZ' }, 'accounting.no-such-journal', 'journal'],
		['a day that does not exist', { date: '2026-02-30' }, 'platform.input-invalid', 'date'],
		['a day without a year', { date: '2027-01-01' }, 'accounting.no-year-on-day', 'date'],
		['no line', { lines: [] }, 'accounting.too-few-lines', 'lines'],
		[
			'unequal sides',
			{ lines: [balanced[0], { account: '7561', creditCents: 1999 }] },
			'accounting.debit-exceeds-credit',
			'lines'
		],
		[
			'an account outside the chart',
			{ lines: [balanced[0], { account: '9999', creditCents: 2000 }] },
			'accounting.account-unknown',
			'lines.1.account'
		],
		[
			'a title of the chart',
			{ lines: [balanced[0], { account: '75', creditCents: 2000 }] },
			'accounting.account-is-heading',
			'lines.1.account'
		],
		[
			'a fraction of a cent',
			{ lines: [{ account: '5121', debitCents: 0.5 }, balanced[1]] },
			'platform.input-invalid',
			'lines.0.debitCents'
		],
		[
			'an amount without bounds',
			{ lines: [{ account: '5121', debitCents: 1e15 }, balanced[1]] },
			'platform.input-invalid',
			'lines.0.debitCents'
		]
	])('is refused with %s', async (_, changes, code, path) => {
		const { treasurer } = await withYear();
		const refusal = await expectRefusal(
			perform(postEntry, treasurer, entry(changes) as never),
			code
		);
		expect(refusal.faults[0]?.path).toBe(path);
	});

	it('tells of a line whom it is about by name, code or id, and refuses who is not known', async () => {
		const { association, treasurer } = await withYear();
		const elsewhere = await withYear();
		await perform(addThirdParty, elsewhere.treasurer, {
			label: 'Imprimerie Le Gall',
			kind: 'supplier'
		});
		const owed = (about: object) =>
			entry({
				journal: 'OD',
				lines: [
					{ account: '6064', debitCents: 2000 },
					{ account: '401', creditCents: 2000, ...about }
				]
			});
		const refusal = await expectRefusal(
			perform(postEntry, treasurer, owed({ thirdParty: 'Imprimerie Le Gall' })),
			'accounting.line-third-party-unnamed'
		);
		expect(refusal.faults[0]).toMatchObject({
			path: 'lines.1.thirdParty',
			parameters: { line: 2, name: 'Imprimerie Le Gall' }
		});
		const party = { label: 'Imprimerie Le Gall', kind: 'supplier' as const };
		const { thirdPartyId } = await perform(addThirdParty, association.as('treasurer'), party);
		for (const about of [
			{ thirdParty: 'imprimerie le gall' },
			{ thirdParty: 'IMPRIMERIELE' },
			{ thirdPartyId }
		]) {
			const { entryId } = await perform(postEntry, treasurer, owed(about));
			const { lines } = await perform(getEntry, treasurer, { entryId });
			expect(lines.map(({ thirdParty }) => thirdParty)).toEqual([null, 'Imprimerie Le Gall']);
		}
	});

	it('takes the accounts, files and entries of another association for unknown', async () => {
		const [here, elsewhere] = [await withYear(), await withYear()];
		const { entryId } = await anEntry(elsewhere.treasurer);
		const file = await keepFile(elsewhere.treasurer, {
			name: 'ticket.pdf',
			mediaType: 'application/pdf',
			content: new Uint8Array([1])
		});
		const { voucherIds } = await perform(attachVoucher, elsewhere.treasurer, {
			entryId,
			fileIds: [file.id]
		});
		const { means } = await perform(listPaymentMeans, elsewhere.treasurer, {});
		const theirAccount = String(means[0]?.id);
		const lines = [{ account: theirAccount, debitCents: 2000 }, balanced[1]];
		const me = here.treasurer;
		const voucherId = String(voucherIds[0]);
		const refused: [string, () => Promise<unknown>][] = [
			['accounting.no-such-entry', () => perform(getEntry, me, { entryId })],
			['accounting.no-such-entry', () => perform(reverseEntry, me, { entryId })],
			[
				'accounting.no-such-entry',
				() => perform(attachVoucher, me, { entryId, fileIds: [newId()] })
			],
			['accounting.no-such-voucher', () => performDownload(downloadVoucher, me, { voucherId })],
			['accounting.account-unknown', () => perform(postEntry, me, entry({ lines }) as never)],
			['platform.file-not-found', () => perform(postEntry, me, entry({ fileIds: [file.id] }))]
		];
		for (const [code, work] of refused) await expectRefusal(work(), code);
		const { entries } = await perform(listEntries, here.treasurer, {});
		expect(entries).toEqual([]);
	});

	it('numbers by journal and gives the number of a refused entry to the next', async () => {
		const { treasurer } = await withYear();
		expect((await anEntry(treasurer)).number).toBe('BQ-2026-0001');
		await expectRefusal(
			perform(postEntry, treasurer, entry({ fileIds: [newId()] })),
			'platform.file-not-found'
		);
		expect((await anEntry(treasurer)).number).toBe('BQ-2026-0002');
		expect((await anEntry(treasurer, { journal: 'OD' })).number).toBe('OD-2026-0001');
	});

	it('gives continuous numbers to eight who post at once', async () => {
		const { treasurer } = await withYear();
		const posters = Array.from({ length: 8 }, async (_, poster) => {
			for (let index = 0; index < 25; index += 1) {
				const accounts = poster % 2 ? { debit: '5121', credit: '706' } : { debit: '530' };
				await anEntry(treasurer, { ...accounts, journal: poster % 3 ? 'BQ' : 'CA' });
			}
		});
		await Promise.all(posters);
		for (const [journal, count] of [
			['BQ', 125],
			['CA', 75]
		] as const) {
			const { entries } = await perform(listEntries, treasurer, { journal, limit: 200 });
			const numbers = entries.map(({ number }) => number).sort();
			const expected = Array.from(
				{ length: count },
				(_, index) => `${journal}-2026-${String(index + 1).padStart(4, '0')}`
			);
			expect(numbers).toEqual(expected);
		}
	});

	it('posts beside a wrong one those that are right, without a gap, as those who sent them', async () => {
		const { association, treasurer } = await withYear();
		const callers = Array.from({ length: 12 }, () => association.as('treasurer'));
		const wrong = [{ date: '2031-01-01' }, { journal: 'ZZ' }, { lines: [balanced[0]] }, {}];
		const outcomes = await Promise.allSettled(
			callers.map((caller, index) =>
				perform(postEntry, caller, entry({ label: `Numéro ${index}`, ...wrong[index - 3] }))
			)
		);
		expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(3);
		const { entries } = await perform(listEntries, treasurer, { limit: 50 });
		expect(entries.map(({ label }) => label).sort()).toEqual(
			[0, 1, 2, 6, 7, 8, 9, 10, 11].map((index) => `Numéro ${index}`).sort()
		);
		expect(entries.map(({ number }) => number).sort()).toEqual(
			Array.from({ length: 9 }, (_, index) => `BQ-2026-000${index + 1}`)
		);
	});

	it('keeps vouchers with the entry and gives them back byte for byte', async () => {
		const { treasurer } = await withYear();
		const content = new TextEncoder().encode('reçu de la boulangerie');
		const file = await keepFile(treasurer, {
			name: 'reçu.txt',
			mediaType: 'text/plain',
			content
		});
		const { entryId } = await perform(postEntry, treasurer, entry({ fileIds: [file.id] }));
		const { vouchers, voucherCount } = await perform(getEntry, treasurer, { entryId });
		expect(voucherCount).toBe(1);
		expect(vouchers).toMatchObject([{ name: 'reçu.txt', sizeBytes: content.length }]);
		const voucherId = String(vouchers[0]?.id);
		const { body } = await performDownload(downloadVoucher, treasurer, { voucherId });
		const chunks = await Array.fromAsync(body as AsyncIterable<Uint8Array>);
		expect(Buffer.concat(chunks)).toEqual(Buffer.from(content));
	});
});

describe('reversing an entry', () => {
	it('is refused twice', async () => {
		const { treasurer } = await withYear();
		const { entryId } = await anEntry(treasurer);
		const reversal = { entryId, date: '2026-04-01' };
		await perform(reverseEntry, treasurer, reversal);
		await expectRefusal(perform(reverseEntry, treasurer, reversal), 'accounting.already-reversed');
	});

	it('leaves both, each naming the other, and nothing in the accounts', async () => {
		const { treasurer } = await withYear();
		const first = await anEntry(treasurer, { date: day('2026-03-15') });
		const second = await perform(reverseEntry, treasurer, {
			entryId: first.entryId,
			date: '2026-04-01',
			reason: 'chèque refusé'
		});
		const original = await perform(getEntry, treasurer, { entryId: first.entryId });
		const reversal = await perform(getEntry, treasurer, { entryId: second.entryId });
		expect(original.reversedById).toBe(second.entryId);
		expect(reversal).toMatchObject({
			reversesId: first.entryId,
			label: 'Annulation de BQ-2026-0001\u202f: chèque refusé',
			lines: [
				{ account: '5121', debitCents: 0, creditCents: 2000 },
				{ account: '7561', debitCents: 2000, creditCents: 0 }
			]
		});
	});
});
