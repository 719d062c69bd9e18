-- The season of an activity, 1 September to 31 August, and the day on which ages count.
ALTER TABLE activities.activity
	ADD COLUMN season text NOT NULL DEFAULT '',
	-- Nothing: the day of registration.
	ADD COLUMN age_on date,
	-- Whoever lacks a document is registered and told (`warn`), or is not registered (`refuse`).
	ADD COLUMN without_documents text NOT NULL DEFAULT 'warn' CHECK (without_documents IN ('warn', 'refuse'));
-- By its type, since rows are kept from whoever changes the tables.
ALTER TABLE activities.activity ALTER COLUMN season DROP DEFAULT,
	ALTER COLUMN season TYPE text USING (
		extract(year FROM created_at - interval '8 months')::text || '-'
			|| (extract(year FROM created_at - interval '8 months') + 1)::text
	),
	ADD CONSTRAINT activity_season CHECK (season ~ '^[0-9]{4}-[0-9]{4}$');
DROP INDEX activities.activity_name;
CREATE UNIQUE INDEX activity_name ON activities.activity (association_id, season, lower(name))
	WHERE archived_at IS NULL;

-- What may be asked of participants: medical certificate, parental consent, swimming certificate…
CREATE TABLE activities.document_kind (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
	-- How long one is good for, from the day it was signed; nothing when it does not expire.
	months smallint CHECK (months BETWEEN 1 AND 120),
	-- Asked only of who is under eighteen.
	minors_only boolean NOT NULL DEFAULT false,
	created_at timestamptz NOT NULL,
	PRIMARY KEY (association_id, id)
);
CREATE UNIQUE INDEX document_kind_name ON activities.document_kind (association_id, lower(name));

-- What an activity asks for.
CREATE TABLE activities.requirement (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	activity_id uuid NOT NULL,
	kind_id uuid NOT NULL,
	PRIMARY KEY (association_id, id),
	UNIQUE (association_id, activity_id, kind_id),
	FOREIGN KEY (association_id, activity_id) REFERENCES activities.activity (association_id, id),
	FOREIGN KEY (association_id, kind_id) REFERENCES activities.document_kind (association_id, id)
);

-- What a person has given; it serves all the activities that ask for it.
CREATE TABLE activities.document (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	person_id uuid NOT NULL,
	kind_id uuid NOT NULL,
	signed_on date NOT NULL,
	-- The last day it is good for; nothing when it does not expire.
	valid_until date,
	-- A kept file, or nothing when the paper was seen.
	file_id uuid,
	given_at timestamptz NOT NULL,
	given_by uuid,
	-- When the person was told that it expires.
	reminded_at timestamptz,
	PRIMARY KEY (association_id, id),
	CONSTRAINT document_days CHECK (signed_on <= valid_until),
	FOREIGN KEY (association_id, person_id) REFERENCES people.person (association_id, id),
	FOREIGN KEY (association_id, kind_id) REFERENCES activities.document_kind (association_id, id)
);
CREATE INDEX document_of_person ON activities.document (association_id, person_id, kind_id);
CREATE INDEX document_expiry ON activities.document (association_id, valid_until) WHERE reminded_at IS NULL;

-- When each person last took part, for those who keep what is known of people: part of the contract of this module.
CREATE VIEW activities.last_activity WITH (security_invoker = true) AS
	SELECT r.association_id, r.person_id,
		max(greatest(r.registered_at::date, (
			SELECT max(s.day) FROM activities.session s
			WHERE s.association_id = r.association_id AND s.activity_id = r.activity_id
				AND r.state = 'registered'))) AS last_day
	FROM activities.registration r
	GROUP BY r.association_id, r.person_id;

DO $$
DECLARE
	name text;
BEGIN
	FOREACH name IN ARRAY ARRAY['document_kind', 'requirement', 'document']
	LOOP
		EXECUTE format('ALTER TABLE activities.%I ENABLE ROW LEVEL SECURITY', name);
		EXECUTE format('ALTER TABLE activities.%I FORCE ROW LEVEL SECURITY', name);
		EXECUTE format(
			'CREATE POLICY association ON activities.%I
				USING (association_id = platform.current_association())
				WITH CHECK (association_id = platform.current_association())',
			name
		);
	END LOOP;
END
$$;
