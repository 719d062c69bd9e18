-- Analytical accounting: axes (projects, activities, funders), their values, and the shares of lines that go to them.
CREATE TABLE accounting.axis (
	association_id uuid NOT NULL REFERENCES platform.association (id),
	id uuid NOT NULL,
	label text NOT NULL CHECK (length(label) BETWEEN 1 AND 60),
	created_at timestamptz NOT NULL,
	PRIMARY KEY (association_id, id),
	UNIQUE (association_id, label)
);

CREATE TABLE accounting.axis_value (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	axis_id uuid NOT NULL,
	label text NOT NULL CHECK (length(label) BETWEEN 1 AND 100),
	archived boolean NOT NULL DEFAULT false,
	created_at timestamptz NOT NULL,
	PRIMARY KEY (association_id, id),
	UNIQUE (association_id, axis_id, label),
	UNIQUE (association_id, axis_id, id),
	FOREIGN KEY (association_id, axis_id) REFERENCES accounting.axis (association_id, id)
);

-- What a share repeats of its line (entry, year, day, account) is copied by the trigger below; lines are replaced,
-- never altered, so it stays true.
CREATE TABLE accounting.line_share (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	line_id uuid NOT NULL,
	axis_id uuid NOT NULL,
	value_id uuid NOT NULL,
	debit_cents bigint NOT NULL CHECK (debit_cents >= 0),
	credit_cents bigint NOT NULL CHECK (credit_cents >= 0),
	entry_id uuid NOT NULL,
	fiscal_year_id uuid NOT NULL,
	entry_date date NOT NULL,
	account_id uuid NOT NULL,
	PRIMARY KEY (association_id, id),
	UNIQUE (association_id, line_id, value_id),
	CONSTRAINT line_share_debit_xor_credit CHECK ((debit_cents = 0) <> (credit_cents = 0)),
	FOREIGN KEY (association_id, line_id) REFERENCES accounting.line (association_id, id) ON DELETE CASCADE,
	FOREIGN KEY (association_id, axis_id, value_id)
		REFERENCES accounting.axis_value (association_id, axis_id, id)
);
-- The results of the values of a year, from the index alone; and the lines of one, by date.
CREATE INDEX line_share_of_value ON accounting.line_share
	(association_id, fiscal_year_id, value_id, account_id) INCLUDE (debit_cents, credit_cents);
CREATE INDEX line_share_by_date ON accounting.line_share
	(association_id, fiscal_year_id, value_id, entry_date, line_id);
CREATE INDEX line_share_of_entry ON accounting.line_share (association_id, entry_id);

CREATE FUNCTION accounting.complete_share() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	SELECT l.entry_id, l.fiscal_year_id, l.entry_date, l.account_id
	INTO NEW.entry_id, NEW.fiscal_year_id, NEW.entry_date, NEW.account_id
	FROM accounting.line l WHERE l.association_id = NEW.association_id AND l.id = NEW.line_id;
	RETURN NEW;
END
$$;
CREATE TRIGGER share_completed BEFORE INSERT ON accounting.line_share
	FOR EACH ROW EXECUTE FUNCTION accounting.complete_share();

CREATE FUNCTION accounting.refuse_share_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM accounting.refuse('share-replaced', 'a share is replaced, never altered');
	RETURN NULL;
END
$$;
CREATE TRIGGER share_altered BEFORE UPDATE ON accounting.line_share
	FOR EACH ROW EXECUTE FUNCTION accounting.refuse_share_change();

-- The shares of a closed year stay as they are.
CREATE FUNCTION accounting.check_share_year() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	share accounting.line_share := CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
BEGIN
	IF EXISTS (
		SELECT FROM accounting.fiscal_year y
		WHERE y.association_id = share.association_id AND y.id = share.fiscal_year_id
			AND y.closed_at IS NOT NULL
	) THEN
		PERFORM accounting.refuse('year-closed-meanwhile', 'nothing is written in a closed fiscal year');
	END IF;
	RETURN NULL;
END
$$;
CREATE TRIGGER share_inserted AFTER INSERT ON accounting.line_share
	FOR EACH ROW EXECUTE FUNCTION accounting.check_share_year();
CREATE TRIGGER share_deleted AFTER DELETE ON accounting.line_share
	FOR EACH ROW WHEN (NOT platform.is_being_removed())
	EXECUTE FUNCTION accounting.check_share_year();

-- At the commit: on each axis, the shares of a line are on its side and don't exceed it.
CREATE FUNCTION accounting.check_shares() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF EXISTS (
		SELECT FROM accounting.line l
		CROSS JOIN LATERAL (
			SELECT sum(s.debit_cents) AS debit, sum(s.credit_cents) AS credit
			FROM accounting.line_share s
			WHERE s.association_id = l.association_id AND s.line_id = l.id AND s.axis_id = NEW.axis_id
		) shared
		WHERE l.association_id = NEW.association_id AND l.id = NEW.line_id
			AND (shared.debit > l.debit_cents OR shared.credit > l.credit_cents)
	) THEN
		PERFORM accounting.refuse('shares-exceed-line', 'the shares of a line exceed its amount');
	END IF;
	RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER shares_within_line AFTER INSERT ON accounting.line_share
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION accounting.check_shares();

DO $$
DECLARE
	name text;
BEGIN
	FOREACH name IN ARRAY ARRAY['axis', 'axis_value', 'line_share']
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
