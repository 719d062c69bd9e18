-- Entries that come back by themselves: a template, a rhythm, and what became of each day that fell due.
CREATE TABLE accounting.recurring_entry (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	template_id uuid NOT NULL,
	-- Every so many months, on that day of the month, or on the last one when it has not so many.
	months smallint NOT NULL CHECK (months BETWEEN 1 AND 120),
	day_of_month smallint NOT NULL CHECK (day_of_month BETWEEN 1 AND 31),
	from_day date NOT NULL,
	until_day date,
	times smallint CHECK (times BETWEEN 1 AND 1200),
	-- What the shares of the template are of.
	total_cents bigint CHECK (total_cents BETWEEN 1 AND 10000000000000),
	-- Posted by itself, or proposed.
	posts boolean NOT NULL,
	paused boolean NOT NULL DEFAULT false,
	created_at timestamptz NOT NULL,
	PRIMARY KEY (association_id, id),
	FOREIGN KEY (association_id, template_id) REFERENCES accounting.entry_template (association_id, id)
);
CREATE INDEX recurring_entry_of_template ON accounting.recurring_entry (association_id, template_id);

CREATE TABLE accounting.recurring_due (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	recurring_id uuid NOT NULL,
	due_day date NOT NULL,
	state text NOT NULL CHECK (state IN ('waiting', 'posted', 'skipped')),
	entry_id uuid,
	-- Why it was not posted: the code of a refusal, or `paused`.
	reason text CHECK (length(reason) <= 100),
	PRIMARY KEY (association_id, id),
	-- Each day once, whoever asks and however often.
	UNIQUE (association_id, recurring_id, due_day),
	CONSTRAINT recurring_due_posted CHECK ((state = 'posted') = (entry_id IS NOT NULL)),
	FOREIGN KEY (association_id, recurring_id) REFERENCES accounting.recurring_entry (association_id, id),
	FOREIGN KEY (association_id, entry_id) REFERENCES accounting.entry (association_id, id)
);
CREATE INDEX recurring_due_waiting ON accounting.recurring_due (association_id, due_day, id)
	WHERE state = 'waiting';
CREATE INDEX recurring_due_of_entry ON accounting.recurring_due (association_id, entry_id)
	WHERE entry_id IS NOT NULL;

DO $$
DECLARE
	name text;
BEGIN
	FOREACH name IN ARRAY ARRAY['recurring_entry', 'recurring_due']
	LOOP
		EXECUTE format('ALTER TABLE accounting.%I ENABLE ROW LEVEL SECURITY', name);
		EXECUTE format('ALTER TABLE accounting.%I FORCE ROW LEVEL SECURITY', name);
		EXECUTE format(
			'CREATE POLICY association ON accounting.%I
				USING (association_id = platform.current_association())
				WITH CHECK (association_id = platform.current_association())',
			name
		);
	END LOOP;
END
$$;
