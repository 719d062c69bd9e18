import { describe, expect, it } from 'vitest';
import { day } from '#shared/day.ts';
import { perform, performDownload } from '#platform/server/perform.ts';
import type { Download } from '#platform/server/operation.ts';
import { bytesOf } from '#platform/server/tabular/tabular.testing.ts';
import { aFiscalYear, anEntry } from '#modules/accounting/testing/some-accounts.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { importLines } from '../testing/statement-file.ts';
import { banking } from './index.ts';

useTestProgram();

const textOf = async (file: Download) => new TextDecoder().decode(await bytesOf(file));

async function atTheBank() {
	const association = await anAssociation();
	const treasurer = association.as('treasurer');
	await aFiscalYear(treasurer);
	await importLines(treasurer, [
		['16/03/2026', 'LOYER DU LOCAL', '-300,00'],
		['17/03/2026', 'VIR MAIRIE', '200,00']
	]);
	return { association, treasurer };
}

const account = '5121';

describe('the files of the bank', () => {
	it('are for those who read the bank, of their own association', async () => {
		const { association } = await atTheBank();
		for (const [operation, input] of [
			[banking.exportLines, { account }],
			[banking.exportRules, {}],
			[banking.exportDeposits, {}]
		] as const) {
			await expectRefusal(
				performDownload(operation, association.as('secretary'), input as never),
				'platform.not-allowed'
			);
		}
		const other = (await anAssociation()).as('treasurer');
		await expectRefusal(
			performDownload(banking.exportLines, other, { account }),
			'banking.no-such-account'
		);
	});

	it('hold the lines that the page shows, the oldest first, with the entry of each', async () => {
		const { treasurer } = await atTheBank();
		const { lines } = await perform(banking.listLines, treasurer, { account, search: 'loyer' });
		const { number } = await perform(banking.recordLine, treasurer, {
			id: lines[0]?.id ?? '',
			parts: [{ meaning: 'rent' }]
		});
		const all = await textOf(await performDownload(banking.exportLines, treasurer, { account }));
		const [head, first, second, ...rest] = all.trim().split(/\r?\n/);
		expect(head).toContain('Libellé');
		expect(first).toContain('LOYER DU LOCAL');
		expect(first).toContain('-300,00');
		expect(first).toContain(number);
		expect(second).toContain('VIR MAIRIE');
		expect(rest).toEqual([]);
		const open = { account, state: 'open' } as const;
		const waiting = await textOf(await performDownload(banking.exportLines, treasurer, open));
		expect(waiting).not.toContain('LOYER');
		expect(waiting).toContain('VIR MAIRIE');
	});

	it('hold the rules in plain words, and each cheque of each deposit', async () => {
		const { treasurer } = await atTheBank();
		const rule = { contains: 'Mairie', direction: 'income', meaning: 'grants' } as const;
		await perform(banking.addRule, treasurer, rule);
		const rules = await textOf(await performDownload(banking.exportRules, treasurer, {}));
		expect(rules).toContain('mairie');
		expect(rules).toContain('ubvention');

		await anEntry(treasurer, { debit: '5112', amountCents: 4200, date: day('2026-03-01') });
		const { cheques } = await perform(banking.listCheques, treasurer, {});
		const ids = cheques.map(({ id }) => id);
		await perform(banking.depositCheques, treasurer, {
			account,
			day: day('2026-03-20'),
			cheques: ids
		});
		const deposits = await textOf(await performDownload(banking.exportDeposits, treasurer, {}));
		expect(deposits).toContain('42,00');
		expect(deposits.trim().split(/\r?\n/)).toHaveLength(2);
	});
});
