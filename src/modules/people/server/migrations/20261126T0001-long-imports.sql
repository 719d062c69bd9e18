-- A long file is read against the records by a task, which leaves here what each line will do: some lines a row, as the
-- preview shows them. They go once the import is done, or with it.
ALTER TABLE people.import ADD COLUMN line_count integer NOT NULL DEFAULT 0 CHECK (line_count >= 0);

CREATE TABLE people.import_part (
	association_id uuid NOT NULL,
	import_id uuid NOT NULL,
	-- Of the file: the last of the lines in it.
	last_line integer NOT NULL,
	-- Lines by outcome.
	totals jsonb NOT NULL,
	lines text NOT NULL,
	PRIMARY KEY (association_id, import_id, last_line),
	FOREIGN KEY (association_id, import_id) REFERENCES people.import ON DELETE CASCADE
);
ALTER TABLE people.import_part ENABLE ROW LEVEL SECURITY;
ALTER TABLE people.import_part FORCE ROW LEVEL SECURITY;
CREATE POLICY association ON people.import_part
	USING (association_id = platform.current_association())
	WITH CHECK (association_id = platform.current_association());
