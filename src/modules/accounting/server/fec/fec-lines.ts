import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { KnownYear } from '../fiscal-years.ts';

/** Entries that are read as one text: some 20 kB. */
const BLOCK = 64;

/**
 * The text of the file of a year (LPF, art. A. 47 A-1), some entries a row: opening entries first, then by validation,
 * numbered 1, 2, 3… over the whole file. What an entry says on all its lines is written once; the lines are sorted once.
 * @param letters the names of letterings, by their numbers from 1
 */
export function fecLines(
	year: KnownYear,
	letters: readonly string[]
): RawBuilder<{ text: string }> {
	return sql`
		WITH journal AS MATERIALIZED (
			SELECT association_id, id, kind <> 'opening' AS moving, ${clean('code')} AS code,
				concat(${clean('code')}, E'\\t', ${clean('label')}) AS said
			FROM accounting.journal
		), account AS MATERIALIZED (
			SELECT association_id, id, ${clean('label')} AS label,
				concat(E'\\t', ${clean('code')}, E'\\t', ${clean('label')}, E'\\t') AS said
			FROM accounting.account
		), third_party AS MATERIALIZED (
			SELECT association_id, id, concat(${clean('code')}, E'\\t', ${clean('label')}) AS said
			FROM accounting.third_party
		), lettering AS MATERIALIZED (
			SELECT g.association_id, g.id, n.letter, g.lettered_on
			FROM accounting.lettering g
			JOIN unnest(${letters}::text[]) WITH ORDINALITY AS n(letter, number) ON n.number = g.number
			-- Only what balances within the file.
			WHERE g.whole AND NOT EXISTS (
				SELECT FROM accounting.line o
				JOIN accounting.entry oe ON oe.association_id = o.association_id AND oe.id = o.entry_id
				WHERE o.association_id = g.association_id AND o.lettering_id = g.id
					AND (o.fiscal_year_id <> ${year.id} OR oe.validated_at IS NULL)
			)
		), entry AS (
			SELECT association_id, id, rank, rank / ${sql.lit(BLOCK)} AS block, written,
				concat(journal, E'\\t', rank, E'\\t', written) AS head,
				coalesce(nullif(${clean('reference')}, ''), concat_ws('-', code, ${year.code}::text,
					lpad(number::text, greatest(4, length(number::text)), '0'))) AS reference,
				${clean('label')} AS label,
				CASE validated_on WHEN entry_date THEN written ELSE ${compact('validated_on')} END AS validated
			FROM (
				SELECT *, ${compact('entry_date')} AS written,
					row_number() OVER (ORDER BY moving, validated_on, entry_date, id) AS rank
				FROM (
					SELECT e.association_id, e.id, e.entry_date, e.number, e.reference, e.label,
						j.moving, j.code, j.said AS journal,
						-- An entry validated ahead is final from its own day on.
						greatest((e.validated_at AT TIME ZONE 'Europe/Paris')::date, e.entry_date) AS validated_on
					FROM accounting.entry e
					JOIN journal j ON j.association_id = e.association_id AND j.id = e.journal_id
					WHERE e.fiscal_year_id = ${year.id} AND e.validated_at IS NOT NULL
				) final
			) ranked
		)
		SELECT string_agg(concat(e.head, a.said,
				CASE WHEN x.auxiliary_code IS NULL THEN coalesce(p.said, E'\\t')
					ELSE concat(${clean('x.auxiliary_code')}, E'\\t', ${clean('x.auxiliary_label')}) END, E'\\t',
				coalesce(nullif(${clean('x.document_reference')}, ''), e.reference), E'\\t',
				CASE WHEN x.document_date IS NULL THEN e.written ELSE ${compact('x.document_date')} END, E'\\t',
				coalesce(nullif(coalesce(${clean('l.label')}, e.label), ''), a.label), E'\\t',
				${decimal('l.debit_cents')}, E'\\t', ${decimal('l.credit_cents')}, E'\\t',
				CASE WHEN x.letter IS NULL THEN g.letter
					WHEN x.letter_date IS NOT NULL THEN ${clean('x.letter')} END, E'\\t',
				${compact('CASE WHEN x.letter IS NULL THEN g.lettered_on ELSE x.letter_date END')}, E'\\t',
				e.validated, E'\\t', ${clean('x.foreign_amount')}, E'\\t', ${clean('x.currency')}, E'\\r\\n'
			), '' ORDER BY e.rank, l.position) AS text
		FROM entry e
		JOIN accounting.line l ON l.association_id = e.association_id AND l.entry_id = e.id
		JOIN account a ON a.association_id = l.association_id AND a.id = l.account_id
		LEFT JOIN accounting.imported_line x ON x.association_id = l.association_id AND x.id = l.id
		LEFT JOIN third_party p ON p.association_id = l.association_id AND p.id = l.third_party_id
		LEFT JOIN lettering g ON g.association_id = l.association_id AND g.id = l.lettering_id
		WHERE l.fiscal_year_id = ${year.id}
		GROUP BY e.block ORDER BY e.block`;
}

const SEPARATORS = String.raw`'[\u0001-\u001f\u007f-\u009f\u2028\u2029]+'`;
/** What `String.prototype.trim` takes away, without the separators. */
const BLANKS = String.raw`E' \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\ufeff'`;

/** The separators of fields and records can't stand in a value. */
function clean(value: string): RawBuilder<string> {
	return sql.raw(
		`btrim(CASE WHEN ${value} ~ ${SEPARATORS} THEN regexp_replace(${value}, ${SEPARATORS}, ' ', 'g') ELSE ${value} END, ${BLANKS})`
	);
}

/** A day as `20251231`. */
function compact(day: string): RawBuilder<string> {
	return sql.raw(`to_char(${day}, 'YYYYMMDD')`);
}

/** Cents as `12,50`. */
function decimal(cents: string): RawBuilder<string> {
	return sql.raw(
		`CASE ${cents} WHEN 0 THEN '0,00' ELSE concat(${cents} / 100, ',', right((${cents} + 100)::text, 2)) END`
	);
}
