-- The words of the notes to the annual accounts; a section without a row says the usual words.
CREATE TABLE accounting.year_note (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	fiscal_year_id uuid NOT NULL,
	section text NOT NULL CHECK (
		section IN ('association', 'principles', 'fixed-assets', 'dedicated-funds', 'volunteering', 'events')
	),
	body text NOT NULL CHECK (length(body) BETWEEN 1 AND 20000),
	PRIMARY KEY (association_id, id),
	UNIQUE (association_id, fiscal_year_id, section),
	FOREIGN KEY (association_id, fiscal_year_id) REFERENCES accounting.fiscal_year (association_id, id)
);
ALTER TABLE accounting.year_note ENABLE ROW LEVEL SECURITY;
ALTER TABLE accounting.year_note FORCE ROW LEVEL SECURITY;
CREATE POLICY association ON accounting.year_note
	USING (association_id = platform.current_association())
	WITH CHECK (association_id = platform.current_association());
