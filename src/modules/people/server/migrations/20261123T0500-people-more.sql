-- Further e-mails and telephones are one a line: they are read, searched and shown, never joined.
ALTER TABLE people.person
	ADD COLUMN other_emails text CHECK (length(other_emails) BETWEEN 3 AND 2000),
	ADD COLUMN other_phones text CHECK (length(other_phones) BETWEEN 8 AND 500),
	ADD COLUMN emergency_contact text CHECK (length(emergency_contact) BETWEEN 1 AND 500),
	-- For those who write the records only.
	ADD COLUMN restricted_notes text CHECK (length(restricted_notes) BETWEEN 1 AND 10000);

-- The import that made a group or a membership, which may still be undone.
ALTER TABLE people.person_group
	ADD COLUMN import_id uuid,
	ADD FOREIGN KEY (association_id, import_id) REFERENCES people.import;
ALTER TABLE people.group_member
	ADD COLUMN import_id uuid,
	ADD FOREIGN KEY (association_id, import_id) REFERENCES people.import;
CREATE INDEX person_group_import ON people.person_group (association_id, import_id)
	WHERE import_id IS NOT NULL;
CREATE INDEX group_member_import ON people.group_member (association_id, import_id)
	WHERE import_id IS NOT NULL;

ALTER TABLE people.import
	-- The program that wrote the file, when its columns say so.
	ADD COLUMN program text,
	ADD COLUMN new_groups text NOT NULL DEFAULT 'refuse' CHECK (new_groups IN ('create', 'refuse'));

-- How the columns of a file were read, for the next file with the same ones.
CREATE TABLE people.import_profile (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
	name_key text COLLATE "C" NOT NULL,
	-- Of the folded headers, whatever their order.
	signature text NOT NULL CHECK (signature ~ '^[0-9a-f]{64}$'),
	-- Target by header.
	mapping jsonb NOT NULL,
	duplicates text NOT NULL CHECK (duplicates IN ('update', 'create', 'skip')),
	new_groups text NOT NULL CHECK (new_groups IN ('create', 'refuse')),
	updated_at timestamptz NOT NULL DEFAULT now(),
	PRIMARY KEY (association_id, id),
	UNIQUE (association_id, name_key),
	UNIQUE (association_id, signature)
);
ALTER TABLE people.import_profile ENABLE ROW LEVEL SECURITY;
ALTER TABLE people.import_profile FORCE ROW LEVEL SECURITY;
CREATE POLICY association ON people.import_profile
	USING (association_id = platform.current_association())
	WITH CHECK (association_id = platform.current_association());
