-- The photograph of a person, and the one that a member has sent and that nobody has agreed to yet. Replaced or
-- removed it is gone: it has no history.
CREATE TABLE people.photo (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	person_id uuid NOT NULL,
	waiting boolean NOT NULL DEFAULT false,
	-- JPEG, 512 pixels square, and the same of 192.
	file_id uuid NOT NULL,
	small_file_id uuid NOT NULL,
	set_at timestamptz NOT NULL,
	account_id uuid,
	PRIMARY KEY (association_id, id),
	UNIQUE (association_id, person_id, waiting),
	FOREIGN KEY (association_id, person_id) REFERENCES people.person,
	FOREIGN KEY (association_id, file_id) REFERENCES platform.blob,
	FOREIGN KEY (association_id, small_file_id) REFERENCES platform.blob
);
CREATE INDEX photo_file ON people.photo (association_id, file_id);
CREATE INDEX photo_small_file ON people.photo (association_id, small_file_id);
CREATE INDEX photo_waiting ON people.photo (association_id, id) WHERE waiting;
ALTER TABLE people.photo ENABLE ROW LEVEL SECURITY;
ALTER TABLE people.photo FORCE ROW LEVEL SECURITY;
CREATE POLICY association ON people.photo
	USING (association_id = platform.current_association())
	WITH CHECK (association_id = platform.current_association());

-- What other modules may join: part of the contract of this module. `id` changes with the photograph.
CREATE VIEW people.person_photo WITH (security_invoker = true) AS
	SELECT f.association_id, f.person_id, f.id FROM people.photo f WHERE NOT f.waiting;

-- What a merge moved, for its undo.
ALTER TABLE people.merge ADD COLUMN moved_photos uuid[] NOT NULL DEFAULT '{}';
