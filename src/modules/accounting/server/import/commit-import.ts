import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import { defineOperation } from '#platform/server/operation.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import type { GatheredJournal } from '#modules/accounting/domain/import/gathering.ts';
import { insertAccounts, keepAccounts } from '../accounts.ts';
import { ownAccount } from '../open-year.ts';
import { tables } from '../tables.ts';
import { lockImport } from './import-row.ts';
import { openYearForImport } from './open-year-for-import.ts';
import { planImport } from './plan-import.ts';
import type { ImportPlan } from './plan-import.ts';
import { reportProgress } from './progress.ts';
import { understand } from './understand.ts';
import { writeImport } from './write-import.ts';

export const commitAccountsImport = defineOperation({
	name: 'accounting.commit-import',
	summary: 'Write all the entries of an import, with the journals and accounts they need, or none',
	permission: 'accounting.import',
	kind: 'command',
	http: { method: 'post', path: '/accounting/imports/{id}/commit' },
	input: z.strictObject({ id: z.uuid() }),
	output: z.object({ fiscalYearId: z.string(), entries: z.int(), lines: z.int() }),
	async run(context, { id }) {
		const { tx, now } = context;
		const row = await lockImport(tx, id);
		const { fileName } = row;
		if (row.state !== 'draft') {
			throw new Refusal('conflict', 'accounting.import-not-draft', { fileName });
		}
		await refuseTwice(context, row.sha256, fileName);
		const { inOrder, lines: total } = row.understood;
		reportProgress(id, { written: 0, total });
		try {
			const byKey = inOrder ? undefined : (await understand(context, row)).gathering.byKey;
			const plan = await planImport(tx, row.understood);
			refuseFaults(plan);
			const year = plan.year ?? (await openYearForImport(context, plan.opens));
			const made = {
				journals: await addJournals(context, plan.newJournals),
				accounts: await addAccounts(
					context,
					plan,
					row.understood.accounts.map(({ code }) => code)
				)
			};
			await sql`select set_config('app.import_in_hand', ${id}, true)`.execute(tx);
			const { understood } = row;
			const toWrite = { id, file: row, year, understood, byKey };
			const { thirdParties } = await writeImport(context, toWrite, (written) => {
				reportProgress(id, { written, total });
			});
			await tables(tx)
				.updateTable('accounting.import')
				.set({ state: 'committed', fiscal_year_id: year.id, committed_at: now })
				.set({ made: JSON.stringify({ ...made, thirdParties }) })
				.where('id', '=', id)
				.execute();
			const { entries, lines } = row.understood;
			context.about('import', id, { fileName, entries, lines });
			await context.announce('accounting.entries-imported', {
				...{ importId: id, fiscalYearId: year.id, entries, lines }
			});
			return { fiscalYearId: year.id, entries, lines };
		} finally {
			reportProgress(id, undefined);
		}
	}
});

async function refuseTwice({ tx }: OperationContext, sha256: string, fileName: string) {
	const known = await tables(tx)
		.selectFrom('accounting.import')
		.select('id')
		.where('sha256', '=', sha256)
		.where('state', '=', 'committed')
		.executeTakeFirst();
	if (known) throw new Refusal('conflict', 'accounting.import-done-already', { fileName });
}

function refuseFaults({ faults, faultCount }: ImportPlan): void {
	if (faultCount === 0) return;
	throw new Refusal('invalid', 'accounting.import-has-faults', { count: faultCount }, faults);
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
