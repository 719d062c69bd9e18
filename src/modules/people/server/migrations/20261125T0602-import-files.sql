-- The file of an import, and when it was forgotten: thirty days after it was imported, undone or left where it was,
-- or with the first person whom it names.
ALTER TABLE people.import
	ADD COLUMN file_id uuid,
	ADD COLUMN forgotten_at timestamptz,
	ADD CONSTRAINT import_forgotten CHECK (forgotten_at IS NULL OR (file_id IS NULL AND state <> 'draft'));
