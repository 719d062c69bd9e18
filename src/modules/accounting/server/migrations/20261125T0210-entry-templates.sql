-- What comes back again and again, ready to be filled in: the accounts of an entry, with amounts that are always the
-- same, shares of a total, or left to be typed each time.
CREATE TABLE accounting.entry_template (
	association_id uuid NOT NULL REFERENCES platform.association (id),
	id uuid NOT NULL,
	name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
	journal_id uuid NOT NULL,
	label text NOT NULL CHECK (length(label) BETWEEN 1 AND 200),
	third_party text CHECK (length(third_party) BETWEEN 1 AND 200),
	archived boolean NOT NULL DEFAULT false,
	created_at timestamptz NOT NULL,
	PRIMARY KEY (association_id, id),
	UNIQUE (association_id, name),
	FOREIGN KEY (association_id, journal_id) REFERENCES accounting.journal (association_id, id)
);

CREATE TABLE accounting.template_line (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	template_id uuid NOT NULL,
	position smallint NOT NULL CHECK (position > 0),
	account_id uuid NOT NULL,
	side text NOT NULL CHECK (side IN ('debit', 'credit')),
	-- Always this amount, or this many hundredths of a percent of the total; neither: typed each time.
	amount_cents bigint CHECK (amount_cents BETWEEN 1 AND 10000000000000),
	share smallint CHECK (share BETWEEN 1 AND 10000),
	label text CHECK (length(label) BETWEEN 1 AND 200),
	third_party_id uuid,
	-- Projects, activities, funders: values of the axes, one on each.
	value_ids uuid[] NOT NULL CHECK (cardinality(value_ids) <= 10),
	PRIMARY KEY (association_id, id),
	UNIQUE (association_id, template_id, position),
	CONSTRAINT template_line_amount CHECK (amount_cents IS NULL OR share IS NULL),
	FOREIGN KEY (association_id, template_id)
		REFERENCES accounting.entry_template (association_id, id) ON DELETE CASCADE,
	FOREIGN KEY (association_id, account_id) REFERENCES accounting.account (association_id, id),
	FOREIGN KEY (association_id, third_party_id) REFERENCES accounting.third_party (association_id, id)
);
CREATE INDEX template_line_of_account ON accounting.template_line (association_id, account_id);

DO $$
DECLARE
	name text;
BEGIN
	FOREACH name IN ARRAY ARRAY['entry_template', 'template_line']
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
