-- A large association’s lists are read in their order, from an index, as far as the page needs. What conditions ask
-- most stands in the index by city, so that those who aren’t meant are passed over without reading their rows.
CREATE INDEX person_city ON people.person (association_id, archived, sort_city, sort_name, id)
	INCLUDE (category, birth_date, joined_on);
CREATE INDEX person_joined ON people.person (association_id, archived, joined_on, sort_name, id);

-- People who have the same value are listed by name: the name stands beside the value, kept by the database.
ALTER TABLE people.field_value ADD COLUMN sort_name text COLLATE "C";

ALTER TABLE people.person NO FORCE ROW LEVEL SECURITY;
ALTER TABLE people.field_value NO FORCE ROW LEVEL SECURITY;
UPDATE people.field_value v SET sort_name = p.sort_name
FROM people.person p WHERE p.association_id = v.association_id AND p.id = v.person_id;
ALTER TABLE people.person FORCE ROW LEVEL SECURITY;
ALTER TABLE people.field_value FORCE ROW LEVEL SECURITY;

ALTER TABLE people.field_value
	ALTER COLUMN sort_name SET NOT NULL,
	DROP CONSTRAINT field_value_pkey,
	ADD PRIMARY KEY (association_id, field_id, key, sort_name, person_id);

CREATE FUNCTION people.name_field_value() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	SELECT p.sort_name INTO NEW.sort_name FROM people.person p
	WHERE p.association_id = NEW.association_id AND p.id = NEW.person_id;
	RETURN NEW;
END
$$;
CREATE TRIGGER field_value_name BEFORE INSERT ON people.field_value
	FOR EACH ROW WHEN (NEW.sort_name IS NULL) EXECUTE FUNCTION people.name_field_value();

CREATE FUNCTION people.rename_field_values() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	UPDATE people.field_value v SET sort_name = NEW.sort_name
	WHERE v.association_id = NEW.association_id AND v.person_id = NEW.id;
	RETURN NULL;
END
$$;
CREATE TRIGGER person_renamed AFTER UPDATE OF sort_name ON people.person
	FOR EACH ROW WHEN (OLD.sort_name IS DISTINCT FROM NEW.sort_name)
	EXECUTE FUNCTION people.rename_field_values();
