import { z } from 'zod';
import { defineOperation } from '#platform/server/operation.ts';
import type { ImportedLine } from '#modules/accounting/domain/import/imported-line.ts';
import { loadImport } from './import-row.ts';
import { keptAccounts, readAccounts } from './read-accounts.ts';

const importedLine = z.object({
	/** Of the file, from 1. */
	line: z.int(),
	journal: z.string(),
	number: z.string(),
	date: z.string().nullable(),
	account: z.string(),
	accountLabel: z.string(),
	label: z.string(),
	reference: z.string(),
	/** `null` when it can't be read. */
	debitCents: z.number().nullable(),
	creditCents: z.number().nullable()
});

/** A million lines are not read for the first fifty. */
const ENOUGH = new Error('enough lines were read');

export const listImportLines = defineOperation({
	name: 'accounting.list-import-lines',
	summary: 'The lines of a file of accounts as they were understood, in the order of the file',
	permission: 'accounting.import',
	kind: 'query',
	http: { method: 'get', path: '/accounting/imports/{id}/lines' },
	input: z.strictObject({
		id: z.uuid(),
		/** Lines after so many. */
		after: z.int().min(0).default(0),
		limit: z.int().min(1).max(500).default(50)
	}),
	output: z.object({
		lines: z.array(importedLine),
		/** To be given as `after` for the next page. */
		next: z.int().nullable()
	}),
	async run(context, { id, after, limit }) {
		const row = await loadImport(context.tx, id);
		const lines: z.output<typeof importedLine>[] = [];
		let seen = 0;
		await readAccounts(keptAccounts(context, row), {
			again: true,
			take(line) {
				if (seen >= after && lines.length < limit) lines.push(toView(line));
				seen++;
			},
			rest() {
				return seen > after + limit ? Promise.reject(ENOUGH) : Promise.resolve();
			}
		}).catch((error: unknown) => {
			if (error !== ENOUGH) throw error;
		});
		return { lines, next: seen > after + limit ? after + limit : null };
	}
});

function toView(line: ImportedLine): z.output<typeof importedLine> {
	return {
		...{ line: line.line, journal: line.journalCode, number: line.number },
		date: line.date ?? null,
		...{ account: line.accountCode, accountLabel: line.accountLabel, reference: line.reference },
		label: line.lineLabel || line.label,
		debitCents: line.debitCents ?? null,
		creditCents: line.creditCents ?? null
	};
}
