-- A closed year may be reopened, which leaves its trace; a locked one never changes again, and is sealed.
ALTER TABLE accounting.fiscal_year
	ADD COLUMN result_to text NOT NULL DEFAULT 'result' CHECK (result_to IN ('result', 'retained-earnings')),
	ADD COLUMN locked_at timestamptz,
	-- The last hash of the chain of its entries.
	ADD COLUMN seal text CHECK (seal ~ '^[0-9a-f]{64}$'),
	ADD CONSTRAINT fiscal_year_locked CHECK (
		num_nulls(locked_at, seal) IN (0, 2) AND (locked_at IS NULL OR closed_at IS NOT NULL)
	);

-- What happened to a year, kept for good.
CREATE TABLE accounting.year_step (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	fiscal_year_id uuid NOT NULL,
	kind text NOT NULL CHECK (kind IN ('closed', 'reopened', 'locked')),
	reason text CHECK (length(reason) BETWEEN 1 AND 500),
	taken_at timestamptz NOT NULL,
	taken_by uuid,
	PRIMARY KEY (association_id, id),
	CONSTRAINT year_step_reason CHECK (kind <> 'reopened' OR reason IS NOT NULL),
	FOREIGN KEY (association_id, fiscal_year_id) REFERENCES accounting.fiscal_year (association_id, id)
);
CREATE INDEX year_step_of_year ON accounting.year_step (association_id, fiscal_year_id, taken_at);

-- One hash per entry of a locked year, each made from the one before and from what the entry says.
CREATE TABLE accounting.seal (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	fiscal_year_id uuid NOT NULL,
	position integer NOT NULL CHECK (position > 0),
	entry_id uuid NOT NULL,
	hash text NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
	PRIMARY KEY (association_id, id),
	UNIQUE (association_id, fiscal_year_id, position),
	UNIQUE (association_id, entry_id),
	FOREIGN KEY (association_id, fiscal_year_id) REFERENCES accounting.fiscal_year (association_id, id),
	FOREIGN KEY (association_id, entry_id) REFERENCES accounting.entry (association_id, id)
);

DO $$
DECLARE
	name text;
BEGIN
	FOREACH name IN ARRAY ARRAY['year_step', 'seal']
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

CREATE FUNCTION accounting.refuse_trace_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM accounting.refuse('trace-kept', 'steps and seals of a fiscal year are kept as they are');
	RETURN NULL;
END
$$;
CREATE TRIGGER year_step_kept BEFORE UPDATE OR DELETE ON accounting.year_step
	FOR EACH ROW WHEN (NOT platform.is_being_removed()) EXECUTE FUNCTION accounting.refuse_trace_change();
CREATE TRIGGER seal_kept BEFORE UPDATE OR DELETE ON accounting.seal
	FOR EACH ROW WHEN (NOT platform.is_being_removed()) EXECUTE FUNCTION accounting.refuse_trace_change();

-- Closing, reopening and locking are the only changes of a closed year; reopening needs its trace in the same
-- transaction, and no later year that rests on this one.
CREATE OR REPLACE FUNCTION accounting.check_changed_year() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF OLD.locked_at IS NOT NULL THEN
		PERFORM accounting.refuse('year-locked-for-good', 'a locked fiscal year never changes');
	END IF;
	IF (NEW.start_day, NEW.end_day) IS DISTINCT FROM (OLD.start_day, OLD.end_day) THEN
		PERFORM accounting.refuse('year-days-kept', 'the days of a fiscal year never change');
	END IF;
	IF OLD.closed_at IS NOT NULL AND NEW.closed_at IS NOT NULL AND NEW.locked_at IS NULL THEN
		PERFORM accounting.refuse('year-closed-for-good', 'a closed fiscal year never changes');
	END IF;
	IF OLD.closed_at IS NOT NULL AND NEW.closed_at IS NULL THEN
		IF NOT EXISTS (
			SELECT FROM accounting.year_step s
			WHERE s.association_id = NEW.association_id AND s.fiscal_year_id = NEW.id
				AND s.kind = 'reopened' AND s.xmin = pg_current_xact_id()::xid
		) THEN
			PERFORM accounting.refuse('reopening-without-trace', 'a fiscal year is reopened with a reason');
		END IF;
		IF EXISTS (
			SELECT FROM accounting.fiscal_year y
			WHERE y.association_id = NEW.association_id AND y.start_day > NEW.end_day
				AND y.closed_at IS NOT NULL
		) THEN
			PERFORM accounting.refuse('later-year-closed', 'a later fiscal year is closed');
		END IF;
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

-- What a validated line says is as final as its amounts.
DROP TRIGGER line_altered ON accounting.line;
CREATE TRIGGER line_altered BEFORE UPDATE OF association_id, id, entry_id, position, fiscal_year_id,
	entry_date, account_id, debit_cents, credit_cents, label ON accounting.line
	FOR EACH ROW EXECUTE FUNCTION accounting.refuse_line_change();
