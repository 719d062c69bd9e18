import { sql } from 'kysely';
import type { Day } from '#shared/day.ts';
import type { Tx } from '#platform/server/operation.ts';
import type { FecLine } from '#modules/accounting/domain/fec/write.ts';
import { letterOf } from '#modules/accounting/domain/letter.ts';
import { entryNumber } from '#modules/accounting/domain/journal.ts';
import type { KnownYear } from '../fiscal-years.ts';

export async function hasValidated(tx: Tx, yearId: string): Promise<boolean> {
	const { rows } = await sql`SELECT FROM accounting.entry
		WHERE fiscal_year_id = ${yearId} AND validated_at IS NOT NULL LIMIT 1`.execute(tx);
	return rows.length > 0;
}

interface Row {
	readonly entryId: string;
	readonly number: number;
	readonly journalCode: string;
	readonly journalLabel: string;
	readonly date: Day;
	readonly label: string;
	readonly reference: string | null;
	readonly documentDate: Day | null;
	readonly accountCode: string;
	readonly accountLabel: string;
	readonly debitCents: number;
	readonly creditCents: number;
	readonly validatedOn: Day;
	readonly auxiliaryCode: string | null;
	readonly auxiliaryLabel: string | null;
	readonly letter: string | null;
	readonly letterNumber: number | null;
	readonly letterDate: Day | null;
	readonly foreignAmount: string | null;
	readonly currency: string | null;
}

/**
 * The lines of the validated entries of a year, a page at a time, in the order that the text wants: opening entries
 * first, then by validation. A cursor sorts them once; it lives as long as the transaction.
 */
export async function* validatedLines(
	tx: Tx,
	year: KnownYear,
	page: number
): AsyncGenerator<FecLine[]> {
	// All rows are wanted, and the tables may have grown since they were last analysed: by row, it would take hours.
	await sql`SELECT set_config('work_mem', '64MB', true), set_config('enable_nestloop', 'off', true),
		set_config('cursor_tuple_fraction', '1', true)`.execute(tx);
	await sql`DECLARE fec_line NO SCROLL CURSOR FOR
		SELECT l.entry_id AS "entryId", e.number, j.code AS "journalCode", j.label AS "journalLabel",
			l.entry_date AS date, coalesce(l.label, e.label) AS label,
			coalesce(x.document_reference, e.reference) AS reference, x.document_date AS "documentDate",
			a.code AS "accountCode", a.label AS "accountLabel",
			l.debit_cents AS "debitCents", l.credit_cents AS "creditCents",
			-- An entry validated ahead is final from its own day on.
			greatest((e.validated_at AT TIME ZONE 'Europe/Paris')::date, l.entry_date) AS "validatedOn",
			coalesce(x.auxiliary_code, p.code) AS "auxiliaryCode",
			CASE WHEN x.auxiliary_code IS NULL THEN p.label ELSE x.auxiliary_label END AS "auxiliaryLabel",
			x.letter, g.number AS "letterNumber",
			CASE WHEN x.letter IS NULL THEN g.lettered_on ELSE x.letter_date END AS "letterDate", x.foreign_amount AS "foreignAmount", x.currency
		FROM accounting.entry e
		JOIN accounting.line l ON l.association_id = e.association_id AND l.entry_id = e.id
		JOIN accounting.journal j ON j.association_id = e.association_id AND j.id = e.journal_id
		JOIN accounting.account a ON a.association_id = l.association_id AND a.id = l.account_id
		LEFT JOIN accounting.imported_line x ON x.association_id = l.association_id AND x.id = l.id
		LEFT JOIN accounting.third_party p
			ON p.association_id = l.association_id AND p.id = l.third_party_id
		-- Only what balances within the file.
		LEFT JOIN (
			SELECT whole.* FROM accounting.lettering whole
			WHERE whole.whole AND NOT EXISTS (
				SELECT FROM accounting.line o
				JOIN accounting.entry oe ON oe.association_id = o.association_id AND oe.id = o.entry_id
				WHERE o.association_id = whole.association_id AND o.lettering_id = whole.id
					AND (o.fiscal_year_id <> ${year.id} OR oe.validated_at IS NULL)
			)
		) g ON g.association_id = l.association_id AND g.id = l.lettering_id
		WHERE e.fiscal_year_id = ${year.id} AND l.fiscal_year_id = ${year.id} AND e.validated_at IS NOT NULL
		ORDER BY j.kind <> 'opening',
			greatest((e.validated_at AT TIME ZONE 'Europe/Paris')::date, l.entry_date),
			l.entry_date, l.entry_id, l.position`.execute(tx);
	const fetch = () => sql<Row>`FETCH ${sql.lit(page)} FROM fec_line`.execute(tx);
	for (let next = fetch(); ;) {
		const { rows } = await next;
		if (rows.length === 0) break;
		// The next page is read while this one is written.
		next = fetch();
		next.catch(() => {});
		yield rows.map((row) => toLine(row, year.code));
	}
	await sql`CLOSE fec_line`.execute(tx);
}

function toLine({ date, number, reference, letterNumber, ...row }: Row, yearCode: string): FecLine {
	return {
		...row,
		letter: row.letter ?? (letterNumber === null ? null : letterOf(letterNumber, true)),
		entryDate: date,
		documentReference: reference ?? entryNumber(row.journalCode, yearCode, number),
		documentDate: row.documentDate ?? date
	};
}
