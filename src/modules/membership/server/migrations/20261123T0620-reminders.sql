-- What is written to members before or after a day, and by how many days.
CREATE TABLE membership.reminder_rule (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	-- The day that dues are owed, by instalments too; or the end of a membership.
	about text NOT NULL CHECK (about IN ('due', 'end')),
	-- Before that day when negative.
	days smallint NOT NULL CHECK (days BETWEEN -180 AND 365),
	subject text NOT NULL CHECK (length(subject) BETWEEN 1 AND 150),
	body text NOT NULL CHECK (length(body) BETWEEN 1 AND 5000),
	created_at timestamptz NOT NULL,
	-- Not sent any more; what it sent stays told.
	removed_at timestamptz,
	PRIMARY KEY (association_id, id)
);
CREATE UNIQUE INDEX reminder_rule_moment ON membership.reminder_rule (association_id, about, days)
	WHERE removed_at IS NULL;

-- What was sent: once for each rule, membership and day.
CREATE TABLE membership.reminder (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	rule_id uuid NOT NULL,
	membership_id uuid NOT NULL,
	person_id uuid NOT NULL,
	target_day date NOT NULL,
	recipient text NOT NULL,
	subject text NOT NULL,
	sent_at timestamptz NOT NULL,
	PRIMARY KEY (association_id, id),
	CONSTRAINT reminder_once UNIQUE (association_id, rule_id, membership_id, target_day),
	FOREIGN KEY (association_id, rule_id) REFERENCES membership.reminder_rule (association_id, id),
	FOREIGN KEY (association_id, membership_id) REFERENCES membership.membership (association_id, id),
	FOREIGN KEY (association_id, person_id) REFERENCES people.person (association_id, id)
);
CREATE INDEX reminder_of_person ON membership.reminder (association_id, person_id, id DESC);

-- People who are not reminded of anything.
CREATE TABLE membership.reminder_stop (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	person_id uuid NOT NULL,
	stopped_at timestamptz NOT NULL,
	stopped_by uuid,
	PRIMARY KEY (association_id, id),
	UNIQUE (association_id, person_id),
	FOREIGN KEY (association_id, person_id) REFERENCES people.person (association_id, id)
);

DO $$
DECLARE
	name text;
BEGIN
	FOREACH name IN ARRAY ARRAY['reminder_rule', 'reminder', 'reminder_stop']
	LOOP
		EXECUTE format('ALTER TABLE membership.%I ENABLE ROW LEVEL SECURITY', name);
		EXECUTE format('ALTER TABLE membership.%I FORCE ROW LEVEL SECURITY', name);
		EXECUTE format(
			'CREATE POLICY association ON membership.%I
				USING (association_id = platform.current_association())
				WITH CHECK (association_id = platform.current_association())',
			name
		);
	END LOOP;
END
$$;
