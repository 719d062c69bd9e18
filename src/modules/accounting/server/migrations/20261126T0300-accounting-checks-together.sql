-- The entries of one statement are checked together, with one query for all of them rather than some for each.
-- The rules are those of before.

-- New entries fall within their years, which are open and stay so until the commit.
CREATE OR REPLACE FUNCTION accounting.check_new_entries() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	found record;
BEGIN
	FOR found IN
		SELECT c.first_day < y.start_day OR c.last_day > y.end_day AS outside, y.closed_at
		FROM (
			SELECT association_id, fiscal_year_id, min(entry_date) AS first_day, max(entry_date) AS last_day
			FROM changed GROUP BY association_id, fiscal_year_id
		) c
		JOIN accounting.fiscal_year y ON y.association_id = c.association_id AND y.id = c.fiscal_year_id
		ORDER BY y.start_day
		FOR SHARE OF y
	LOOP
		IF found.outside THEN
			PERFORM accounting.refuse('entry-outside-year', 'an entry is dated outside its fiscal year');
		END IF;
		IF found.closed_at IS NOT NULL THEN
			PERFORM accounting.refuse('year-closed-meanwhile', 'nothing is written in a closed fiscal year');
		END IF;
	END LOOP;
	RETURN NULL;
END
$$;

-- Entries and lines are looked up by all their key, one after the other (`OFFSET 0` keeps it so): a plan kept since
-- the tables were small would otherwise read them whole.
CREATE OR REPLACE FUNCTION accounting.follow_lines() RETURNS trigger LANGUAGE plpgsql
	SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off
AS $$
DECLARE
	sign integer := CASE TG_OP WHEN 'DELETE' THEN -1 ELSE 1 END;
	in_hand uuid := accounting.import_in_hand();
	touched record;
BEGIN
	IF in_hand IS NOT NULL THEN
		IF EXISTS (
			SELECT FROM (SELECT DISTINCT association_id, entry_id FROM changed) c
			LEFT JOIN accounting.entry e ON e.association_id = c.association_id AND e.id = c.entry_id
			WHERE e.import_id IS DISTINCT FROM in_hand
		) THEN
			PERFORM accounting.refuse('import-not-in-hand', 'an import touches the lines of its entries only');
		END IF;
	ELSE
		FOR touched IN
			SELECT c.*, e.validated_at, l.debit
			FROM (SELECT DISTINCT association_id, fiscal_year_id, entry_date, entry_id FROM changed) c
			CROSS JOIN LATERAL (
				SELECT validated_at, total_cents FROM accounting.entry
				WHERE association_id = c.association_id AND fiscal_year_id = c.fiscal_year_id
					AND entry_date = c.entry_date AND id = c.entry_id
				OFFSET 0
			) e
			CROSS JOIN LATERAL (
				SELECT coalesce(sum(debit_cents), 0) AS debit, coalesce(sum(credit_cents), 0) AS credit
				FROM accounting.line
				WHERE association_id = c.association_id AND entry_id = c.entry_id
			) l
			WHERE e.validated_at IS NOT NULL OR TG_OP = 'DELETE'
				OR e.total_cents <> l.debit OR e.total_cents <> l.credit
		LOOP
			IF touched.validated_at IS NOT NULL THEN
				PERFORM accounting.refuse('entry-validated', 'the lines of a validated entry never change');
			END IF;
			UPDATE accounting.entry e SET total_cents = touched.debit
			WHERE e.association_id = touched.association_id AND e.fiscal_year_id = touched.fiscal_year_id
				AND e.entry_date = touched.entry_date AND e.id = touched.entry_id;
		END LOOP;
	END IF;
	INSERT INTO accounting.account_month AS m
		(association_id, fiscal_year_id, account_id, month, debit_cents, credit_cents)
	SELECT association_id, fiscal_year_id, account_id, date_trunc('month', entry_date)::date,
		sign * sum(debit_cents), sign * sum(credit_cents)
	FROM changed
	GROUP BY 1, 2, 3, 4
	ORDER BY 1, 2, 3, 4
	ON CONFLICT (association_id, fiscal_year_id, account_id, month) DO UPDATE
	SET debit_cents = m.debit_cents + excluded.debit_cents,
		credit_cents = m.credit_cents + excluded.credit_cents;
	RETURN NULL;
END
$$;
