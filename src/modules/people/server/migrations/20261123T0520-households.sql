CREATE TABLE people.household (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
	name_key text COLLATE "C" NOT NULL,
	created_at timestamptz NOT NULL DEFAULT now(),
	PRIMARY KEY (association_id, id)
);
CREATE INDEX household_list ON people.household (association_id, name_key, id);

CREATE TABLE people.household_member (
	association_id uuid NOT NULL,
	household_id uuid NOT NULL,
	person_id uuid NOT NULL,
	role text NOT NULL CHECK (role IN ('parent', 'partner', 'child', 'other')),
	-- Who pays and whose address serves for all.
	billing boolean NOT NULL DEFAULT false,
	position integer NOT NULL,
	PRIMARY KEY (association_id, household_id, person_id),
	FOREIGN KEY (association_id, household_id) REFERENCES people.household ON DELETE CASCADE,
	FOREIGN KEY (association_id, person_id) REFERENCES people.person
);
CREATE INDEX household_member_person ON people.household_member (association_id, person_id);
-- Children may live in two households; everybody else in one.
CREATE UNIQUE INDEX household_member_adult ON people.household_member (association_id, person_id)
	WHERE role <> 'child';
CREATE UNIQUE INDEX household_member_billing ON people.household_member (association_id, household_id)
	WHERE billing;

ALTER TABLE people.household ENABLE ROW LEVEL SECURITY;
ALTER TABLE people.household FORCE ROW LEVEL SECURITY;
CREATE POLICY association ON people.household
	USING (association_id = platform.current_association())
	WITH CHECK (association_id = platform.current_association());
ALTER TABLE people.household_member ENABLE ROW LEVEL SECURITY;
ALTER TABLE people.household_member FORCE ROW LEVEL SECURITY;
CREATE POLICY association ON people.household_member
	USING (association_id = platform.current_association())
	WITH CHECK (association_id = platform.current_association());
