import { z } from 'zod';
import { defineOperation } from '#platform/server/operation.ts';
import { accountField } from '../fields.ts';
import { keepPlan, keptView } from './keep-plan.ts';
import { writeImport } from './start-import.ts';

export const importStatement = defineOperation({
	name: 'banking.import-statement',
	summary:
		'Import a file of a bank in one go (CAMT, OFX, QIF, CSV, XLSX, ODS): refused when something must be said first',
	permission: 'banking.write',
	kind: 'command',
	http: { method: 'post', path: '/banking/statements', success: 201 },
	input: z.strictObject({
		/** Id of a file that was uploaded before. */
		file: z.uuid(),
		/** Number of the account of the books, or `new`, when the file does not name one that is known. */
		account: accountField.optional(),
		/** How days are written, when the file does not tell (QIF). */
		dateOrder: z.enum(['dmy', 'mdy', 'ymd']).optional(),
		leaveOutFaultyLines: z.boolean().default(false)
	}),
	output: keptView,
	async run(context, { file, account, dateOrder, leaveOutFaultyLines }) {
		const choices = dateOrder ? { order: dateOrder } : {};
		const row = await writeImport(context, file, choices);
		return keepPlan(context, row, { leaveOutFaultyLines, account });
	}
});
