-- What was typed and is not an entry yet: a form as it stands, finished another day or thrown away. It is no part of
-- the books.
CREATE TABLE accounting.entry_draft (
	association_id uuid NOT NULL REFERENCES platform.association (id),
	id uuid NOT NULL,
	form text NOT NULL CHECK (form IN ('entry', 'income', 'expense', 'transfer')),
	label text NOT NULL CHECK (length(label) <= 200),
	-- The fields of the form, by name, as they were typed.
	fields jsonb NOT NULL CHECK (jsonb_typeof(fields) = 'object'),
	-- The files that it brought, of platform.blob.
	file_ids uuid[] NOT NULL CHECK (cardinality(file_ids) <= 20),
	kept_at timestamptz NOT NULL,
	PRIMARY KEY (association_id, id)
);
CREATE INDEX entry_draft_by_moment ON accounting.entry_draft (association_id, kept_at, id);

ALTER TABLE accounting.entry_draft ENABLE ROW LEVEL SECURITY;
ALTER TABLE accounting.entry_draft FORCE ROW LEVEL SECURITY;
CREATE POLICY association ON accounting.entry_draft
	USING (association_id = platform.current_association())
	WITH CHECK (association_id = platform.current_association());
