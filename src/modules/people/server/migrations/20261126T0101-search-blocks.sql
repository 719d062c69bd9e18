-- The words of some fifty people who follow one another by name, each word once: a search in a large association looks
-- through these, then at the people of the blocks that have the words (docs/adr/0010-search-blocks.md). A block is of
-- everybody whose name is in its range, except the people of `search_loose`, who are looked at one by one.
CREATE TABLE people.search_block (
	association_id uuid NOT NULL,
	from_name text COLLATE "C" NOT NULL,
	to_name text COLLATE "C" NOT NULL CHECK (to_name > from_name),
	-- Between spaces: words of letters alone, and others (e-mails, figures).
	names text COLLATE "C" NOT NULL,
	others text COLLATE "C" NOT NULL,
	PRIMARY KEY (association_id, from_name)
) WITH (toast_tuple_target = 8160);

-- Who was written since the blocks were made.
CREATE TABLE people.search_loose (
	association_id uuid NOT NULL,
	person_id uuid NOT NULL,
	PRIMARY KEY (association_id, person_id)
);

ALTER TABLE people.search_block ENABLE ROW LEVEL SECURITY;
ALTER TABLE people.search_block FORCE ROW LEVEL SECURITY;
CREATE POLICY association ON people.search_block
	USING (association_id = platform.current_association())
	WITH CHECK (association_id = platform.current_association());
ALTER TABLE people.search_loose ENABLE ROW LEVEL SECURITY;
ALTER TABLE people.search_loose FORCE ROW LEVEL SECURITY;
CREATE POLICY association ON people.search_loose
	USING (association_id = platform.current_association())
	WITH CHECK (association_id = platform.current_association());

-- Whoever makes blocks holds the other side of this lock: nobody is written unseen meanwhile.
CREATE FUNCTION people.has_search_blocks() RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
	PERFORM pg_advisory_xact_lock_shared(
		hashtext('people.search_block'), hashtext(platform.current_association()::text));
	RETURN EXISTS (SELECT FROM people.search_block);
END
$$;

CREATE FUNCTION people.loosen_written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF people.has_search_blocks() THEN
		INSERT INTO people.search_loose (association_id, person_id)
		SELECT w.association_id, w.id FROM written w ORDER BY w.id
		ON CONFLICT DO NOTHING;
	END IF;
	RETURN NULL;
END
$$;
CREATE TRIGGER person_loose_new AFTER INSERT ON people.person
	REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION people.loosen_written();
CREATE TRIGGER person_loose_gone AFTER DELETE ON people.person
	REFERENCING OLD TABLE AS written FOR EACH STATEMENT WHEN (NOT platform.is_being_removed())
	EXECUTE FUNCTION people.loosen_written();

CREATE FUNCTION people.loosen_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF people.has_search_blocks() THEN
		INSERT INTO people.search_loose (association_id, person_id)
		SELECT w.association_id, w.id FROM written w
		JOIN replaced r ON r.association_id = w.association_id AND r.id = w.id
		WHERE (w.search, w.sort_name) IS DISTINCT FROM (r.search, r.sort_name)
		ORDER BY w.id
		ON CONFLICT DO NOTHING;
	END IF;
	RETURN NULL;
END
$$;
CREATE TRIGGER person_loose_changed AFTER UPDATE ON people.person
	REFERENCING OLD TABLE AS replaced NEW TABLE AS written
	FOR EACH STATEMENT EXECUTE FUNCTION people.loosen_changed();
