import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '#platform/server/operation.ts';
import { entryNumber } from '../domain/journal.ts';
import { letterOf } from '../domain/letter.ts';
import { entryLineView } from './fields.ts';
import { tables } from './tables.ts';

export const entryView = z.object({
	id: z.string(),
	/** `BQ-2026-0412`. */
	number: z.string(),
	journal: z.string(),
	date: z.string(),
	label: z.string(),
	reference: z.string().nullable(),
	thirdParty: z.string().nullable(),
	totalCents: z.int(),
	validated: z.boolean(),
	/** The entry that this one undoes. */
	reversesId: z.string().nullable(),
	/** The entry that undoes this one. */
	reversedById: z.string().nullable(),
	voucherCount: z.int(),
	lines: z.array(entryLineView)
});

export type EntryView = z.output<typeof entryView>;

interface SqlLine {
	account: string;
	accountLabel: string;
	debitCents: number;
	creditCents: number;
	label: string | null;
	thirdParty: string | null;
	letterNumber: number | null;
	whole: boolean | null;
}

/** Entries as they are shown, with their lines, in one statement. */
export function entryViews(tx: Tx) {
	return tables(tx)
		.selectFrom('accounting.entry as e')
		.innerJoin('accounting.journal as j', (join) =>
			join.onRef('j.association_id', '=', 'e.association_id').onRef('j.id', '=', 'e.journal_id')
		)
		.innerJoin('accounting.fiscal_year as y', (join) =>
			join.onRef('y.association_id', '=', 'e.association_id').onRef('y.id', '=', 'e.fiscal_year_id')
		)
		.select(['e.id', 'e.number', 'e.entry_date as date', 'e.label', 'e.reference'])
		.select(['e.third_party as thirdParty', 'e.total_cents as totalCents'])
		.select(['e.reverses_id as reversesId', 'e.validated_at as validatedAt'])
		.select(['j.code as journal', 'y.code as yearCode'])
		.select([
			sql<string | null>`(select r.id from accounting.entry r
				where r.association_id = e.association_id and r.reverses_id = e.id)`.as('reversedById'),
			sql<number>`(select count(*) from accounting.entry_voucher v
				where v.association_id = e.association_id and v.entry_id = e.id)`.as('voucherCount'),
			sql<SqlLine[]>`(select json_agg(json_build_object(
					'account', a.code, 'accountLabel', a.label,
					'debitCents', l.debit_cents, 'creditCents', l.credit_cents, 'label', l.label,
					'thirdParty', p.label, 'letterNumber', g.number, 'whole', g.whole
				) order by l.position)
				from accounting.line l
				join accounting.account a on a.association_id = l.association_id and a.id = l.account_id
				left join accounting.third_party p
					on p.association_id = l.association_id and p.id = l.third_party_id
				left join accounting.lettering g
					on g.association_id = l.association_id and g.id = l.lettering_id
				where l.association_id = e.association_id and l.entry_id = e.id)`.as('lines')
		]);
}

type EntryRow = Awaited<ReturnType<ReturnType<typeof entryViews>['execute']>>[number];

export function toEntryView({ validatedAt, yearCode, number, ...entry }: EntryRow): EntryView {
	return {
		...entry,
		lines: entry.lines.map(({ letterNumber, whole, ...line }) => ({
			...line,
			letter: letterNumber === null ? null : letterOf(letterNumber, whole === true)
		})),
		number: entryNumber(entry.journal, yearCode, number),
		validated: validatedAt !== null
	};
}
