-- Fields that the association adds to its records.
CREATE TABLE people.field (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	key text COLLATE "C" NOT NULL CHECK (key ~ '^[a-z0-9][a-z0-9-]{0,59}$'),
	kind text NOT NULL CHECK (kind IN ('text', 'long-text', 'number', 'money', 'date', 'month-day', 'yes-no',
		'choice', 'choices', 'email', 'phone', 'url', 'address', 'country', 'file', 'person', 'computed')),
	label_fr text NOT NULL CHECK (length(label_fr) BETWEEN 1 AND 100),
	label_en text NOT NULL DEFAULT '' CHECK (length(label_en) <= 100),
	help_fr text NOT NULL DEFAULT '' CHECK (length(help_fr) <= 500),
	help_en text NOT NULL DEFAULT '' CHECK (length(help_en) <= 500),
	required boolean NOT NULL DEFAULT false,
	options jsonb NOT NULL DEFAULT '[]',
	formula text CHECK (length(formula) BETWEEN 1 AND 1000),
	seen_by text[] NOT NULL DEFAULT '{}' CHECK (seen_by <@ ARRAY['readers', 'leaders', 'self']),
	edited_by text[] NOT NULL DEFAULT '{}' CHECK (edited_by <@ ARRAY['leaders', 'self']),
	listed boolean NOT NULL DEFAULT false,
	purpose text NOT NULL DEFAULT '' CHECK (length(purpose) <= 500),
	retention_months integer CHECK (retention_months BETWEEN 0 AND 1200),
	position integer NOT NULL,
	created_at timestamptz NOT NULL DEFAULT now(),
	PRIMARY KEY (association_id, id),
	UNIQUE (association_id, key),
	CHECK ((kind = 'computed') = (formula IS NOT NULL)),
	CHECK (kind <> 'computed' OR NOT required)
);
CREATE INDEX field_order ON people.field (association_id, position);

-- Values by key of field, as the domain cleans them: read and written with the record.
ALTER TABLE people.person ADD COLUMN custom jsonb NOT NULL DEFAULT '{}'
	CHECK (jsonb_typeof(custom) = 'object');

-- The same values as keys that are compared byte by byte: what lists are sorted and filtered by. Below
-- row-level security only an index of plain texts can be used; one of jsonb can’t.
CREATE TABLE people.field_value (
	association_id uuid NOT NULL,
	field_id uuid NOT NULL,
	person_id uuid NOT NULL,
	key text COLLATE "C" NOT NULL CHECK (length(key) <= 200),
	PRIMARY KEY (association_id, field_id, key, person_id),
	FOREIGN KEY (association_id, field_id) REFERENCES people.field ON DELETE CASCADE,
	FOREIGN KEY (association_id, person_id) REFERENCES people.person ON DELETE CASCADE
);
CREATE INDEX field_value_person ON people.field_value (association_id, person_id);

ALTER TABLE people.field ENABLE ROW LEVEL SECURITY;
ALTER TABLE people.field FORCE ROW LEVEL SECURITY;
CREATE POLICY association ON people.field
	USING (association_id = platform.current_association())
	WITH CHECK (association_id = platform.current_association());
ALTER TABLE people.field_value ENABLE ROW LEVEL SECURITY;
ALTER TABLE people.field_value FORCE ROW LEVEL SECURITY;
CREATE POLICY association ON people.field_value
	USING (association_id = platform.current_association())
	WITH CHECK (association_id = platform.current_association());
