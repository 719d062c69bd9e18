CREATE SCHEMA activities;

CREATE TABLE activities.activity (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
	kind text NOT NULL CHECK (kind IN ('course', 'workshop', 'outing')),
	place text CHECK (length(place) BETWEEN 1 AND 120),
	-- Places; nothing when there is room for everybody.
	capacity smallint CHECK (capacity BETWEEN 1 AND 5000),
	-- Years on the day of registration, both bounds included.
	age_min smallint CHECK (age_min BETWEEN 0 AND 130),
	age_max smallint CHECK (age_max BETWEEN 0 AND 130),
	price_cents bigint NOT NULL DEFAULT 0 CHECK (price_cents BETWEEN 0 AND 100000000),
	-- Members register by themselves.
	open boolean NOT NULL DEFAULT false,
	archived_at timestamptz,
	created_at timestamptz NOT NULL,
	PRIMARY KEY (association_id, id),
	CONSTRAINT activity_age CHECK (age_min <= age_max)
);
CREATE UNIQUE INDEX activity_name ON activities.activity (association_id, lower(name))
	WHERE archived_at IS NULL;

CREATE TABLE activities.teacher (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	activity_id uuid NOT NULL,
	person_id uuid NOT NULL,
	PRIMARY KEY (association_id, id),
	UNIQUE (association_id, activity_id, person_id),
	FOREIGN KEY (association_id, activity_id) REFERENCES activities.activity (association_id, id),
	FOREIGN KEY (association_id, person_id) REFERENCES people.person (association_id, id)
);

CREATE TABLE activities.session (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	activity_id uuid NOT NULL,
	day date NOT NULL,
	-- HH:MM, in Europe/Paris.
	starts_at text NOT NULL CHECK (starts_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
	ends_at text NOT NULL CHECK (ends_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
	PRIMARY KEY (association_id, id),
	CONSTRAINT session_once UNIQUE (association_id, activity_id, day, starts_at),
	CONSTRAINT session_hours CHECK (starts_at < ends_at),
	FOREIGN KEY (association_id, activity_id) REFERENCES activities.activity (association_id, id)
);

CREATE TABLE activities.registration (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	activity_id uuid NOT NULL,
	person_id uuid NOT NULL,
	state text NOT NULL CHECK (state IN ('registered', 'waiting', 'cancelled')),
	-- What was asked when they registered; a price that changes later changes nothing.
	price_cents bigint NOT NULL CHECK (price_cents BETWEEN 0 AND 100000000),
	registered_at timestamptz NOT NULL,
	PRIMARY KEY (association_id, id),
	FOREIGN KEY (association_id, activity_id) REFERENCES activities.activity (association_id, id),
	FOREIGN KEY (association_id, person_id) REFERENCES people.person (association_id, id)
);
CREATE UNIQUE INDEX registration_once ON activities.registration (association_id, activity_id, person_id)
	WHERE state <> 'cancelled';
CREATE INDEX registration_of_person ON activities.registration (association_id, person_id);

CREATE TABLE activities.attendance (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	session_id uuid NOT NULL,
	person_id uuid NOT NULL,
	state text NOT NULL CHECK (state IN ('present', 'absent', 'excused')),
	-- The moment of the tap, which may be long before it reaches the server.
	marked_at timestamptz NOT NULL,
	PRIMARY KEY (association_id, id),
	CONSTRAINT attendance_once UNIQUE (association_id, session_id, person_id),
	FOREIGN KEY (association_id, session_id) REFERENCES activities.session (association_id, id) ON DELETE CASCADE,
	FOREIGN KEY (association_id, person_id) REFERENCES people.person (association_id, id)
);

CREATE TABLE activities.payment (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	registration_id uuid NOT NULL,
	paid_on date NOT NULL,
	means text NOT NULL CHECK (means IN ('cheque', 'transfer', 'cash', 'card')),
	amount_cents bigint NOT NULL CHECK (amount_cents > 0),
	entry_id uuid NOT NULL,
	entry_number text NOT NULL,
	cancelled_at timestamptz,
	reversal_entry_id uuid,
	created_at timestamptz NOT NULL,
	created_by uuid,
	PRIMARY KEY (association_id, id),
	CONSTRAINT payment_cancelled CHECK (num_nulls(cancelled_at, reversal_entry_id) IN (0, 2)),
	FOREIGN KEY (association_id, registration_id) REFERENCES activities.registration (association_id, id),
	FOREIGN KEY (association_id, entry_id) REFERENCES accounting.entry (association_id, id),
	FOREIGN KEY (association_id, reversal_entry_id) REFERENCES accounting.entry (association_id, id)
);
CREATE INDEX payment_of_registration ON activities.payment (association_id, registration_id);

-- Never more people than places, whoever writes.
CREATE FUNCTION activities.check_places() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	places smallint;
BEGIN
	SELECT a.capacity INTO places FROM activities.activity a
	WHERE a.association_id = NEW.association_id AND a.id = NEW.activity_id FOR UPDATE;
	IF NEW.state = 'registered' AND places < (
		SELECT count(*) FROM activities.registration r
		WHERE r.association_id = NEW.association_id AND r.activity_id = NEW.activity_id
			AND r.state = 'registered'
	) THEN
		RAISE EXCEPTION 'more people than places' USING ERRCODE = 'check_violation', CONSTRAINT = 'activity_places';
	END IF;
	RETURN NULL;
END
$$;
CREATE TRIGGER places_checked AFTER INSERT OR UPDATE OF state ON activities.registration
	FOR EACH ROW EXECUTE FUNCTION activities.check_places();

DO $$
DECLARE
	name text;
BEGIN
	FOREACH name IN ARRAY ARRAY['activity', 'teacher', 'session', 'registration', 'attendance', 'payment']
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
