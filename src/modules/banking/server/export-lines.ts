import { sql } from 'kysely';
import { z } from 'zod';
import { m } from '#i18n';
import type { Day } from '#shared/day.ts';
import type { Locale } from '#platform/server/actor.ts';
import { defineDownload } from '#platform/server/operation.ts';
import type { Tx } from '#platform/server/operation.ts';
import { REPORT_MEDIA_TYPES, reportFormat, writeReport } from '#modules/accounting/server/index.ts';
import type { ReportRow } from '#modules/accounting/server/index.ts';
import { formatIban } from '#modules/banking/domain/bank-account.ts';
import { requireBankAccount } from './bank-accounts.ts';
import { accountField } from './fields.ts';
import { filtered, lineFilter } from './line-filter.ts';
import type { LineFilter } from './line-filter.ts';

const PAGE = 1_000;

export const exportLines = defineDownload({
	name: 'banking.export-lines',
	summary:
		'Write the lines of the statements of an account, the oldest first, as CSV, XLSX, ODS or PDF',
	permission: 'banking.read',
	kind: 'query',
	http: { method: 'get', path: '/banking/accounts/{account}/lines/file' },
	mediaTypes: REPORT_MEDIA_TYPES,
	input: z.strictObject({
		account: accountField,
		...lineFilter,
		format: reportFormat.default('csv')
	}),
	async run(context, { account: ref, format, ...filter }) {
		const account = await requireBankAccount(context, ref);
		const l = { locale: context.actor.locale };
		const number = account.iban ? `, ${formatIban(account.iban)}` : '';
		return writeReport(
			context,
			{
				title: m.banking_lines_file({ account: account.name }, l),
				note: `${account.code} ${account.name}${number}`,
				orientation: 'landscape',
				tables: [
					{
						columns: [
							{ key: 'day', label: m.banking_column_day({}, l), kind: 'day' },
							{ key: 'valueDay', label: m.banking_column_value_day({}, l), kind: 'day' },
							{ key: 'label', label: m.banking_column_label({}, l), kind: 'text', weight: 3 },
							{ key: 'detail', label: m.banking_column_detail({}, l), kind: 'text', weight: 2 },
							{
								key: 'counterparty',
								label: m.banking_column_counterparty({}, l),
								kind: 'text',
								weight: 2
							},
							{ key: 'reference', label: m.banking_column_reference({}, l), kind: 'text' },
							{ key: 'amount', label: m.banking_amount({}, l), kind: 'money', weight: 1.2 },
							{ key: 'state', label: m.banking_column_status({}, l), kind: 'text', weight: 1.5 }
						],
						rows: rowsOf(context.tx, account.id, filter, l.locale)
					}
				]
			},
			format
		);
	}
});

interface FiledLine {
	readonly id: string;
	readonly day: Day;
	readonly valueDay: Day | null;
	readonly label: string;
	readonly detail: string | null;
	readonly counterparty: string | null;
	readonly reference: string | null;
	readonly amount: number;
	readonly reconciled: boolean;
	/** Numbers of the entries that it agrees with. */
	readonly entries: string | null;
}

async function* rowsOf(
	tx: Tx,
	accountId: string,
	filter: LineFilter,
	locale: Locale
): AsyncGenerator<ReportRow> {
	let last: FiledLine | undefined;
	do {
		const page: readonly FiledLine[] = await pageAfter(tx, accountId, filter, last);
		for (const { id: _, reconciled, entries, ...cells } of page) {
			const state = reconciled ? entries : m.banking_waits({}, { locale });
			yield { cells: { ...cells, state } };
		}
		last = page.length === PAGE ? page.at(-1) : undefined;
	} while (last);
}

async function pageAfter(
	tx: Tx,
	accountId: string,
	filter: LineFilter,
	last: FiledLine | undefined
): Promise<FiledLine[]> {
	const { rows } = await sql<FiledLine>`
		SELECT l.id, l.day, l.value_day AS "valueDay", l.label, l.facts->>'detail' AS detail,
			l.facts->>'counterparty' AS counterparty, l.facts->>'reference' AS reference,
			l.amount_cents AS amount, l.reconciliation_id IS NOT NULL AS reconciled, (
				SELECT string_agg(DISTINCT m.number, ', ') FROM banking.reconciled_entry r
				JOIN accounting.movement m ON m.association_id = r.association_id AND m.id = r.ledger_line_id
				WHERE r.association_id = l.association_id AND r.reconciliation_id = l.reconciliation_id
			) AS entries
		FROM banking.line l
		WHERE l.account_id = ${accountId} ${filtered(filter)}
			${last ? sql`AND (l.day, l.id) > (${last.day}::date, ${last.id}::uuid)` : sql``}
		ORDER BY l.day, l.id LIMIT ${PAGE}`.execute(tx);
	return rows;
}
