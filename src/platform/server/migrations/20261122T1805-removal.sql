-- A number of the national register starts with the department: W29…, W2A…, W9R….
ALTER TABLE platform.association DROP CONSTRAINT association_rna_check;
ALTER TABLE platform.association ADD CONSTRAINT association_rna_check
	CHECK (rna ~ '^W[0-9][0-9A-Z][0-9]{7}$');

-- The host learns whether a stored content is still named by some association before it deletes it.
CREATE POLICY host_reads ON platform.blob FOR SELECT USING (platform.in_host());

-- True while `remove_association` takes out the rows of this association: what forbids to delete steps aside
-- (`CREATE TRIGGER … WHEN (NOT platform.is_being_removed())`). The role of the program can't make it true by
-- itself: the function below runs as the owner of the tables.
CREATE FUNCTION platform.is_being_removed() RETURNS boolean
	LANGUAGE sql STABLE
	RETURN coalesce(current_setting('app.removing_association', true), '')
			= coalesce(platform.current_association()::text, '-')
		AND current_user = (
			SELECT pg_get_userbyid(relowner) FROM pg_class
			WHERE oid = 'platform.association'::regclass
		);

-- Deletes the association of the current transaction and every row that carries its id, in all modules: tables
-- are found in the catalogue, so that none is forgotten, and emptied before those they refer to.
CREATE FUNCTION platform.remove_association() RETURNS void
	LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	removed uuid := platform.current_association();
	remaining oid[];
	next oid;
BEGIN
	IF removed IS NULL OR platform.in_host() THEN
		RAISE EXCEPTION 'platform.association-not-found';
	END IF;
	PERFORM set_config('app.removing_association', removed::text, true);
	remaining := ARRAY(
		SELECT c.oid FROM pg_class c
		JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'association_id' AND NOT a.attisdropped
		WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
			AND c.relowner = (SELECT relowner FROM pg_class WHERE oid = 'platform.association'::regclass)
	);
	WHILE cardinality(remaining) > 0 LOOP
		SELECT t INTO next FROM unnest(remaining) AS t
		WHERE NOT EXISTS (
			SELECT FROM pg_constraint k
			WHERE k.contype = 'f' AND k.confrelid = t AND k.conrelid <> t AND k.conrelid = ANY (remaining)
		)
		ORDER BY t LIMIT 1;
		IF next IS NULL THEN
			RAISE EXCEPTION 'tables refer to one another in a circle';
		END IF;
		EXECUTE format('DELETE FROM %s WHERE association_id = $1', next::regclass) USING removed;
		remaining := array_remove(remaining, next);
	END LOOP;
	DELETE FROM platform.association WHERE id = removed;
	PERFORM set_config('app.removing_association', '', true);
END
$$;
