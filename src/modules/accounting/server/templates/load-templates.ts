import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '#platform/server/operation.ts';
import type { ChartVersion } from '#modules/accounting/domain/chart.ts';
import { successorsOf, type Successor } from '../chart/kept-accounts.ts';
import { tables } from './tables.ts';

export const templateView = z.object({
	id: z.string(),
	name: z.string(),
	journal: z.string(),
	label: z.string(),
	thirdParty: z.string().nullable(),
	archived: z.boolean(),
	lines: z.array(
		z.object({
			account: z.string(),
			accountLabel: z.string(),
			/** Money moves through the account. */
			isMeans: z.boolean(),
			side: z.enum(['debit', 'credit']),
			amountCents: z.int().optional(),
			percent: z.number().optional(),
			label: z.string().nullable(),
			thirdParty: z.string().nullable(),
			/** Those that are not put away. */
			values: z.array(z.object({ id: z.string(), axisId: z.string(), label: z.string() }))
		})
	)
});

export type TemplateView = z.output<typeof templateView>;

interface SqlLine {
	account: string;
	accountLabel: string;
	isMeans: boolean;
	side: 'debit' | 'credit';
	amountCents: number | null;
	share: number | null;
	label: string | null;
	thirdParty: string | null;
	values: { id: string; axisId: string; label: string }[] | null;
}

/** Templates with their lines, in one statement. */
export function templatesQuery(tx: Tx) {
	return tables(tx)
		.selectFrom('accounting.entry_template as t')
		.innerJoin('accounting.journal as j', (join) =>
			join.onRef('j.association_id', '=', 't.association_id').onRef('j.id', '=', 't.journal_id')
		)
		.select(['t.id', 't.name', 'j.code as journal', 't.label', 't.archived'])
		.select('t.chart as keptUnder')
		.select('t.third_party as thirdParty')
		.select(
			sql<SqlLine[]>`(select json_agg(json_build_object(
					'account', a.code, 'accountLabel', a.label, 'isMeans', a.is_means, 'side', l.side,
					'amountCents', l.amount_cents, 'share', l.share, 'label', l.label, 'thirdParty', p.label,
					'values', (select json_agg(json_build_object('id', v.id, 'axisId', v.axis_id, 'label', v.label)
							order by v.id)
						from accounting.axis_value v
						where v.association_id = l.association_id and v.id = any(l.value_ids)
							and not v.archived)
				) order by l.position)
				from accounting.template_line l
				join accounting.account a on a.association_id = l.association_id and a.id = l.account_id
				left join accounting.third_party p
					on p.association_id = l.association_id and p.id = l.third_party_id
				where l.association_id = t.association_id and l.template_id = t.id)`.as('lines')
		);
}

type TemplateRow = Awaited<ReturnType<ReturnType<typeof templatesQuery>['execute']>>[number];

/** Templates as they are written with under a nomenclature; an account that waits for a choice stays what it is. */
export async function toTemplateViews(
	tx: Tx,
	chart: ChartVersion,
	rows: readonly TemplateRow[]
): Promise<TemplateView[]> {
	const kept = rows.flatMap(({ keptUnder, lines }) =>
		lines.map(({ account }) => ({ account, keptUnder, chart }))
	);
	const followed = (await successorsOf(tx, kept)).values();
	return rows.map(({ lines, keptUnder: _, ...template }) => ({
		...template,
		lines: lines.map((line) => toLineView(line, followed.next().value))
	}));
}

function toLineView(
	{ amountCents, share, values, ...line }: SqlLine,
	successor: Successor | undefined
): TemplateView['lines'][number] {
	const { account = line.account, label = line.accountLabel } =
		successor?.account === undefined ? {} : successor;
	return {
		...{ ...line, account, accountLabel: label },
		amountCents: amountCents ?? undefined,
		percent: share === null ? undefined : share / 100,
		values: values ?? []
	};
}
