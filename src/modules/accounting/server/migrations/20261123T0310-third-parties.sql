-- Whom the association owes and who owes it: auxiliary accounts below 401, 411 and 467.
CREATE TABLE accounting.third_party (
	association_id uuid NOT NULL REFERENCES platform.association (id),
	id uuid NOT NULL,
	-- CompAuxNum of the file of entries.
	code text NOT NULL CHECK (code ~ '^[A-Z0-9]{1,17}$'),
	label text NOT NULL CHECK (length(label) BETWEEN 1 AND 200),
	kind text NOT NULL CHECK (kind IN ('client', 'supplier', 'other')),
	-- What it is in another module: a person, most often.
	source_module text,
	source_type text,
	source_id uuid,
	active boolean NOT NULL DEFAULT true,
	created_at timestamptz NOT NULL,
	PRIMARY KEY (association_id, id),
	UNIQUE (association_id, code),
	CONSTRAINT third_party_source CHECK (num_nulls(source_module, source_type, source_id) IN (0, 3))
);
CREATE UNIQUE INDEX third_party_of_source ON accounting.third_party
	(association_id, source_id, kind) WHERE source_id IS NOT NULL;
CREATE INDEX third_party_by_label ON accounting.third_party (association_id, label, id);

-- Lines that pay for one another. Whole when debits equal credits, partial until then.
CREATE TABLE accounting.lettering (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	account_id uuid NOT NULL,
	-- Written A, B … Z, AA … for the account.
	number integer NOT NULL CHECK (number > 0),
	whole boolean NOT NULL,
	lettered_on date NOT NULL,
	created_at timestamptz NOT NULL,
	created_by uuid,
	PRIMARY KEY (association_id, id),
	UNIQUE (association_id, account_id, number),
	FOREIGN KEY (association_id, account_id) REFERENCES accounting.account (association_id, id)
);
CREATE INDEX lettering_partial ON accounting.lettering (association_id, id) WHERE NOT whole;

ALTER TABLE accounting.line
	ADD COLUMN third_party_id uuid,
	ADD COLUMN due_day date,
	ADD COLUMN reminded_on date,
	ADD COLUMN lettering_id uuid,
	ADD FOREIGN KEY (association_id, third_party_id) REFERENCES accounting.third_party (association_id, id),
	ADD FOREIGN KEY (association_id, lettering_id) REFERENCES accounting.lettering (association_id, id);
CREATE INDEX line_of_third_party ON accounting.line
	(association_id, fiscal_year_id, third_party_id, account_id)
	INCLUDE (debit_cents, credit_cents) WHERE third_party_id IS NOT NULL;
CREATE INDEX line_open ON accounting.line (association_id, third_party_id, account_id)
	WHERE third_party_id IS NOT NULL AND lettering_id IS NULL;
CREATE INDEX line_of_lettering ON accounting.line (association_id, lettering_id)
	WHERE lettering_id IS NOT NULL;

DO $$
DECLARE
	name text;
BEGIN
	FOREACH name IN ARRAY ARRAY['third_party', 'lettering']
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

-- Whom a line is about is as final as its amounts.
DROP TRIGGER line_altered ON accounting.line;
CREATE TRIGGER line_altered BEFORE UPDATE OF association_id, id, entry_id, position, fiscal_year_id,
	entry_date, account_id, third_party_id, debit_cents, credit_cents, label ON accounting.line
	FOR EACH ROW EXECUTE FUNCTION accounting.refuse_line_change();

-- At the commit: a lettering has two lines at least, of one account and one third party, and is whole when they
-- balance.
CREATE FUNCTION accounting.check_lettering() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	touched uuid;
	letters record;
	lines record;
BEGIN
	FOREACH touched IN ARRAY ARRAY[
		CASE WHEN TG_OP <> 'DELETE' THEN NEW.lettering_id END,
		CASE WHEN TG_OP <> 'INSERT' THEN OLD.lettering_id END
	] LOOP
		CONTINUE WHEN touched IS NULL;
		SELECT g.account_id, g.whole INTO letters FROM accounting.lettering g
		WHERE g.association_id = coalesce(NEW.association_id, OLD.association_id) AND g.id = touched;
		CONTINUE WHEN NOT FOUND;
		SELECT count(*) AS number, sum(l.debit_cents) AS debit, sum(l.credit_cents) AS credit,
			count(DISTINCT l.third_party_id) + max((l.third_party_id IS NULL)::int) AS parties,
			bool_and(l.account_id = letters.account_id) AS same
		INTO lines FROM accounting.line l
		WHERE l.association_id = coalesce(NEW.association_id, OLD.association_id) AND l.lettering_id = touched;
		IF lines.number < 2 OR NOT lines.same OR lines.parties > 1
			OR letters.whole <> (lines.debit = lines.credit)
		THEN
			PERFORM accounting.refuse('lettering-wrong', format('lettering %s does not hold', touched));
		END IF;
	END LOOP;
	RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER line_lettered AFTER UPDATE OF lettering_id ON accounting.line
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
	WHEN (OLD.lettering_id IS DISTINCT FROM NEW.lettering_id)
	EXECUTE FUNCTION accounting.check_lettering();
CREATE CONSTRAINT TRIGGER line_inserted_lettered AFTER INSERT ON accounting.line
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
	WHEN (NEW.lettering_id IS NOT NULL)
	EXECUTE FUNCTION accounting.check_lettering();
