import { sql } from 'kysely';
import { z } from 'zod';
import { refuseField } from '#shared/errors.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { COLUMN_TARGETS, isReadable } from '#modules/banking/domain/table-layout.ts';
import { bankAccounts, chosenAccount } from '../bank-accounts.ts';
import { importView } from './describe-import.ts';
import { loadImport, lockImport, refuseUnlessDraft } from './import-row.ts';
import type { ImportChoices } from './import-row.ts';
import { readImport } from './read-import.ts';
import { viewImport } from './start-import.ts';

export const setImportChoices = defineOperation({
	name: 'banking.set-import-choices',
	summary: 'Say how the file of an import is read, and to which account each statement goes',
	permission: 'banking.write',
	kind: 'command',
	http: { method: 'put', path: '/banking/imports/{id}/choices' },
	input: z.strictObject({
		id: z.uuid(),
		/** What each column of a table holds, in the order of the file. */
		columns: z.array(z.enum(COLUMN_TARGETS)).min(1).max(100).optional(),
		/** Line of the file that names the columns; null when none does. */
		headerLine: z.int().min(1).max(1000).nullable().optional(),
		/** How days are written: 03/04 is the 3 April (dmy) or March the 4th (mdy). */
		dateOrder: z.enum(['dmy', 'mdy', 'ymd']).optional(),
		/** By index of the statement: number of an account of the books, `new`, or null to leave it out. */
		accounts: z.record(z.string().regex(/^\d{1,4}$/), z.string().max(40).nullable()).optional(),
		/** Keeps lines that look like ones that came from a file of another format. */
		keepAlike: z.boolean().optional()
	}),
	output: importView,
	async run(context, { id, columns, headerLine, dateOrder, accounts, keepAlike }) {
		const { tx } = context;
		const row = await lockImport(tx, id);
		refuseUnlessDraft(row);
		const choices: ImportChoices = {
			...row.choices,
			...(dateOrder && { order: dateOrder }),
			...(keepAlike !== undefined && { keepAlike })
		};
		const layout = columns && (await layoutOf(columns, headerLine));
		const known = await bankAccounts(context);
		for (const [index, code] of Object.entries(accounts ?? {})) {
			if (code !== null && code !== 'new' && !chosenAccount(known, code)) {
				throw refuseField(`accounts.${index}`, 'banking.no-such-account', { account: code });
			}
		}
		const said = { ...choices, ...(layout && { layout }) };
		await sql`
			UPDATE banking.import i SET choices = ${JSON.stringify(said)},
				accounts = ${JSON.stringify({ ...row.accounts, ...accounts })}
			WHERE i.id = ${id}`.execute(tx);
		context.about('bank-import', id);
		return viewImport(context, await loadImport(tx, id));

		async function layoutOf(
			targets: readonly (typeof COLUMN_TARGETS)[number][],
			line?: number | null
		) {
			const { reading } = await readImport(context, row);
			const table = reading.table;
			if (!table) throw refuseField('columns', 'banking.columns-of-no-table');
			if (targets.length !== table.layout.columns.length) {
				const parameters = { given: targets.length, columns: table.layout.columns.length };
				throw refuseField('columns', 'banking.columns-differ', parameters);
			}
			if (!isReadable(targets)) throw refuseField('columns', 'banking.columns-without-amount');
			const headerRow =
				line === undefined
					? table.layout.headerRow
					: line === null
						? -1
						: table.rows.findIndex(({ at }) => at === line);
			return { headerRow, columns: targets, order: dateOrder ?? table.layout.order };
		}
	}
});
