-- Accounts that come from a file of another program: read, looked at, written at once, and undone as long as
-- nothing was numbered after them.
CREATE TABLE accounting.import (
	association_id uuid NOT NULL REFERENCES platform.association (id),
	id uuid NOT NULL,
	file_name text NOT NULL CHECK (length(file_name) BETWEEN 1 AND 255),
	sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
	state text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'committed', 'undone')),
	-- What the file holds: format, totals, journals, accounts, faults.
	understood jsonb NOT NULL,
	-- Once committed: where the entries went, and the journals and accounts made for them.
	fiscal_year_id uuid,
	made jsonb,
	created_at timestamptz NOT NULL,
	created_by uuid,
	committed_at timestamptz,
	undone_at timestamptz,
	PRIMARY KEY (association_id, id),
	CONSTRAINT import_committed CHECK (
		state = 'draft' OR num_nulls(fiscal_year_id, made, committed_at) = 0
	),
	FOREIGN KEY (association_id, fiscal_year_id) REFERENCES accounting.fiscal_year (association_id, id)
);
-- The same file is written once.
CREATE UNIQUE INDEX import_of_file ON accounting.import (association_id, sha256)
	WHERE state = 'committed';

ALTER TABLE accounting.entry
	ADD COLUMN import_id uuid,
	-- What the other program numbered it by.
	ADD COLUMN origin_number text CHECK (length(origin_number) BETWEEN 1 AND 100),
	ADD FOREIGN KEY (association_id, import_id) REFERENCES accounting.import (association_id, id);
CREATE INDEX entry_of_import ON accounting.entry (association_id, import_id) WHERE import_id IS NOT NULL;

-- What the file said of a line that the books have no other place for; a row only where it said something.
CREATE TABLE accounting.imported_line (
	association_id uuid NOT NULL,
	-- That of the line.
	id uuid NOT NULL,
	auxiliary_code text CHECK (length(auxiliary_code) BETWEEN 1 AND 100),
	auxiliary_label text CHECK (length(auxiliary_label) BETWEEN 1 AND 200),
	document_reference text CHECK (length(document_reference) BETWEEN 1 AND 100),
	document_date date,
	letter text CHECK (length(letter) BETWEEN 1 AND 100),
	letter_date date,
	foreign_amount text CHECK (length(foreign_amount) BETWEEN 1 AND 30),
	currency text CHECK (length(currency) BETWEEN 1 AND 10),
	PRIMARY KEY (association_id, id),
	FOREIGN KEY (association_id, id) REFERENCES accounting.line (association_id, id) ON DELETE CASCADE
);

DO $$
DECLARE
	name text;
BEGIN
	FOREACH name IN ARRAY ARRAY['import', 'imported_line']
	LOOP
		EXECUTE format('ALTER TABLE accounting.%I ENABLE ROW LEVEL SECURITY', name);
		EXECUTE format('ALTER TABLE accounting.%I FORCE ROW LEVEL SECURITY', name);
		EXECUTE format(
			'CREATE POLICY association ON accounting.%I
				USING (association_id = platform.current_association())
				WITH CHECK (association_id = platform.current_association())',
			name
		);
	END LOOP;
END
$$;

-- The import that this transaction writes or undoes, and nobody else does meanwhile.
CREATE FUNCTION accounting.import_in_hand() RETURNS uuid LANGUAGE sql STABLE AS $$
	SELECT nullif(current_setting('app.import_in_hand', true), '')::uuid
$$;

-- As before, but for the lines of the import in hand: its entries come validated and whole, and leave whole. Their
-- balance is checked at the commit as that of all others.
CREATE OR REPLACE FUNCTION accounting.follow_lines() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	sign integer := CASE TG_OP WHEN 'DELETE' THEN -1 ELSE 1 END;
	in_hand uuid := accounting.import_in_hand();
	touched record;
	entry record;
	lines record;
BEGIN
	IF in_hand IS NOT NULL AND EXISTS (
		SELECT FROM (SELECT DISTINCT association_id, entry_id FROM changed) c
		LEFT JOIN accounting.entry e ON e.association_id = c.association_id AND e.id = c.entry_id
		WHERE e.import_id IS DISTINCT FROM in_hand
	) THEN
		PERFORM accounting.refuse('import-not-in-hand', 'an import touches the lines of its entries only');
	END IF;
	FOR touched IN SELECT DISTINCT association_id, fiscal_year_id, entry_date, entry_id FROM changed
		WHERE in_hand IS NULL
	LOOP
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

-- An undone import takes its entries back, from an open year and when no number follows theirs.
CREATE FUNCTION accounting.check_deleted_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF OLD.import_id IS NULL OR OLD.import_id IS DISTINCT FROM accounting.import_in_hand() THEN
		PERFORM accounting.refuse('entry-kept', 'an entry is reversed, never deleted');
	END IF;
	IF EXISTS (
		SELECT FROM accounting.fiscal_year y
		WHERE y.association_id = OLD.association_id AND y.id = OLD.fiscal_year_id
			AND y.closed_at IS NOT NULL
	) THEN
		PERFORM accounting.refuse('year-closed-meanwhile', 'nothing leaves a closed fiscal year');
	END IF;
	RETURN OLD;
END
$$;
DROP TRIGGER entry_deleted ON accounting.entry;
CREATE TRIGGER entry_deleted BEFORE DELETE ON accounting.entry
	FOR EACH ROW WHEN (NOT platform.is_being_removed())
	EXECUTE FUNCTION accounting.check_deleted_entry();
