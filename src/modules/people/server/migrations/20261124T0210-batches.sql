-- What was done to many people at once: all that taking it back needs.
CREATE TABLE people.batch (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	kind text NOT NULL CHECK (kind IN ('enter-group', 'leave-group', 'set-field', 'archive', 'mail')),
	group_id uuid,
	-- [{"id": …, "version": …}]: each person, with the version that it gave them; of groups, who led.
	people jsonb NOT NULL CHECK (jsonb_typeof(people) = 'array'),
	at timestamptz NOT NULL,
	account_id uuid,
	undone_at timestamptz,
	PRIMARY KEY (association_id, id),
	FOREIGN KEY (association_id, group_id) REFERENCES people.person_group ON DELETE CASCADE
);
ALTER TABLE people.batch ENABLE ROW LEVEL SECURITY;
ALTER TABLE people.batch FORCE ROW LEVEL SECURITY;
CREATE POLICY association ON people.batch
	USING (association_id = platform.current_association())
	WITH CHECK (association_id = platform.current_association());
