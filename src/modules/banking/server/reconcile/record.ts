import { sql } from 'kysely';
import type { z } from 'zod';
import type { Day } from '#shared/day.ts';
import { Refusal } from '#shared/errors.ts';
import { paymentSources } from '#platform/server/expected-payments.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import type { ChartVersion, Meaning } from '#modules/accounting/index.ts';
import { recordParts } from '#modules/accounting/server/index.ts';
import type { Part } from '#modules/accounting/server/index.ts';
import type { BankAccount } from '../bank-accounts.ts';
import type { lineVatField } from '../fields.ts';
import type { KeptLine } from './bank-line.ts';
import { refuseOtherCurrency, writeReconciliation } from './write-reconciliation.ts';

export interface WhatToWrite {
	readonly label?: string | undefined;
	readonly thirdParty?: string | undefined;
	/** The day of the line unless said. */
	readonly date?: Day | undefined;
	readonly parts: readonly Part[];
	readonly learn: boolean;
}

const LABEL = 200;
const REFERENCE = 100;

/** Writes the entry of a line in the books, and binds both. @throws {Refusal} as `recordParts` */
export async function recordEntry(
	context: OperationContext,
	account: BankAccount,
	line: Pick<KeptLine, 'id' | 'day' | 'cents' | 'label' | 'facts' | 'reconciliationId'>,
	{ label, thirdParty, date, parts, learn }: WhatToWrite
): Promise<{ entryId: string; number: string }> {
	refuseOtherCurrency(account);
	if (line.reconciliationId) throw new Refusal('conflict', 'banking.line-reconciled');
	const { counterparty, reference } = line.facts;
	const { entryId, number, lineIds } = await recordParts(context, {
		date: date ?? line.day,
		label: (label ?? line.label).slice(0, LABEL).trim(),
		means: account.ledgerAccountId,
		amountCents: line.cents,
		parts,
		thirdParty: (thirdParty ?? counterparty)?.slice(0, LABEL).trim(),
		reference: reference?.slice(0, REFERENCE).trim(),
		source: { module: 'banking', type: 'line', id: line.id },
		learn
	});
	await writeReconciliation(context, {
		account,
		lineIds: [line.id],
		movementIds: lineIds,
		how: 'recorded'
	});
	return { entryId, number };
}

/**
 * Settles what a line pays, by the source that expects it, and binds both.
 * @throws {Refusal} `banking.nothing-proposed` when the source is gone, and whatever it refuses
 */
export async function settleExpected(
	context: OperationContext,
	account: BankAccount,
	line: Pick<KeptLine, 'id' | 'day' | 'cents' | 'facts'>,
	{ source: key, ids }: { readonly source: string; readonly ids: readonly string[] }
): Promise<{ entryId: string; number: string }> {
	refuseOtherCurrency(account);
	const source = paymentSources(context).find((known) => known.key === key);
	if (!source) throw new Refusal('conflict', 'banking.nothing-proposed');
	const posted = await source.settle(context, ids, {
		date: line.day,
		cents: Math.abs(line.cents),
		means: account.ledgerAccountId,
		reference: line.facts.reference?.slice(0, REFERENCE).trim()
	});
	const { rows } = await sql<{ id: string }>`
		SELECT m.id FROM accounting.movement m
		WHERE m.entry_id = ${posted.entryId} AND m.account_id = ${account.ledgerAccountId}`.execute(
		context.tx
	);
	await writeReconciliation(context, {
		account,
		lineIds: [line.id],
		movementIds: rows.map(({ id }) => id),
		how: 'recorded'
	});
	return posted;
}

/** A tax as the books take it: the amount is with it. */
export function taxOfLine({
	rate,
	partly,
	reverse
}: z.output<typeof lineVatField>): NonNullable<Part['vat']> {
	return { rate, partly, reverse, amountIs: 'gross' };
}

/** The whole of a line for one purpose. */
export function wholeOf(
	{ cents }: Pick<KeptLine, 'cents'>,
	target: {
		meaning?: Meaning | null;
		account?: string | null;
		keptUnder?: ChartVersion | null | undefined;
		vat?: z.output<typeof lineVatField> | null;
	}
): Part[] {
	return [
		{
			amountCents: cents,
			...(target.account ? { account: target.account, keptUnder: target.keptUnder } : {}),
			...(target.meaning ? { meaning: target.meaning } : {}),
			...(target.vat ? { vat: taxOfLine(target.vat) } : {})
		}
	];
}

/** The entries that a reconciliation binds. */
export async function entriesOf(
	{ tx }: OperationContext,
	reconciliationId: string
): Promise<readonly string[]> {
	const { rows } = await sql<{ entryId: string }>`
		SELECT DISTINCT r.entry_id AS "entryId" FROM banking.reconciled_entry r
		WHERE r.reconciliation_id = ${reconciliationId}`.execute(tx);
	return rows.map(({ entryId }) => entryId);
}
