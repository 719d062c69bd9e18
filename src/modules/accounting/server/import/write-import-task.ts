import { sql } from 'kysely';
import { m } from '#i18n';
import { Refusal } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import type { Task } from '#platform/server/tasks/task.ts';
import type { GatheredJournal } from '#modules/accounting/domain/import/gathering.ts';
import { insertAccounts, keepAccounts } from '../accounts.ts';
import { ownAccount } from '../open-year.ts';
import { tables } from '../tables.ts';
import { lockImport, mustBeRead } from './import-row.ts';
import { openYearForImport } from './open-year-for-import.ts';
import { keepProjects } from './keep-projects.ts';
import { planImport, refuseFaults } from './plan-import.ts';
import type { ImportPlan } from './plan-import.ts';
import { keptAccounts } from './read-accounts.ts';
import type { AccountsFile } from './read-accounts.ts';
import { refuseTwice } from './refuse-twice.ts';
import { understand } from './understand.ts';
import { writeImport } from './write-import.ts';

/** Writes what `commit-import` was asked for: everything, or nothing and why. Its outcome is what was written, and where. */
export const writeImportTask: Task<{ id: string }> = {
	name: 'accounting.write-import',
	title: (locale) => m.accounting_import_task({}, { locale }),
	page: ({ id }) => `accounting/import/${id}`,
	permission: 'accounting.import',
	async run(context, { id }) {
		const { tx, now, report } = context;
		const row = await lockImport(tx, id);
		const { fileName } = row;
		if (row.state !== 'draft') {
			throw new Refusal('conflict', 'accounting.import-not-draft', { fileName });
		}
		const understood = mustBeRead(row);
		await refuseTwice(context, row);
		const byKey = understood.inOrder ? undefined : await entriesByKey(context, row);
		const plan = await planImport(tx, understood);
		refuseFaults(plan);
		const year = plan.year ?? (await openYearForImport(context, plan.opens));
		const codes = understood.accounts.map(({ code }) => code);
		const journals = await addJournals(context, plan.newJournals);
		const accounts = await addAccounts(context, plan, codes);
		await sql`select set_config('app.import_in_hand', ${id}, true)`.execute(tx);
		const projects = await keepProjects(context, understood.projects ?? []);
		const toWrite = { id, file: row, year, understood, byKey, projects };
		const { thirdParties } = await writeImport(context, toWrite, (written) => {
			report(written, understood.lines);
		});
		await tables(tx)
			.updateTable('accounting.import')
			.set({ state: 'committed', fiscal_year_id: year.id, committed_at: now })
			.set({
				made: JSON.stringify({ journals, accounts, thirdParties, projects: projects?.added ?? [] })
			})
			.where('id', '=', id)
			.execute();
		const { entries, lines } = understood;
		const outcome = { fiscalYearId: year.id, entries, lines };
		context.about('import', id, { fileName, entries, lines });
		await context.announce('accounting.entries-imported', { importId: id, ...outcome });
		return { outcome };
	}
};

async function entriesByKey(context: OperationContext, row: AccountsFile) {
	const { gathering } = await understand(keptAccounts(context, row), context.actor.locale);
	return gathering.byKey;
}

/** Answers the ids of those that were added. */
async function addJournals(
	{ tx, association }: OperationContext,
	journals: readonly GatheredJournal[]
): Promise<string[]> {
	if (journals.length === 0) return [];
	const rows = journals.map(({ code, label, kind }) => {
		return { association_id: association.id, id: newId(), code, label, kind };
	});
	// A year that was just opened brought the usual ones.
	const added = await tables(tx)
		.insertInto('accounting.journal')
		.values(rows)
		.onConflict((conflict) => conflict.columns(['association_id', 'code']).doNothing())
		.returning('id')
		.execute();
	return added.map(({ id }) => id);
}

/** Rows for all that the entries are written in; answers the ids of those that are the association's own. */
async function addAccounts(
	context: OperationContext,
	{ chart, newAccounts }: ImportPlan,
	codes: readonly string[]
): Promise<string[]> {
	const own = newAccounts.map(({ code, label }) => ownAccount(code, label));
	if (own.length > 0) await insertAccounts(context, own);
	const kept = await keepAccounts(context, chart, codes);
	const ids = new Set([...kept.values()].map(({ id }) => id));
	return own.map(({ id }) => id).filter((id) => ids.has(id));
}
