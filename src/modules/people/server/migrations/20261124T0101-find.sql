-- Searches that are kept by name: for whoever made them, or for all who read the records.
CREATE TABLE people.saved_search (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
	name_key text COLLATE "C" NOT NULL,
	-- Conditions as addresses hold them.
	conditions text NOT NULL CHECK (length(conditions) BETWEEN 1 AND 10000),
	match text NOT NULL CHECK (match IN ('all', 'any')),
	-- Who made it; nobody when a program did.
	account_id uuid,
	shared boolean NOT NULL,
	created_at timestamptz NOT NULL DEFAULT now(),
	PRIMARY KEY (association_id, id)
);
CREATE UNIQUE INDEX saved_search_shared ON people.saved_search (association_id, name_key)
	WHERE shared;
CREATE UNIQUE INDEX saved_search_own ON people.saved_search (association_id, account_id, name_key)
	NULLS NOT DISTINCT WHERE NOT shared;
ALTER TABLE people.saved_search ENABLE ROW LEVEL SECURITY;
ALTER TABLE people.saved_search FORCE ROW LEVEL SECURITY;
CREATE POLICY association ON people.saved_search
	USING (association_id = platform.current_association())
	WITH CHECK (association_id = platform.current_association());

-- A group may be a search: whoever it finds is in it, and nobody is entered by hand.
ALTER TABLE people.person_group
	ADD COLUMN conditions text CHECK (length(conditions) BETWEEN 1 AND 10000),
	ADD COLUMN match text CHECK (match IN ('all', 'any')),
	ADD CONSTRAINT person_group_search CHECK ((conditions IS NULL) = (match IS NULL));
