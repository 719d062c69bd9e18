-- A large file is read after the answer: until it has been, an import says nothing of what it holds, and stays a draft.
ALTER TABLE accounting.import
	ALTER COLUMN understood DROP NOT NULL,
	ADD CONSTRAINT import_understood CHECK (understood IS NOT NULL OR state = 'draft');
