CREATE SCHEMA privacy;

-- How long the records of former members are kept.
CREATE TABLE privacy.retention (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	-- A category of people; empty for all the others.
	category text NOT NULL DEFAULT '' CHECK (length(category) <= 100),
	months smallint NOT NULL CHECK (months BETWEEN 1 AND 120),
	PRIMARY KEY (association_id, id),
	UNIQUE (association_id, category)
);

-- Former members whose record is kept all the same, and why.
CREATE TABLE privacy.kept (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	person_id uuid NOT NULL,
	reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 300),
	kept_at timestamptz NOT NULL,
	kept_by uuid,
	PRIMARY KEY (association_id, id),
	UNIQUE (association_id, person_id),
	FOREIGN KEY (association_id, person_id) REFERENCES people.person (association_id, id)
);

-- Whose record was emptied, by whom and when: nothing of who they were.
CREATE TABLE privacy.anonymisation (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	person_id uuid NOT NULL,
	last_contact date NOT NULL,
	months smallint NOT NULL,
	at timestamptz NOT NULL,
	account_id uuid,
	PRIMARY KEY (association_id, id),
	UNIQUE (association_id, person_id),
	FOREIGN KEY (association_id, person_id) REFERENCES people.person (association_id, id)
);

DO $$
DECLARE
	name text;
BEGIN
	FOREACH name IN ARRAY ARRAY['retention', 'kept', 'anonymisation']
	LOOP
		EXECUTE format('ALTER TABLE privacy.%I ENABLE ROW LEVEL SECURITY', name);
		EXECUTE format('ALTER TABLE privacy.%I FORCE ROW LEVEL SECURITY', name);
		EXECUTE format(
			'CREATE POLICY association ON privacy.%I
				USING (association_id = platform.current_association())
				WITH CHECK (association_id = platform.current_association())',
			name
		);
	END LOOP;
END
$$;
