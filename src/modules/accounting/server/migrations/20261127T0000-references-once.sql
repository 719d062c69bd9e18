-- What entries and lines refer to is checked once per statement, like all else about them. Foreign keys, which ask once
-- per row, took nearly half of the time in which an import is written (ADR 12). The rules are those of before:
--
--   line → account: the sums of its account refer to it, and there are sums as long as there are lines
--   entry → year and journal: the counter of their numbers refers to both, and stays as long as there are entries
--   line → entry, entry → import: the triggers below

ALTER TABLE accounting.account_month NO FORCE ROW LEVEL SECURITY;
DELETE FROM accounting.account_month WHERE debit_cents = 0 AND credit_cents = 0;
ALTER TABLE accounting.account_month FORCE ROW LEVEL SECURITY;
ALTER TABLE accounting.account_month ADD FOREIGN KEY (association_id, account_id)
	REFERENCES accounting.account (association_id, id);

ALTER TABLE accounting.line
	DROP CONSTRAINT line_association_id_account_id_fkey,
	DROP CONSTRAINT line_association_id_fiscal_year_id_entry_date_entry_id_fkey;
ALTER TABLE accounting.entry
	DROP CONSTRAINT entry_association_id_fiscal_year_id_fkey,
	DROP CONSTRAINT entry_association_id_journal_id_fkey,
	DROP CONSTRAINT entry_association_id_import_id_fkey;

-- New entries fall within their years, which are open and stay so until the commit; their numbers were counted.
CREATE OR REPLACE FUNCTION accounting.check_new_entries() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	uncounted integer := (SELECT count(*) FROM (
		SELECT DISTINCT association_id, fiscal_year_id, journal_id FROM changed
	) c);
	found record;
BEGIN
	FOR found IN
		SELECT c.first_day < y.start_day OR c.last_day > y.end_day AS outside, y.closed_at
		FROM (
			SELECT association_id, fiscal_year_id, journal_id,
				min(entry_date) AS first_day, max(entry_date) AS last_day, max(number) AS last_number
			FROM changed GROUP BY association_id, fiscal_year_id, journal_id
		) c
		JOIN accounting.fiscal_year y ON y.association_id = c.association_id AND y.id = c.fiscal_year_id
		JOIN accounting.entry_counter n ON n.association_id = c.association_id
			AND n.fiscal_year_id = c.fiscal_year_id AND n.journal_id = c.journal_id
			AND n.last_number >= c.last_number
		ORDER BY y.start_day, n.journal_id
		FOR SHARE OF y FOR KEY SHARE OF n
	LOOP
		uncounted := uncounted - 1;
		IF found.outside THEN
			PERFORM accounting.refuse('entry-outside-year', 'an entry is dated outside its fiscal year');
		END IF;
		IF found.closed_at IS NOT NULL THEN
			PERFORM accounting.refuse('year-closed-meanwhile', 'nothing is written in a closed fiscal year');
		END IF;
	END LOOP;
	IF uncounted > 0 THEN
		PERFORM accounting.refuse('entry-not-counted', 'the counter of its year and journal gives an entry its number');
	END IF;
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
			SELECT FROM (SELECT DISTINCT association_id, fiscal_year_id, entry_date, entry_id FROM changed) c
			LEFT JOIN accounting.entry e ON e.association_id = c.association_id AND e.id = c.entry_id
				AND e.fiscal_year_id = c.fiscal_year_id AND e.entry_date = c.entry_date
			WHERE e.import_id IS DISTINCT FROM in_hand
		) THEN
			PERFORM accounting.refuse('import-not-in-hand', 'an import touches the lines of its entries only');
		END IF;
	ELSE
		FOR touched IN
			SELECT c.*, e.id AS known, e.validated_at, l.debit
			FROM (SELECT DISTINCT association_id, fiscal_year_id, entry_date, entry_id FROM changed) c
			LEFT JOIN LATERAL (
				SELECT id, validated_at, total_cents FROM accounting.entry
				WHERE association_id = c.association_id AND fiscal_year_id = c.fiscal_year_id
					AND entry_date = c.entry_date AND id = c.entry_id
				OFFSET 0 FOR KEY SHARE
			) e ON true
			CROSS JOIN LATERAL (
				SELECT coalesce(sum(debit_cents), 0) AS debit, coalesce(sum(credit_cents), 0) AS credit
				FROM accounting.line
				WHERE association_id = c.association_id AND entry_id = c.entry_id
			) l
			WHERE e.id IS NULL OR e.validated_at IS NOT NULL OR TG_OP = 'DELETE'
				OR e.total_cents <> l.debit OR e.total_cents <> l.credit
		LOOP
			IF touched.known IS NULL THEN
				PERFORM accounting.refuse('line-without-entry', 'a line has the year and the date of its entry');
			END IF;
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
	IF TG_OP = 'DELETE' THEN
		DELETE FROM accounting.account_month m
		USING (
			SELECT DISTINCT association_id, fiscal_year_id, account_id, date_trunc('month', entry_date)::date AS month
			FROM changed
		) c
		WHERE m.association_id = c.association_id AND m.fiscal_year_id = c.fiscal_year_id
			AND m.account_id = c.account_id AND m.month = c.month AND m.debit_cents = 0 AND m.credit_cents = 0;
	END IF;
	RETURN NULL;
