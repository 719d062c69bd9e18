-- Who leads a group that is a search: named by hand, found by it or not; of other groups, one of their people.
CREATE TABLE people.search_leader (
	association_id uuid NOT NULL,
	group_id uuid NOT NULL,
	person_id uuid NOT NULL,
	added_at timestamptz NOT NULL DEFAULT now(),
	PRIMARY KEY (association_id, group_id, person_id),
	FOREIGN KEY (association_id, group_id) REFERENCES people.person_group ON DELETE CASCADE,
	FOREIGN KEY (association_id, person_id) REFERENCES people.person
);
CREATE INDEX search_leader_person ON people.search_leader (association_id, person_id);
ALTER TABLE people.search_leader ENABLE ROW LEVEL SECURITY;
ALTER TABLE people.search_leader FORCE ROW LEVEL SECURITY;
CREATE POLICY association ON people.search_leader
	USING (association_id = platform.current_association())
	WITH CHECK (association_id = platform.current_association());

-- A group that is none is led by one of its people.
CREATE FUNCTION people.refuse_leading_others() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NOT EXISTS (SELECT FROM people.person_group g
		WHERE g.association_id = NEW.association_id AND g.id = NEW.group_id AND g.conditions IS NOT NULL)
	THEN
		RAISE EXCEPTION 'people.group-no-search';
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER search_leader_of_search BEFORE INSERT ON people.search_leader
	FOR EACH ROW EXECUTE FUNCTION people.refuse_leading_others();

-- Nobody enters a search by themselves either.
ALTER TABLE people.person_group NO FORCE ROW LEVEL SECURITY;
UPDATE people.person_group SET joining = 'closed' WHERE conditions IS NOT NULL AND joining <> 'closed';
ALTER TABLE people.person_group ADD CONSTRAINT person_group_search_closed
	CHECK (conditions IS NULL OR joining = 'closed');
ALTER TABLE people.person_group FORCE ROW LEVEL SECURITY;

-- Who leads which group, of either kind.
CREATE VIEW people.group_leader WITH (security_invoker = true) AS
	SELECT association_id, group_id, person_id, added_at FROM people.group_member WHERE leader
	UNION ALL
	SELECT association_id, group_id, person_id, added_at FROM people.search_leader;
