import { sql } from 'kysely';
import { z } from 'zod';
import { m } from '#i18n';
import type { Day } from '#shared/day.ts';
import { defineDownload } from '#platform/server/operation.ts';
import { TABLE_MEDIA_TYPES, writeTable } from '#platform/server/tabular/write-table.ts';

interface FiledCheque {
	readonly number: number;
	readonly day: Day;
	readonly account: string;
	readonly payer: string;
	readonly reference: string | null;
	readonly amount: number;
	readonly entry: string;
	readonly cancelled: boolean;
}

export const exportDeposits = defineDownload({
	name: 'banking.export-deposits',
	summary: 'Write the cheques of all deposits, the newest deposit first, as CSV, XLSX or ODS',
	permission: 'banking.read',
	kind: 'query',
	http: { method: 'get', path: '/banking/deposits/file' },
	mediaTypes: TABLE_MEDIA_TYPES,
	input: z.strictObject({ format: z.enum(['csv', 'xlsx', 'ods']).default('csv') }),
	async run({ tx, actor }, { format }) {
		const l = { locale: actor.locale };
		const { rows } = await sql<FiledCheque>`
			SELECT d.number, d.day, a.name AS account, coalesce(c.third_party, c.label) AS payer, c.reference,
				c.amount_cents AS amount, d.entry_number AS entry, d.cancelled_at IS NOT NULL AS cancelled
			FROM banking.cheque_deposit d
			JOIN banking.account a ON a.association_id = d.association_id AND a.id = d.account_id
			JOIN banking.deposited_cheque c ON c.association_id = d.association_id AND c.deposit_id = d.id
			ORDER BY d.number DESC, c.day, c.id`.execute(tx);
		return writeTable(
			{
				name: m.banking_tab_cheques({}, l),
				columns: [
					{ key: 'number', label: m.banking_slip_rank({}, l), kind: 'number' },
					{ key: 'day', label: m.banking_deposit_day({}, l), kind: 'day' },
					{ key: 'account', label: m.banking_deposit_to({}, l), kind: 'text' },
					{ key: 'payer', label: m.banking_column_counterparty({}, l), kind: 'text' },
					{ key: 'reference', label: m.banking_column_reference({}, l), kind: 'text' },
					{ key: 'amount', label: m.banking_amount({}, l), kind: 'money' },
					{ key: 'entry', label: m.banking_column_entry({}, l), kind: 'text' },
					{ key: 'state', label: m.banking_column_status({}, l), kind: 'text' }
				],
				rows: rows.map(({ cancelled, ...row }) => ({
					...row,
					state: cancelled ? m.banking_deposit_is_cancelled({}, l) : ''
				}))
			},
			format
		);
	}
});
