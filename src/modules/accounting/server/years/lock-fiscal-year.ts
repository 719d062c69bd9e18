import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import { defineOperation } from '#platform/server/operation.ts';
import type { OperationContext, Tx } from '#platform/server/operation.ts';
import { CHAIN_START } from '#modules/accounting/domain/seal.ts';
import { idField } from '../fields.ts';
import { lockYears, yearById } from '../fiscal-years.ts';
import type { KnownYear } from '../fiscal-years.ts';
import { tables } from '../tables.ts';
import type { SealTable } from '../tables.ts';
import { entriesInOrder, nextHash } from './chain.ts';
import { writeStep } from './year-steps.ts';

const BATCH = 1_000;

export const lockFiscalYear = defineOperation({
	name: 'accounting.lock-fiscal-year',
	summary: 'Lock a closed fiscal year for good: its entries are sealed one to the next by SHA-256',
	permission: 'accounting.close',
	kind: 'command',
	http: { method: 'post', path: '/accounting/fiscal-years/{fiscalYearId}/lock' },
	input: z.strictObject({ fiscalYearId: idField }),
	output: z.object({
		entries: z.int(),
		/** The last hash of the chain: write it down elsewhere, and nobody can rewrite the year unseen. */
		seal: z.string()
	}),
	async run(context, { fiscalYearId }) {
		const years = await lockYears(context.tx);
		const year = yearById(years, fiscalYearId);
		const previous = checkLockable(years, year);
		const sealed = await sealEntries(context, year.id, previous?.seal ?? CHAIN_START);
		await tables(context.tx)
			.updateTable('accounting.fiscal_year')
			.set({ locked_at: context.now, seal: sealed.seal })
			.where('id', '=', year.id)
			.execute();
		await writeStep(context, year.id, 'locked');
		context.about('fiscal-year', year.id, { code: year.code, ...sealed });
		return sealed;
	}
});

/** The year before, when there is one. */
function checkLockable(years: readonly KnownYear[], year: KnownYear): KnownYear | undefined {
	if (year.locked) throw new Refusal('conflict', 'accounting.already-locked', { year: year.code });
	if (!year.closed)
		throw new Refusal('conflict', 'accounting.lock-not-closed', { year: year.code });
	const previous = years.findLast(({ end }) => end < year.start);
	if (previous && !previous.locked) {
		throw new Refusal('conflict', 'accounting.earlier-year-not-locked', { year: previous.code });
	}
	return previous;
}

async function sealEntries(
	{ tx, association }: OperationContext,
	yearId: string,
	start: string
): Promise<{ entries: number; seal: string }> {
	let hash = start;
	let position = 0;
	let batch: SealTable[] = [];
	for await (const entry of entriesInOrder(tx, yearId)) {
		hash = nextHash(hash, entry);
		position += 1;
		batch.push({
			association_id: association.id,
			id: newId(),
			fiscal_year_id: yearId,
			position,
			entry_id: entry.entryId,
			hash
		});
		if (batch.length === BATCH) {
			await insertSeals(tx, batch);
			batch = [];
		}
	}
	await insertSeals(tx, batch);
	return { entries: position, seal: hash };
}

async function insertSeals(tx: Tx, seals: readonly SealTable[]): Promise<void> {
	if (seals.length > 0) await tables(tx).insertInto('accounting.seal').values(seals).execute();
}
