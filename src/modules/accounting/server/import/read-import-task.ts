import { m } from '#i18n';
import { Refusal } from '#shared/errors.ts';
import type { Task } from '#platform/server/tasks/task.ts';
import { tables } from '../tables.ts';
import { lockImport } from './import-row.ts';
import type { Understood } from './import-row.ts';
import { keptAccounts } from './read-accounts.ts';
import type { FileToRead } from './read-accounts.ts';
import { understand } from './understand.ts';

/** Of the bytes of a file, those of each of its two readings told as one half. */
const BYTES_IN_UNIT = 2_000;

/** What the progress of reading a file is told in. */
export function readingUnits(size: number): number {
	return Math.ceil((2 * size) / BYTES_IN_UNIT);
}

/** Reads a large file that `start-import` was given. What it can't read is a fault of the file, shown as all others. */
export const readImportTask: Task<{ id: string; size: number }> = {
	name: 'accounting.read-import',
	title: (locale) => m.accounting_import_reading_task({}, { locale }),
	page: ({ id }) => `accounting/import/${id}`,
	permission: 'accounting.import',
	async run(context, { id, size }) {
		const row = await lockImport(context.tx, id);
		const total = readingUnits(size);
		const file = watched(keptAccounts(context, row), (bytes) => {
			context.report(Math.min(total, Math.floor(bytes / BYTES_IN_UNIT)), total);
		});
		const { understood } = await understand(file, context.actor.locale).catch(unreadable);
		await tables(context.tx)
			.updateTable('accounting.import')
			.set({ understood: JSON.stringify(understood) })
			.where('id', '=', id)
			.execute();
		context.about('import', id, { fileName: row.fileName });
		const { lines, entries } = understood;
		return { outcome: { lines, entries } };
	}
};

/** The same file; `served` is told how many bytes were read of it so far, by all its readings. */
function watched({ fileName, open }: FileToRead, served: (bytes: number) => void): FileToRead {
	let bytes = 0;
	return {
		fileName,
		async *open() {
			for await (const piece of await open()) {
				served((bytes += piece.length));
				yield piece;
			}
		}
	};
}

function unreadable(error: unknown): { understood: Understood } {
	if (!(error instanceof Refusal)) throw error;
	const { code, parameters } = error;
	const understood: Understood = {
		...{ format: 'csv', encoding: '', closing: null, lines: 0, entries: 0, drafts: 0 },
		...{ debitCents: 0, creditCents: 0, days: [], journals: [], accounts: [] },
		...{ faults: [{ path: '', code, parameters }], faultCount: 1, remarks: [], remarkCount: 0 }
	};
	return { understood };
}
