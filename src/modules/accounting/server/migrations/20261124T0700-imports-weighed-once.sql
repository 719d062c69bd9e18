-- The entries of an import are weighed together, once, at the commit; all others one by one. An entry names an
-- import only while that import is in hand and still a draft, and a draft keeps no entries.
DROP TRIGGER entry_balanced ON accounting.entry;
CREATE CONSTRAINT TRIGGER entry_balanced AFTER INSERT ON accounting.entry
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.import_id IS NULL)
	EXECUTE FUNCTION accounting.check_balance();
CREATE CONSTRAINT TRIGGER entry_balanced_again AFTER UPDATE OF total_cents ON accounting.entry
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION accounting.check_balance();

-- Touches the import, so that it is checked at the commit whatever happens to it before.
CREATE FUNCTION accounting.check_imported_entries() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	in_hand uuid := accounting.import_in_hand();
BEGIN
	IF NOT EXISTS (SELECT FROM changed WHERE import_id IS NOT NULL) THEN
		RETURN NULL;
	END IF;
	UPDATE accounting.import i SET state = i.state WHERE i.id = in_hand AND i.state = 'draft';
	IF NOT FOUND OR EXISTS (SELECT FROM changed WHERE import_id IS DISTINCT FROM in_hand) THEN
		PERFORM accounting.refuse('import-not-in-hand', 'an entry names the import in hand only');
	END IF;
	RETURN NULL;
END
$$;
CREATE TRIGGER imported_entries_inserted AFTER INSERT ON accounting.entry
	REFERENCING NEW TABLE AS changed
	FOR EACH STATEMENT EXECUTE FUNCTION accounting.check_imported_entries();

-- At the commit, once for each touch: the draft must have become something else, and what it became is weighed.
CREATE FUNCTION accounting.check_import() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	wrong record;
BEGIN
	IF NEW.state = 'draft' THEN
		IF EXISTS (
			SELECT FROM accounting.import i
			WHERE i.association_id = NEW.association_id AND i.id = NEW.id AND i.state = 'draft'
		) THEN
			PERFORM accounting.refuse('import-draft', 'a draft of an import keeps no entries');
		END IF;
		RETURN NULL;
	END IF;
	SELECT e.id, e.total_cents AS total, count(l.id) AS lines,
		coalesce(sum(l.debit_cents), 0) AS debit, coalesce(sum(l.credit_cents), 0) AS credit INTO wrong
	FROM accounting.entry e
	LEFT JOIN accounting.line l ON l.association_id = e.association_id AND l.entry_id = e.id
	WHERE e.association_id = NEW.association_id AND e.import_id = NEW.id
	GROUP BY e.id, e.total_cents
	HAVING count(l.id) < 2 OR sum(l.debit_cents) <> sum(l.credit_cents) OR sum(l.debit_cents) <> e.total_cents
	LIMIT 1;
	IF FOUND THEN
		PERFORM accounting.refuse('entry-not-balanced', format(
			'entry %s is not balanced: %s lines, debit %s, credit %s, total %s cents',
			wrong.id, wrong.lines, wrong.debit, wrong.credit, wrong.total
		));
	END IF;
	RETURN NULL;
END
$$;
-- Looks lines up by their entry: the tables may have grown since they were last analysed.
ALTER FUNCTION accounting.check_import() SET enable_hashjoin = off;
ALTER FUNCTION accounting.check_import() SET enable_mergejoin = off;
CREATE CONSTRAINT TRIGGER import_weighed AFTER UPDATE OF state ON accounting.import
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION accounting.check_import();
