-- The rules that hold whoever writes. Insertions are checked once per statement: bulk imports stay cheap.

CREATE FUNCTION accounting.refuse(code text, detail text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION USING MESSAGE = 'accounting.' || code, DETAIL = detail;
END
$$;

-- A new entry falls within its year, which is open and stays so until the commit.
CREATE FUNCTION accounting.check_new_entries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM FROM accounting.fiscal_year y
	WHERE (y.association_id, y.id) IN (SELECT association_id, fiscal_year_id FROM changed)
	FOR SHARE;
	IF EXISTS (
		SELECT FROM (
			SELECT association_id, fiscal_year_id, min(entry_date) AS first_day, max(entry_date) AS last_day
			FROM changed GROUP BY association_id, fiscal_year_id
		) c
		JOIN accounting.fiscal_year y ON y.association_id = c.association_id AND y.id = c.fiscal_year_id
		WHERE c.first_day < y.start_day OR c.last_day > y.end_day
	) THEN
		PERFORM accounting.refuse('entry-outside-year', 'an entry is dated outside its fiscal year');
	END IF;
	IF EXISTS (
		SELECT FROM accounting.fiscal_year y
		WHERE (y.association_id, y.id) IN (SELECT association_id, fiscal_year_id FROM changed)
			AND y.closed_at IS NOT NULL
	) THEN
		PERFORM accounting.refuse('year-closed-meanwhile', 'nothing is written in a closed fiscal year');
	END IF;
	RETURN NULL;
END
$$;
CREATE TRIGGER entries_inserted AFTER INSERT ON accounting.entry
	REFERENCING NEW TABLE AS changed
	FOR EACH STATEMENT EXECUTE FUNCTION accounting.check_new_entries();

-- A draft may be amended, a validated entry may not; no entry leaves, nor changes number.
CREATE FUNCTION accounting.check_changed_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'DELETE' THEN
		PERFORM accounting.refuse('entry-kept', 'an entry is reversed, never deleted');
	END IF;
	IF OLD.validated_at IS NOT NULL THEN
		PERFORM accounting.refuse('entry-validated', 'a validated entry never changes');
	END IF;
	IF (NEW.association_id, NEW.id, NEW.fiscal_year_id, NEW.journal_id, NEW.number)
		IS DISTINCT FROM (OLD.association_id, OLD.id, OLD.fiscal_year_id, OLD.journal_id, OLD.number)
	THEN
		PERFORM accounting.refuse('entry-numbered', 'the number of an entry never changes');
	END IF;
	IF NEW.entry_date <> OLD.entry_date AND NOT EXISTS (
		SELECT FROM accounting.fiscal_year y
		WHERE y.association_id = NEW.association_id AND y.id = NEW.fiscal_year_id
			AND NEW.entry_date BETWEEN y.start_day AND y.end_day
	) THEN
		PERFORM accounting.refuse('entry-outside-year', 'an entry is dated outside its fiscal year');
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER entry_changed BEFORE UPDATE OR DELETE ON accounting.entry
	FOR EACH ROW EXECUTE FUNCTION accounting.check_changed_entry();

-- Follows lines that come or go: refuses those of validated entries, keeps the sums by month, and touches the
-- entries whose total no longer fits, so that they are checked again at the commit.
-- One look-up per entry, by all its key, rather than a join: a plan kept since the tables were small would read
-- them whole.
CREATE FUNCTION accounting.follow_lines() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	sign integer := CASE TG_OP WHEN 'DELETE' THEN -1 ELSE 1 END;
	touched record;
	entry record;
	lines record;
BEGIN
	FOR touched IN SELECT DISTINCT association_id, fiscal_year_id, entry_date, entry_id FROM changed LOOP
		SELECT e.validated_at, e.total_cents INTO entry FROM accounting.entry e
		WHERE e.association_id = touched.association_id AND e.fiscal_year_id = touched.fiscal_year_id
			AND e.entry_date = touched.entry_date AND e.id = touched.entry_id;
		IF entry.validated_at IS NOT NULL THEN
			PERFORM accounting.refuse('entry-validated', 'the lines of a validated entry never change');
		END IF;
		SELECT coalesce(sum(l.debit_cents), 0) AS debit, coalesce(sum(l.credit_cents), 0) AS credit
		INTO lines FROM accounting.line l
		WHERE l.association_id = touched.association_id AND l.entry_id = touched.entry_id;
		IF TG_OP = 'DELETE' OR entry.total_cents <> lines.debit OR entry.total_cents <> lines.credit THEN
			UPDATE accounting.entry e SET total_cents = lines.debit
			WHERE e.association_id = touched.association_id AND e.fiscal_year_id = touched.fiscal_year_id
				AND e.entry_date = touched.entry_date AND e.id = touched.entry_id;
		END IF;
	END LOOP;
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
CREATE TRIGGER lines_inserted AFTER INSERT ON accounting.line
	REFERENCING NEW TABLE AS changed
	FOR EACH STATEMENT EXECUTE FUNCTION accounting.follow_lines();
CREATE TRIGGER lines_deleted AFTER DELETE ON accounting.line
	REFERENCING OLD TABLE AS changed
	FOR EACH STATEMENT EXECUTE FUNCTION accounting.follow_lines();

-- The lines of a draft are replaced, not altered: the two triggers above then see everything.
CREATE FUNCTION accounting.refuse_line_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM accounting.refuse('line-replaced', 'a line is replaced, never altered');
	RETURN NULL;
END
$$;
CREATE TRIGGER line_altered BEFORE UPDATE OF association_id, id, entry_id, fiscal_year_id, entry_date,
	account_id, debit_cents, credit_cents ON accounting.line
	FOR EACH ROW EXECUTE FUNCTION accounting.refuse_line_change();

-- At the commit: two lines at least, debits equal to credits.
CREATE FUNCTION accounting.check_balance() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	found record;
BEGIN
	SELECT count(*) AS lines, sum(l.debit_cents) AS debit, sum(l.credit_cents) AS credit INTO found
	FROM accounting.line l WHERE l.association_id = NEW.association_id AND l.entry_id = NEW.id;
	IF found.lines < 2 OR found.debit <> found.credit THEN
		PERFORM accounting.refuse('entry-not-balanced', format(
			'entry %s is not balanced: %s lines, debit %s, credit %s cents',
			NEW.id, found.lines, coalesce(found.debit, 0), coalesce(found.credit, 0)
		));
	END IF;
	RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER entry_balanced AFTER INSERT OR UPDATE OF total_cents ON accounting.entry
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION accounting.check_balance();

-- A year closes once, when all its entries are validated, and keeps its days.
CREATE FUNCTION accounting.check_changed_year() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF OLD.closed_at IS NOT NULL THEN
		PERFORM accounting.refuse('year-closed-for-good', 'a closed fiscal year never changes');
	END IF;
	IF (NEW.start_day, NEW.end_day) IS DISTINCT FROM (OLD.start_day, OLD.end_day) THEN
		PERFORM accounting.refuse('year-days-kept', 'the days of a fiscal year never change');
	END IF;
	IF NEW.closed_at IS NOT NULL AND EXISTS (
		SELECT FROM accounting.entry e
		WHERE e.association_id = NEW.association_id AND e.fiscal_year_id = NEW.id
			AND e.validated_at IS NULL
	) THEN
		PERFORM accounting.refuse('year-has-drafts', 'a year closes when all its entries are validated');
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER fiscal_year_changed BEFORE UPDATE ON accounting.fiscal_year
	FOR EACH ROW EXECUTE FUNCTION accounting.check_changed_year();
