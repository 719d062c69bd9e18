import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Tx } from '#platform/server/operation.ts';
import { letterOf } from '#modules/accounting/domain/letter.ts';
import type { KnownYear } from '../fiscal-years.ts';

export async function hasValidated(tx: Tx, yearId: string): Promise<boolean> {
	const { rows } = await sql`SELECT FROM accounting.entry
		WHERE fiscal_year_id = ${yearId} AND validated_at IS NOT NULL LIMIT 1`.execute(tx);
	return rows.length > 0;
}

interface Row {
	/** The line up to its letter, that of the file it came from included. */
	readonly head: string;
	readonly letterNumber: number | null;
	readonly tail: string;
}

/**
 * The lines of the validated entries of a year as the file wants them (LPF, art. A. 47 A-1), as many at a time as
 * `page`: opening entries first, then by validation, entries numbered 1, 2, 3… over the whole file. The database
 * writes them: a million lines would else be twenty million values to carry. A cursor sorts them once; it lives as
 * long as the transaction.
 */
export async function* validatedLines(
	tx: Tx,
	year: KnownYear,
	page: number
): AsyncGenerator<string> {
	// All rows are wanted, and the tables may have grown since they were last analysed: by row, it would take hours.
	await sql`SELECT set_config('work_mem', '64MB', true), set_config('enable_nestloop', 'off', true),
		set_config('cursor_tuple_fraction', '1', true)`.execute(tx);
	await declareCursor(tx, year);
	const fetch = () => sql<Row>`FETCH ${sql.lit(page)} FROM fec_line`.execute(tx);
	for (let next = fetch(); ;) {
		const { rows } = await next;
		if (rows.length === 0) break;
		// The next page is read while this one is written.
		next = fetch();
		next.catch(() => {});
		let text = '';
		for (const { head, letterNumber, tail } of rows) {
			text += head + (letterNumber === null ? '' : letterOf(letterNumber, true)) + tail;
		}
		yield text;
	}
	await sql`CLOSE fec_line`.execute(tx);
}

async function declareCursor(tx: Tx, year: KnownYear): Promise<void> {
	await sql`DECLARE fec_line NO SCROLL CURSOR FOR
		WITH journal AS MATERIALIZED (
			SELECT association_id, id, kind, ${clean('code')} AS code, ${clean('label')} AS label
			FROM accounting.journal
		), account AS MATERIALIZED (
			SELECT association_id, id, ${clean('code')} AS code, ${clean('label')} AS label
			FROM accounting.account
		), third_party AS MATERIALIZED (
			SELECT association_id, id, ${clean('code')} AS code, ${clean('label')} AS label
			FROM accounting.third_party
		), line AS (
			SELECT e.id AS entry_id, l.position, e.number, l.entry_date, l.debit_cents, l.credit_cents,
				coalesce(l.label, e.label) AS label, coalesce(x.document_reference, e.reference) AS reference,
				coalesce(x.document_date, l.entry_date) AS document_date,
				j.kind <> 'opening' AS moving, j.code AS journal_code, j.label AS journal_label,
				a.code AS account_code, a.label AS account_label,
				-- An entry validated ahead is final from its own day on.
				greatest((e.validated_at AT TIME ZONE 'Europe/Paris')::date, l.entry_date) AS validated_on,
				coalesce(${clean('x.auxiliary_code')}, p.code) AS auxiliary_code,
				CASE WHEN x.auxiliary_code IS NULL THEN p.label ELSE ${clean('x.auxiliary_label')} END
					AS auxiliary_label,
				CASE WHEN x.letter_date IS NOT NULL THEN ${clean('x.letter')} END AS letter,
				CASE WHEN x.letter IS NULL THEN g.number END AS letter_number,
				CASE WHEN x.letter IS NULL THEN g.lettered_on ELSE x.letter_date END AS letter_date,
				x.foreign_amount, x.currency
			FROM accounting.entry e
			JOIN accounting.line l ON l.association_id = e.association_id AND l.entry_id = e.id
			JOIN journal j ON j.association_id = e.association_id AND j.id = e.journal_id
			JOIN account a ON a.association_id = l.association_id AND a.id = l.account_id
			LEFT JOIN accounting.imported_line x ON x.association_id = l.association_id AND x.id = l.id
			LEFT JOIN third_party p
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
			WHERE e.fiscal_year_id = ${year.id} AND l.fiscal_year_id = ${year.id}
				AND e.validated_at IS NOT NULL
		), numbered AS (
			SELECT *, dense_rank() OVER (ORDER BY moving, validated_on, entry_date, entry_id) AS rank
			FROM line
		)
		SELECT concat_ws(E'\\t', journal_code, journal_label, rank, ${compact('entry_date')},
				account_code, account_label, coalesce(auxiliary_code, ''), coalesce(auxiliary_label, ''),
				coalesce(nullif(${clean('reference')}, ''), concat_ws('-', journal_code, ${year.code}::text,
					lpad(number::text, greatest(4, length(number::text)), '0'))),
				${compact('document_date')}, coalesce(nullif(${clean('label')}, ''), account_label),
				${decimal('debit_cents')}, ${decimal('credit_cents')}, coalesce(letter, '')) AS head,
			letter_number AS "letterNumber",
			concat(E'\\t', ${compact('letter_date')}, E'\\t', ${compact('validated_on')},
				E'\\t', ${clean('foreign_amount')}, E'\\t', ${clean('currency')}, E'\\r\\n') AS tail
		FROM numbered
		ORDER BY moving, validated_on, entry_date, entry_id, position`.execute(tx);
}

const SEPARATORS = sql.raw(String.raw`'[\u0001-\u001f\u007f-\u009f\u2028\u2029]+'`);
/** What `String.prototype.trim` takes away, without the separators. */
const BLANKS = sql.raw(
	String.raw`E' \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\ufeff'`
);

/** The separators of fields and records can't stand in a value. */
function clean(column: string): RawBuilder<string> {
	const value = sql.ref(column);
	return sql`btrim(CASE WHEN ${value} ~ ${SEPARATORS}
		THEN regexp_replace(${value}, ${SEPARATORS}, ' ', 'g') ELSE ${value} END, ${BLANKS})`;
}

/** A day as `20251231`. */
function compact(column: string): RawBuilder<string> {
	return sql`to_char(${sql.ref(column)}, 'YYYYMMDD')`;
}

/** Cents as `12,50`. */
function decimal(column: string): RawBuilder<string> {
	const cents = sql.ref(column);
	return sql`concat(${cents} / 100, ',', lpad((${cents} % 100)::text, 2, '0'))`;
}
