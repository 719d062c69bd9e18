-- Groups within groups, who leads them, and how people enter them.
ALTER TABLE people.person_group
	ADD COLUMN parent_id uuid,
	ADD COLUMN description text CHECK (length(description) BETWEEN 1 AND 2000),
	-- How members enter and leave by themselves: not at all, once a leader agrees, as they like.
	ADD COLUMN joining text NOT NULL DEFAULT 'closed' CHECK (joining IN ('closed', 'request', 'open')),
	-- Whether leaders add and remove people and decide on requests.
	ADD COLUMN kept_by_leaders boolean NOT NULL DEFAULT true,
	ADD FOREIGN KEY (association_id, parent_id) REFERENCES people.person_group;
CREATE INDEX person_group_parent ON people.person_group (association_id, parent_id)
	WHERE parent_id IS NOT NULL;

-- A leader is one of the people of the group: whoever leaves it leads it no more.
ALTER TABLE people.group_member ADD COLUMN leader boolean NOT NULL DEFAULT false;
CREATE INDEX group_member_leader ON people.group_member (association_id, person_id) WHERE leader;

-- No group is above itself. One change of the tree at a time in an association, so that each sees the others’.
CREATE FUNCTION people.refuse_group_circle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM pg_advisory_xact_lock(hashtextextended('people.person_group ' || NEW.association_id, 0));
	IF EXISTS (
		WITH RECURSIVE above AS (
			SELECT NEW.parent_id AS id
			UNION
			SELECT g.parent_id FROM people.person_group g JOIN above a ON g.id = a.id
			WHERE g.association_id = NEW.association_id AND g.parent_id IS NOT NULL
		)
		SELECT FROM above WHERE id = NEW.id
	) THEN
		RAISE EXCEPTION 'people.group-circle';
	END IF;
	RETURN NULL;
END
$$;
CREATE TRIGGER person_group_circle AFTER INSERT OR UPDATE OF parent_id ON people.person_group
	FOR EACH ROW WHEN (NEW.parent_id IS NOT NULL)
	EXECUTE FUNCTION people.refuse_group_circle();

-- Who asked to enter a group; the row goes once somebody has decided.
CREATE TABLE people.join_request (
	association_id uuid NOT NULL,
	group_id uuid NOT NULL,
	person_id uuid NOT NULL,
	asked_at timestamptz NOT NULL,
	PRIMARY KEY (association_id, group_id, person_id),
	FOREIGN KEY (association_id, group_id) REFERENCES people.person_group ON DELETE CASCADE,
	FOREIGN KEY (association_id, person_id) REFERENCES people.person ON DELETE CASCADE
);
CREATE INDEX join_request_list ON people.join_request (association_id, group_id, asked_at, person_id);
CREATE INDEX join_request_person ON people.join_request (association_id, person_id);
ALTER TABLE people.join_request ENABLE ROW LEVEL SECURITY;
ALTER TABLE people.join_request FORCE ROW LEVEL SECURITY;
CREATE POLICY association ON people.join_request
	USING (association_id = platform.current_association())
	WITH CHECK (association_id = platform.current_association());

-- What a merge moved, for its undo: leading groups, answers about consent, corrections.
ALTER TABLE people.merge
	ADD COLUMN kept_led uuid[] NOT NULL DEFAULT '{}',
	ADD COLUMN dropped_led uuid[] NOT NULL DEFAULT '{}',
	ADD COLUMN moved_consents uuid[] NOT NULL DEFAULT '{}',
	ADD COLUMN moved_corrections uuid[] NOT NULL DEFAULT '{}';
