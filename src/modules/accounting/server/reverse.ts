import { Refusal, refuseField } from '#shared/errors.ts';
import type { Day } from '#shared/day.ts';
import { m } from '#i18n';
import type { OperationContext } from '#platform/server/operation.ts';
import { reversed } from '../domain/entry.ts';
import { entryNumber } from '../domain/journal.ts';
import { reverseShares } from './analytics/write-shares.ts';
import { linesOf, lockEntry } from './entries.ts';
import { holdOpenYear } from './fiscal-years.ts';
import { letterReversal } from './lettering/letter-reversal.ts';
import { tables } from './tables.ts';
import { reverseTaxes } from './vat/entry-tax.ts';
import { refuseSettled } from './vat/refuse-settled.ts';
import { writeEntry } from './write-entry.ts';
import type { PostedEntry } from './write-entry.ts';

/**
 * Posts the opposite entry; the first stays, and both say so.
 * @throws {Refusal} `accounting.no-such-entry`, `already-reversed`, `opening-from-closing`, `opening-other-year`,
 * `vat-return-settled`
 */
export async function reverse(
	context: OperationContext,
	{ entryId, date, reason }: { entryId: string; date: Day; reason?: string | undefined }
): Promise<PostedEntry> {
	const { tx, actor } = context;
	const year = await holdOpenYear(tx, date);
	const entry = await lockEntry(tx, entryId);
	await checkNotReversed(context, entryId);
	if (entry.sourceType === 'vat-return') await refuseSettled(tx, entryId);
	if (entry.journalKind === 'opening') {
		// What a closing carried forward is undone by nothing but another closing.
		if (entry.sourceType === 'fiscal-year') {
			throw new Refusal('conflict', 'accounting.opening-from-closing');
		}
		if (entry.yearId !== year.id) throw refuseField('date', 'accounting.opening-other-year');
	}
	const number = entryNumber(entry.journalCode, entry.yearCode, entry.number);
	const label = reason
		? m.accounting_reversal_label_because({ number, reason }, { locale: actor.locale })
		: m.accounting_reversal_label({ number, label: entry.label }, { locale: actor.locale });
	const posted = await writeEntry(context, {
		year,
		journal: { id: entry.journalId, code: entry.journalCode, kind: entry.journalKind },
		date,
		label: label.slice(0, 200),
		reference: entry.reference ?? undefined,
		thirdParty: entry.thirdParty ?? undefined,
		lines: reversed(await linesOf(tx, entryId)),
		reversesId: entryId
	});
	await reverseShares(context, { from: entryId, to: posted.entryId });
	await reverseTaxes(context, { from: entryId, to: posted.entryId });
	await letterReversal(context, entryId, posted.entryId);
	return posted;
}

async function checkNotReversed({ tx }: OperationContext, entryId: string): Promise<void> {
	const reversal = await tables(tx)
		.selectFrom('accounting.entry')
		.select('id')
		.where('reverses_id', '=', entryId)
		.executeTakeFirst();
	if (reversal) throw new Refusal('conflict', 'accounting.already-reversed');
}
