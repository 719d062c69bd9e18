import { describe, expect, it } from 'vitest';
import { day } from '#shared/day.ts';
import { today } from '#platform/server/clock.ts';
import { perform, performDownload } from '#platform/server/perform.ts';
import { bytesOf } from '#platform/server/tabular/tabular.testing.ts';
import { writeFec } from '#modules/accounting/domain/fec/file.testing.ts';
import type { FecLine } from '#modules/accounting/domain/fec/writer.testing.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { aFiscalYear } from '#modules/accounting/testing/some-accounts.ts';
import { postEntry } from '../post-entry.ts';
import { validateEntries } from '../validate-entries.ts';
import { exportFec } from './export-fec.ts';

useTestProgram();

/** Oldest first, as they come in the file. */
const ENTRIES = [
	{ date: '2025-01-02', label: 'Loyer\tde\r\nmai\u2028fin', cents: 5, reference: 'F-1' },
	{ date: '2025-01-02', label: 'Bureau \u00a0 « été », cœur, 5 €, 🌱', cents: 10_000 },
	{
		date: '2025-02-03',
		label: 'a\u0001\u0002b\u007f\u0085c',
		cents: 123_456_789,
		reference: 'a\tb'
	},
	{ date: '2025-03-04', label: '-', line: '\u202fau\n\nloin', cents: 99 },
	{ date: '2025-12-31', label: `"Le Monde" | l'écho \\t %s`, cents: 9_999_999_999_999 }
];

describe('the file of accounting entries', () => {
	it('holds each value as the text wants it, whatever was typed', async () => {
		const treasurer = (await anAssociation()).as('treasurer');
		const fiscalYearId = await aFiscalYear(treasurer, 2025);
		const expected: Partial<FecLine>[] = [];
		for (const { date, label, cents, reference, line } of ENTRIES) {
			const { number } = await perform(postEntry, treasurer, {
				...{ journal: 'BQ', date, label, reference },
				lines: [
					{ account: '5121', debitCents: cents, label: line },
					{ account: '7561', creditCents: cents }
				]
			});
			const entry = { label, entryId: number, documentReference: reference ?? number };
			const days = { entryDate: day(date), documentDate: day(date) };
			expected.push(
				{ ...entry, ...days, label: line ?? label, debitCents: cents, accountCode: '5121' },
				{ ...entry, ...days, debitCents: 0, creditCents: cents, accountCode: '7561' }
			);
		}
		await perform(validateEntries, treasurer, { until: day('2025-12-31') });
		const validatedOn = today();
		const names = { 5121: 'Compte courant', 7561: 'Cotisations sans contrepartie' };
		const lines = expected.map((line) => ({
			...{ journalCode: 'BQ', journalLabel: 'Banque', creditCents: 0 },
			...{ accountLabel: names[line.accountCode as '5121' | '7561'] },
			...{ validatedOn },
			...line
		}));
		for (const encoding of ['utf-8', 'iso-8859-15'] as const) {
			const file = await performDownload(exportFec, treasurer, { fiscalYearId, encoding });
			const text = Buffer.from(await bytesOf(file)).toString('latin1');
			expect(text).toBe(Buffer.from(writeFec(lines as FecLine[], encoding)).toString('latin1'));
		}
	});
});
