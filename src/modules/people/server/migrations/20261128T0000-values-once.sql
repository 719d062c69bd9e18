-- Whose a value is, and of which field, is checked once per statement: foreign keys, which ask once per row, took half
-- of the time in which values are written (ADR 12). The rules are those of before: a value is of a person and of a
-- field that are there, holds both until the commit, and leaves with either.
ALTER TABLE people.field_value
	DROP CONSTRAINT field_value_association_id_field_id_fkey,
	DROP CONSTRAINT field_value_association_id_person_id_fkey;

-- People are looked up one after the other, and how is thought of anew each time: PostgreSQL, which knows nothing yet
-- of those who are being added, would read all of them.
CREATE FUNCTION people.check_new_values() RETURNS trigger LANGUAGE plpgsql
	SET plan_cache_mode = force_custom_plan
	SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off
	SET enable_material = off
AS $$
DECLARE
	older boolean;
	held integer;
BEGIN
	PERFORM FROM people.field f
	JOIN (SELECT DISTINCT association_id, field_id FROM written) w
		ON w.association_id = f.association_id AND w.field_id = f.id
	FOR KEY SHARE OF f;
	GET DIAGNOSTICS held = ROW_COUNT;
	IF held < (SELECT count(*) FROM (SELECT DISTINCT association_id, field_id FROM written) w) THEN
		RAISE EXCEPTION 'people.value-without-field: a value is of a field' USING ERRCODE = 'foreign_key_violation';
	END IF;
	-- Nobody else sees, nor takes away, whom this transaction has added.
	SELECT bool_or(p.xmin IS DISTINCT FROM pg_current_xact_id()::xid) INTO older
	FROM written w
	LEFT JOIN people.person p ON p.association_id = w.association_id AND p.id = w.person_id;
	IF older THEN
		PERFORM FROM people.person p
		JOIN (SELECT DISTINCT association_id, person_id FROM written) w
			ON w.association_id = p.association_id AND w.person_id = p.id
		ORDER BY p.id FOR KEY SHARE OF p;
		GET DIAGNOSTICS held = ROW_COUNT;
		IF held < (SELECT count(*) FROM (SELECT DISTINCT association_id, person_id FROM written) w) THEN
			RAISE EXCEPTION 'people.value-without-person: a value is of a person'
				USING ERRCODE = 'foreign_key_violation';
		END IF;
	END IF;
	RETURN NULL;
END
$$;
CREATE TRIGGER values_new AFTER INSERT ON people.field_value
	REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION people.check_new_values();

CREATE FUNCTION people.take_values_along() RETURNS trigger LANGUAGE plpgsql
	SET plan_cache_mode = force_custom_plan
	SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off
	SET enable_material = off
AS $$
BEGIN
	IF TG_TABLE_NAME = 'field' THEN
		DELETE FROM people.field_value v USING gone g
		WHERE v.association_id = g.association_id AND v.field_id = g.id;
	ELSE
		DELETE FROM people.field_value v USING gone g
		WHERE v.association_id = g.association_id AND v.person_id = g.id;
	END IF;
	RETURN NULL;
END
$$;
CREATE TRIGGER person_values_gone AFTER DELETE ON people.person
	REFERENCING OLD TABLE AS gone FOR EACH STATEMENT WHEN (NOT platform.is_being_removed())
	EXECUTE FUNCTION people.take_values_along();
CREATE TRIGGER field_values_gone AFTER DELETE ON people.field
	REFERENCING OLD TABLE AS gone FOR EACH STATEMENT WHEN (NOT platform.is_being_removed())
	EXECUTE FUNCTION people.take_values_along();

CREATE FUNCTION people.stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'people.value-moved: values stay with their person and their field'
		USING ERRCODE = 'foreign_key_violation';
END
$$;
CREATE TRIGGER value_moved BEFORE UPDATE OF association_id, field_id, person_id ON people.field_value
	FOR EACH ROW EXECUTE FUNCTION people.stay();
CREATE TRIGGER person_moved BEFORE UPDATE OF association_id, id ON people.person
	FOR EACH ROW EXECUTE FUNCTION people.stay();
CREATE TRIGGER field_moved BEFORE UPDATE OF association_id, id ON people.field
	FOR EACH ROW EXECUTE FUNCTION people.stay();
