-- Which corrections of members wait for somebody who writes the records; no row: none of them.
CREATE TABLE people.self_service (
	association_id uuid PRIMARY KEY,
	approval text NOT NULL CHECK (approval IN ('none', 'chosen', 'all')),
	-- Names of fields, `custom.<key>` for those of the association.
	fields text[] NOT NULL DEFAULT '{}'
);

-- What a member asked to correct and somebody decides.
CREATE TABLE people.correction (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	person_id uuid NOT NULL,
	account_id uuid,
	asked_at timestamptz NOT NULL,
	-- {"city": ["Metz", "Nancy"]}, as `people.person_change`.
	changes jsonb NOT NULL CHECK (changes <> '{}'),
	state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'accepted', 'refused')),
	reason text CHECK (length(reason) BETWEEN 1 AND 500),
	decided_at timestamptz,
	decided_by uuid,
	PRIMARY KEY (association_id, id),
	CONSTRAINT correction_decided CHECK ((state = 'waiting') = (decided_at IS NULL)),
	CONSTRAINT correction_reason CHECK ((state = 'refused') = (reason IS NOT NULL)),
	FOREIGN KEY (association_id, person_id) REFERENCES people.person ON DELETE CASCADE
);
CREATE UNIQUE INDEX correction_waiting ON people.correction (association_id, person_id)
	WHERE state = 'waiting';
CREATE INDEX correction_list ON people.correction (association_id, state, id);
CREATE INDEX correction_person ON people.correction (association_id, person_id, id);

-- Each yes and no that was said, with the words that were read (GDPR article 7): never changed.
CREATE TABLE people.consent (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	person_id uuid NOT NULL,
	purpose text NOT NULL CHECK (purpose IN ('newsletter', 'image', 'directory')),
	given boolean NOT NULL,
	text_version integer NOT NULL CHECK (text_version > 0),
	wording text NOT NULL CHECK (length(wording) BETWEEN 1 AND 2000),
	at timestamptz NOT NULL,
	account_id uuid,
	PRIMARY KEY (association_id, id),
	FOREIGN KEY (association_id, person_id) REFERENCES people.person ON DELETE CASCADE
);
CREATE INDEX consent_person ON people.consent (association_id, person_id, id DESC);

DO $$
DECLARE
	name text;
BEGIN
	FOREACH name IN ARRAY ARRAY['self_service', 'correction', 'consent']
	LOOP
		EXECUTE format('ALTER TABLE people.%I ENABLE ROW LEVEL SECURITY', name);
		EXECUTE format('ALTER TABLE people.%I FORCE ROW LEVEL SECURITY', name);
		EXECUTE format(
			'CREATE POLICY association ON people.%I
				USING (association_id = platform.current_association())
				WITH CHECK (association_id = platform.current_association())',
			name
		);
	END LOOP;
END
$$;