END
$$;

-- Sums leave when no line is left that makes them.
CREATE FUNCTION accounting.keep_sums() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM accounting.refuse('sums-kept', 'the sums of an account follow its lines');
	RETURN NULL;
END
$$;
CREATE TRIGGER sums_deleted BEFORE DELETE ON accounting.account_month
	FOR EACH ROW WHEN ((OLD.debit_cents <> 0 OR OLD.credit_cents <> 0) AND NOT platform.is_being_removed())
	EXECUTE FUNCTION accounting.keep_sums();
CREATE TRIGGER sums_moved BEFORE UPDATE OF association_id, fiscal_year_id, account_id, month
	ON accounting.account_month FOR EACH ROW EXECUTE FUNCTION accounting.keep_sums();

-- A draft may be amended, a validated entry may not; no entry changes number, nor leaves its import or its lines.
CREATE OR REPLACE FUNCTION accounting.check_changed_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF OLD.validated_at IS NOT NULL THEN
		PERFORM accounting.refuse('entry-validated', 'a validated entry never changes');
	END IF;
	IF (NEW.association_id, NEW.id, NEW.fiscal_year_id, NEW.journal_id, NEW.number, NEW.import_id)
		IS DISTINCT FROM
		(OLD.association_id, OLD.id, OLD.fiscal_year_id, OLD.journal_id, OLD.number, OLD.import_id)
	THEN
		PERFORM accounting.refuse('entry-numbered', 'the number of an entry never changes');
	END IF;
	IF NEW.entry_date <> OLD.entry_date THEN
		IF NOT EXISTS (
			SELECT FROM accounting.fiscal_year y
			WHERE y.association_id = NEW.association_id AND y.id = NEW.fiscal_year_id
				AND NEW.entry_date BETWEEN y.start_day AND y.end_day
		) THEN
			PERFORM accounting.refuse('entry-outside-year', 'an entry is dated outside its fiscal year');
		END IF;
		IF EXISTS (
			SELECT FROM accounting.line l
			WHERE l.association_id = NEW.association_id AND l.entry_id = NEW.id
		) THEN
			PERFORM accounting.refuse('line-without-entry', 'a line has the year and the date of its entry');
		END IF;
	END IF;
	RETURN NEW;
END
$$;

CREATE FUNCTION accounting.check_deleted_entries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF EXISTS (
		SELECT FROM changed c
		JOIN accounting.line l ON l.association_id = c.association_id AND l.entry_id = c.id
	) THEN
		PERFORM accounting.refuse('line-without-entry', 'an entry leaves after its lines');
	END IF;
	RETURN NULL;
END
$$;
CREATE TRIGGER entries_deleted AFTER DELETE ON accounting.entry
	REFERENCING OLD TABLE AS changed
	FOR EACH STATEMENT WHEN (NOT platform.is_being_removed())
	EXECUTE FUNCTION accounting.check_deleted_entries();

CREATE FUNCTION accounting.keep_counter() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF EXISTS (
		SELECT FROM accounting.entry e
		WHERE e.association_id = OLD.association_id AND e.fiscal_year_id = OLD.fiscal_year_id
			AND e.journal_id = OLD.journal_id
	) THEN
		PERFORM accounting.refuse('counter-in-use', 'entries have numbers of this counter');
	END IF;
	RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END
$$;
CREATE TRIGGER counter_deleted BEFORE DELETE ON accounting.entry_counter
	FOR EACH ROW WHEN (NOT platform.is_being_removed()) EXECUTE FUNCTION accounting.keep_counter();
CREATE TRIGGER counter_moved BEFORE UPDATE OF association_id, fiscal_year_id, journal_id ON accounting.entry_counter
	FOR EACH ROW EXECUTE FUNCTION accounting.keep_counter();

CREATE FUNCTION accounting.keep_import() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF EXISTS (
		SELECT FROM accounting.entry e WHERE e.association_id = OLD.association_id AND e.import_id = OLD.id
	) THEN
		PERFORM accounting.refuse('import-in-use', 'entries came with this import');
	END IF;
	RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END
$$;
CREATE TRIGGER import_deleted BEFORE DELETE ON accounting.import
	FOR EACH ROW WHEN (NOT platform.is_being_removed()) EXECUTE FUNCTION accounting.keep_import();
CREATE TRIGGER import_moved BEFORE UPDATE OF association_id, id ON accounting.import
	FOR EACH ROW EXECUTE FUNCTION accounting.keep_import();
