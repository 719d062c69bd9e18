-- Who left the association or says when they will; undone by whoever writes the records, or by the member before the day.
CREATE TABLE people.departure (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	person_id uuid NOT NULL,
	left_on date NOT NULL,
	reason text CHECK (length(reason) BETWEEN 1 AND 500),
	said_at timestamptz NOT NULL,
	-- Who said it: the person, or a parent.
	account_id uuid,
	-- Until then it is only announced.
	effective_at timestamptz,
	-- The ways in that it closed, which an undo opens again: [{"accountId": …, "role": …}].
	closed_access jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(closed_access) = 'array'),
	undone_at timestamptz,
	undone_by uuid,
	PRIMARY KEY (association_id, id),
	CONSTRAINT departure_closed CHECK (effective_at IS NOT NULL OR closed_access = '[]'),
	FOREIGN KEY (association_id, person_id) REFERENCES people.person ON DELETE CASCADE
);
CREATE UNIQUE INDEX departure_announced ON people.departure (association_id, person_id)
	WHERE effective_at IS NULL AND undone_at IS NULL;
CREATE INDEX departure_list ON people.departure (association_id, id DESC);
CREATE INDEX departure_person ON people.departure (association_id, person_id);

ALTER TABLE people.departure ENABLE ROW LEVEL SECURITY;
ALTER TABLE people.departure FORCE ROW LEVEL SECURITY;
CREATE POLICY association ON people.departure
	USING (association_id = platform.current_association())
	WITH CHECK (association_id = platform.current_association());
