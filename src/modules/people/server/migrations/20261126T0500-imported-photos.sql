-- A photograph that came with a file of people leaves with the undo of its import.
ALTER TABLE people.photo
	ADD COLUMN import_id uuid,
	ADD FOREIGN KEY (association_id, import_id) REFERENCES people.import;
CREATE INDEX photo_import ON people.photo (association_id, import_id) WHERE import_id IS NOT NULL;
