import { sql } from 'kysely';
import { formatDay, type Day } from '#shared/day.ts';
import { m } from '#i18n';
import type { EntryLink, EntrySource } from '#platform/server/entry-links.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { bankAccounts } from './bank-accounts.ts';

/** Where an entry is seen at the bank and in the cash box: lines reconciled with it, deposits, counts. */
export const bankOfEntries: EntrySource = {
	key: 'banking.entry-lines',
	permission: 'banking.read',
	async links(context, entryIds) {
		return [
			...(await bankLines(context, entryIds)),
			...(await deposits(context, entryIds)),
			...(await counts(context, entryIds))
		];
	}
};

/** One payment of the bank may answer to many lines: the first ones say enough. */
const MOST = 50;

async function bankLines(
	context: OperationContext,
	entryIds: readonly string[]
): Promise<EntryLink[]> {
	const { locale } = context.actor;
	const { rows } = await sql<{
		entryId: string;
		id: string;
		accountId: string;
		day: Day;
		label: string;
	}>`
		SELECT r.entry_id AS "entryId", l.id, l.account_id AS "accountId", l.day, l.label
		FROM (SELECT DISTINCT association_id, entry_id, reconciliation_id FROM banking.reconciled_entry
			WHERE entry_id = ANY(${entryIds}::uuid[])) r
		JOIN banking.line l
			ON l.association_id = r.association_id AND l.reconciliation_id = r.reconciliation_id
		ORDER BY l.day, l.id LIMIT ${MOST}`.execute(context.tx);
	if (rows.length === 0) return [];
	const accounts = new Map((await bankAccounts(context)).map((account) => [account.id, account]));
	return rows.flatMap(({ entryId, id, accountId, day, label }) => {
		const account = accounts.get(accountId);
		if (!account) return [];
		const words = { day: formatDay(day, locale), label };
		const href = `banking/${account.code}/lines/${id}`;
		return [{ entryId, label: m.banking_link_line(words, { locale }), href }];
	});
}

/** The deposit whose entry it is, or that one of its cheques went with. */
async function deposits(
	{ tx, actor: { locale } }: OperationContext,
	entryIds: readonly string[]
): Promise<EntryLink[]> {
	const { rows } = await sql<{ entryId: string; number: number; day: Day }>`
		SELECT d.entry_id AS "entryId", d.number, d.day
		FROM banking.cheque_deposit d WHERE d.entry_id = ANY(${entryIds}::uuid[])
		UNION
		SELECT m.entry_id, d.number, d.day
		FROM accounting.movement m
		JOIN banking.deposited_cheque c
			ON c.association_id = m.association_id AND c.ledger_line_id = m.id
		JOIN banking.cheque_deposit d ON d.association_id = c.association_id AND d.id = c.deposit_id
		WHERE m.entry_id = ANY(${entryIds}::uuid[])
		ORDER BY 2 LIMIT ${MOST}`.execute(tx);
	return rows.map(({ entryId, number, day }) => {
		const words = { number, day: formatDay(day, locale) };
		return { entryId, label: m.banking_link_deposit(words, { locale }), href: 'banking/deposits' };
	});
}

/** The count of the cash box whose difference it writes. */
async function counts(
	{ tx, actor: { locale } }: OperationContext,
	entryIds: readonly string[]
): Promise<EntryLink[]> {
	const { rows } = await sql<{ entryId: string; day: Day }>`
		SELECT c.entry_id AS "entryId", c.day FROM banking.cash_count c
		WHERE c.entry_id = ANY(${entryIds}::uuid[]) ORDER BY c.day LIMIT ${MOST}`.execute(tx);
	return rows.map(({ entryId, day }) => {
		const label = m.banking_link_count({ day: formatDay(day, locale) }, { locale });
		return { entryId, label, href: 'banking/cash' };
	});
}
