-- Nobody is entered into a group that is a search.
CREATE FUNCTION people.refuse_entering_search() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF EXISTS (SELECT FROM people.person_group g
		WHERE g.association_id = NEW.association_id AND g.id = NEW.group_id AND g.conditions IS NOT NULL)
	THEN
		RAISE EXCEPTION 'people.group-is-search';
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER group_member_of_search BEFORE INSERT ON people.group_member
	FOR EACH ROW EXECUTE FUNCTION people.refuse_entering_search();
