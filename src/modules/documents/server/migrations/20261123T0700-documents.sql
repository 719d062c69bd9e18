CREATE SCHEMA documents;

-- The card of a person: the secret that its QR code holds. A revoked card stays, so that it is known for what it is.
CREATE TABLE documents.card (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	person_id uuid NOT NULL,
	-- Sixteen random bytes; kept as they are, because the same card may be printed again.
	secret text COLLATE "C" NOT NULL CHECK (secret ~ '^[A-Za-z0-9_-]{22}$'),
	issued_at timestamptz NOT NULL,
	revoked_at timestamptz,
	PRIMARY KEY (association_id, id),
	UNIQUE (association_id, secret),
	FOREIGN KEY (association_id, person_id) REFERENCES people.person (association_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX card_of_person ON documents.card (association_id, person_id) WHERE revoked_at IS NULL;
CREATE INDEX card_person ON documents.card (association_id, person_id);

-- One row at most: what the association chose; nobody chose before there is one.
CREATE TABLE documents.choice (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	-- What a card says of its holder to whoever reads its code.
	name_on_check text NOT NULL CHECK (name_on_check IN ('full', 'initials', 'none')),
	-- Lines below the name of the association, at the head of letters.
	sender text NOT NULL CHECK (length(sender) <= 500),
	PRIMARY KEY (association_id, id),
	UNIQUE (association_id)
);

-- Letters that the association wrote, with fields between braces.
CREATE TABLE documents.letter (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
	name_key text COLLATE "C" NOT NULL,
	subject text NOT NULL CHECK (length(subject) <= 200),
	body text NOT NULL CHECK (length(body) BETWEEN 1 AND 10000),
	updated_at timestamptz NOT NULL,
	PRIMARY KEY (association_id, id),
	UNIQUE (association_id, name_key)
);

ALTER TABLE documents.card ENABLE ROW LEVEL SECURITY;
ALTER TABLE documents.card FORCE ROW LEVEL SECURITY;
CREATE POLICY association ON documents.card
	USING (association_id = platform.current_association())
	WITH CHECK (association_id = platform.current_association());
ALTER TABLE documents.choice ENABLE ROW LEVEL SECURITY;
ALTER TABLE documents.choice FORCE ROW LEVEL SECURITY;
CREATE POLICY association ON documents.choice
	USING (association_id = platform.current_association())
	WITH CHECK (association_id = platform.current_association());
ALTER TABLE documents.letter ENABLE ROW LEVEL SECURITY;
ALTER TABLE documents.letter FORCE ROW LEVEL SECURITY;
CREATE POLICY association ON documents.letter
	USING (association_id = platform.current_association())
	WITH CHECK (association_id = platform.current_association());
