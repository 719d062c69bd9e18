-- Two records that became one. The one left out stays, archived, so that the merge can be undone.
CREATE TABLE people.merge (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	kept_id uuid NOT NULL,
	dropped_id uuid NOT NULL,
	-- The version that the merge gave to each.
	kept_version integer NOT NULL,
	dropped_version integer NOT NULL,
	kept_changes jsonb NOT NULL,
	dropped_changes jsonb NOT NULL,
	-- Groups that the one kept entered, and that the one left out was in.
	entered_groups uuid[] NOT NULL,
	dropped_groups uuid[] NOT NULL,
	-- Whether the one left out was in the lists.
	archived boolean NOT NULL,
	at timestamptz NOT NULL DEFAULT now(),
	account_id uuid,
	undone_at timestamptz,
	PRIMARY KEY (association_id, id),
	FOREIGN KEY (association_id, kept_id) REFERENCES people.person ON DELETE CASCADE,
	FOREIGN KEY (association_id, dropped_id) REFERENCES people.person ON DELETE CASCADE,
	CHECK (kept_id <> dropped_id)
);
CREATE INDEX merge_kept ON people.merge (association_id, kept_id);
CREATE INDEX merge_dropped ON people.merge (association_id, dropped_id);

-- Two people who look alike and whom somebody has told apart; the lesser id first.
CREATE TABLE people.told_apart (
	association_id uuid NOT NULL,
	one_id uuid NOT NULL,
	other_id uuid NOT NULL,
	PRIMARY KEY (association_id, one_id, other_id),
	FOREIGN KEY (association_id, one_id) REFERENCES people.person ON DELETE CASCADE,
	FOREIGN KEY (association_id, other_id) REFERENCES people.person ON DELETE CASCADE,
	CHECK (one_id < other_id)
);
CREATE INDEX told_apart_other ON people.told_apart (association_id, other_id);
CREATE INDEX person_phone ON people.person (association_id, phone) WHERE phone IS NOT NULL;

ALTER TABLE people.merge ENABLE ROW LEVEL SECURITY;
ALTER TABLE people.merge FORCE ROW LEVEL SECURITY;
CREATE POLICY association ON people.merge
	USING (association_id = platform.current_association())
	WITH CHECK (association_id = platform.current_association());
ALTER TABLE people.told_apart ENABLE ROW LEVEL SECURITY;
ALTER TABLE people.told_apart FORCE ROW LEVEL SECURITY;
CREATE POLICY association ON people.told_apart
	USING (association_id = platform.current_association())
	WITH CHECK (association_id = platform.current_association());
