import { sql } from 'kysely';
import { z } from 'zod';
import type { Day } from '#shared/day.ts';
import { m } from '#i18n';
import { defineDownload, type OperationContext } from '#platform/server/operation.ts';
import type { TableColumn, TableRow } from '#platform/server/tabular/table-content.ts';
import { TABLE_MEDIA_TYPES, writeTable } from '#platform/server/tabular/write-table.ts';
import { targetLabel } from './import/target-label.ts';
import type { DuesTarget } from '../domain/import/target.ts';
import { matchingMemberships, membershipFilter } from './list-memberships.read.ts';

export const MEMBERSHIP_FORMATS = ['csv', 'xlsx', 'ods'] as const;

export const exportMemberships = defineDownload({
	name: 'membership.export-memberships',
	summary:
		'Writes the memberships of a list to a CSV, XLSX or ODS file that can be imported again, the oldest first.',
	permission: 'membership.read',
	kind: 'query',
	http: { method: 'get', path: '/membership/exports' },
	input: z.strictObject({ ...membershipFilter, format: z.enum(MEMBERSHIP_FORMATS).default('csv') }),
	mediaTypes: [...TABLE_MEDIA_TYPES],
	async run(context, { format, ...filter }) {
		const { actor, today } = context;
		const name = `${m.membership_export_name({}, { locale: actor.locale })} ${today}`;
		const columns = COLUMNS.map(([key, kind]): TableColumn => {
			return { key, label: targetLabel(key, actor.locale), kind };
		});
		return writeTable({ name, columns, rows: exported(context, filter) }, format);
	}
});

const COLUMNS: readonly (readonly [DuesTarget, TableColumn['kind']])[] = [
	['number', 'text'],
	['displayName', 'text'],
	['email', 'text'],
	['fee', 'text'],
	['tariff', 'text'],
	['startsOn', 'day'],
	['endsOn', 'day'],
	['due', 'money'],
	['paid', 'money']
];

const PAGE = 2_000;

type Exported = TableRow & { readonly id: string; readonly startsOn: Day };

async function* exported(
	{ tx, today }: OperationContext,
	filter: Parameters<typeof matchingMemberships>[0]
): AsyncGenerator<TableRow> {
	const where = matchingMemberships(filter, today);
	let page = where;
	for (;;) {
		const { rows } = await sql<Exported>`
			SELECT m.id, p.number, p.display_name AS "displayName", p.email, f.name AS fee, t.label AS tariff,
				m.starts_on AS "startsOn", m.ends_on AS "endsOn", m.due_cents AS due, m.paid_cents AS paid
			FROM membership.membership m
			JOIN people.person_summary p ON p.association_id = m.association_id AND p.id = m.person_id
			JOIN membership.fee f ON f.association_id = m.association_id AND f.id = m.fee_id
			JOIN membership.tariff t ON t.association_id = m.association_id AND t.id = m.tariff_id
			WHERE ${page} ORDER BY m.starts_on, m.id LIMIT ${PAGE}`.execute(tx);
		yield* rows;
		const last = rows.at(-1);
		if (!last || rows.length < PAGE) return;
		page = sql<boolean>`${where} AND (m.starts_on, m.id) > (${last.startsOn}::date, ${last.id}::uuid)`;
	}
}
