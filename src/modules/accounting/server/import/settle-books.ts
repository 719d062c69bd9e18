import { settleTables } from '#platform/server/database/settle-tables.ts';
import type { Job, Subscription } from '#platform/server/module.ts';
import { runtime } from '#platform/server/runtime.ts';

/** From so many lines on, reports and files notice that PostgreSQL has not looked at them yet. */
const MANY = 10_000;

/** After a large import: once it is committed, since no transaction can do it. */
export const settleBooks: Job = {
	name: 'accounting.settle-books',
	run: () =>
		settleTables(runtime().database.pool, [
			'accounting.entry',
			'accounting.line',
			'accounting.imported_line'
		])
};

export const largeImportWritten: Subscription = {
	event: 'accounting.entries-imported',
	async handle(_context, { lines }) {
		if (Number(lines) >= MANY) await runtime().queue?.send(settleBooks.name, {});
	}
};
