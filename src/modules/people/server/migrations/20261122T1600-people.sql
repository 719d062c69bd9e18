CREATE SCHEMA people;

-- The primary e-mail and telephone stand on the person's own row: lists, searches and imports need no
-- join. Further ones will be rows of a table of contact points.
CREATE TABLE people.person (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	version integer NOT NULL DEFAULT 1 CHECK (version > 0),
	kind text NOT NULL CHECK (kind IN ('natural', 'legal')),
	number text CHECK (length(number) BETWEEN 1 AND 20),
	first_name text CHECK (length(first_name) BETWEEN 1 AND 100),
	last_name text CHECK (length(last_name) BETWEEN 1 AND 100),
	organisation_name text CHECK (length(organisation_name) BETWEEN 1 AND 200),
	display_name text NOT NULL CHECK (length(display_name) BETWEEN 1 AND 250),
	email text CHECK (length(email) BETWEEN 3 AND 254),
	phone text CHECK (phone ~ '^\+[0-9]{7,15}$'),
	address text CHECK (length(address) BETWEEN 1 AND 500),
	postcode text CHECK (length(postcode) BETWEEN 1 AND 12),
	city text CHECK (length(city) BETWEEN 1 AND 100),
	country text CHECK (country ~ '^[A-Z]{2}$'),
	birth_date date,
	joined_on date,
	newsletter boolean NOT NULL DEFAULT false,
	category text CHECK (length(category) BETWEEN 1 AND 100),
	language text CHECK (language ~ '^[a-z]{2,3}$'),
	notes text CHECK (length(notes) BETWEEN 1 AND 10000),
	extra jsonb NOT NULL DEFAULT '{}',
	archived_at timestamptz,
	archived boolean NOT NULL GENERATED ALWAYS AS (archived_at IS NOT NULL) STORED,
	-- Keys folded by the program; compared byte by byte, whatever the locale of the server.
	sort_name text COLLATE "C" NOT NULL,
	sort_city text COLLATE "C",
	email_key text COLLATE "C",
	search text COLLATE "C" NOT NULL,
	-- Figures sort as numbers; whoever has no number comes last.
	number_key text COLLATE "C" NOT NULL GENERATED ALWAYS AS (coalesce(lpad(number, 20, '0'), '~')) STORED,
	created_at timestamptz NOT NULL DEFAULT now(),
	created_by uuid,
	-- The import that created the person, which may still be undone.
	import_id uuid,
	updated_at timestamptz NOT NULL DEFAULT now(),
	PRIMARY KEY (association_id, id)
);
-- The list as it opens: who isn’t archived, by name; counted and searched without reading the rows.
CREATE INDEX person_list ON people.person (association_id, archived, sort_name, id) INCLUDE (search);
CREATE UNIQUE INDEX person_number ON people.person (association_id, number_key, number);
CREATE INDEX person_email ON people.person (association_id, email_key) WHERE email_key IS NOT NULL;

CREATE TABLE people.import (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	file_name text NOT NULL CHECK (length(file_name) BETWEEN 1 AND 255),
	sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
	state text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'committed', 'undone')),
	mapping jsonb NOT NULL,
	duplicates text NOT NULL DEFAULT 'update' CHECK (duplicates IN ('update', 'create', 'skip')),
	-- Lines by outcome, once committed.
	totals jsonb,
	created_at timestamptz NOT NULL DEFAULT now(),
	created_by uuid,
	committed_at timestamptz,
	undone_at timestamptz,
	PRIMARY KEY (association_id, id)
);

-- What a change replaced and by what: the history of a person, and all that undoing an import needs.
CREATE TABLE people.person_change (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	person_id uuid NOT NULL,
	-- The version of the person that the change made.
	version integer NOT NULL,
	at timestamptz NOT NULL DEFAULT now(),
	account_id uuid,
	import_id uuid,
	-- {"city": ["Metz", "Nancy"]}: before, after.
	changes jsonb NOT NULL,
	PRIMARY KEY (association_id, id),
	FOREIGN KEY (association_id, person_id) REFERENCES people.person ON DELETE CASCADE,
	FOREIGN KEY (association_id, import_id) REFERENCES people.import
);
CREATE INDEX person_change_person ON people.person_change (association_id, person_id, version);
CREATE INDEX person_change_import ON people.person_change (association_id, import_id)
	WHERE import_id IS NOT NULL;

CREATE TABLE people.person_group (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
	name_key text COLLATE "C" NOT NULL,
	created_at timestamptz NOT NULL DEFAULT now(),
	PRIMARY KEY (association_id, id),
	UNIQUE (association_id, name_key)
);

CREATE TABLE people.group_member (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	group_id uuid NOT NULL,
	person_id uuid NOT NULL,
	added_at timestamptz NOT NULL DEFAULT now(),
	PRIMARY KEY (association_id, id),
	UNIQUE (association_id, group_id, person_id),
	FOREIGN KEY (association_id, group_id) REFERENCES people.person_group ON DELETE CASCADE,
	FOREIGN KEY (association_id, person_id) REFERENCES people.person
);
CREATE INDEX group_member_person ON people.group_member (association_id, person_id);

ALTER TABLE people.person ENABLE ROW LEVEL SECURITY;
ALTER TABLE people.person FORCE ROW LEVEL SECURITY;
CREATE POLICY association ON people.person
	USING (association_id = platform.current_association())
	WITH CHECK (association_id = platform.current_association());
ALTER TABLE people.import ENABLE ROW LEVEL SECURITY;
ALTER TABLE people.import FORCE ROW LEVEL SECURITY;
CREATE POLICY association ON people.import
	USING (association_id = platform.current_association())
	WITH CHECK (association_id = platform.current_association());
ALTER TABLE people.person_change ENABLE ROW LEVEL SECURITY;
ALTER TABLE people.person_change FORCE ROW LEVEL SECURITY;
CREATE POLICY association ON people.person_change
	USING (association_id = platform.current_association())
	WITH CHECK (association_id = platform.current_association());
ALTER TABLE people.person_group ENABLE ROW LEVEL SECURITY;
ALTER TABLE people.person_group FORCE ROW LEVEL SECURITY;
CREATE POLICY association ON people.person_group
	USING (association_id = platform.current_association())
	WITH CHECK (association_id = platform.current_association());
ALTER TABLE people.group_member ENABLE ROW LEVEL SECURITY;
ALTER TABLE people.group_member FORCE ROW LEVEL SECURITY;
CREATE POLICY association ON people.group_member
	USING (association_id = platform.current_association())
	WITH CHECK (association_id = platform.current_association());

-- What other modules may join: part of the contract of this module.
CREATE VIEW people.person_summary WITH (security_invoker = true) AS
	SELECT association_id, id, display_name, number, email, archived
	FROM people.person;
