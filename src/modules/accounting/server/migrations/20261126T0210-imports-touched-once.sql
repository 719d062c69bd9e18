-- The import in hand is touched once, not for each batch of its entries: every entry that names it would else be led
-- past as many versions of it. Whatever changes it in a transaction has it checked at the commit, so that one touched
-- already needs no other.
CREATE OR REPLACE FUNCTION accounting.check_imported_entries() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	in_hand uuid := accounting.import_in_hand();
BEGIN
	IF NOT EXISTS (SELECT FROM changed WHERE import_id IS NOT NULL) THEN
		RETURN NULL;
	END IF;
	UPDATE accounting.import i SET state = i.state
	WHERE i.id = in_hand AND i.state = 'draft' AND i.xmin <> pg_current_xact_id()::xid;
	IF NOT EXISTS (SELECT FROM accounting.import i WHERE i.id = in_hand AND i.state = 'draft')
		OR EXISTS (SELECT FROM changed WHERE import_id IS DISTINCT FROM in_hand)
	THEN
		PERFORM accounting.refuse('import-not-in-hand', 'an entry names the import in hand only');
	END IF;
	RETURN NULL;
END
$$;

-- At the commit, once for each change: a draft keeps no entries, and those of what it became are weighed.
CREATE OR REPLACE FUNCTION accounting.check_import() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	wrong record;
BEGIN
	IF NEW.state = 'draft' THEN
		IF EXISTS (
			SELECT FROM accounting.import i
			JOIN accounting.entry e ON e.association_id = i.association_id AND e.import_id = i.id
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
-- Replacing a function forgets its settings. Looks lines up by their entry: the tables may have grown since they were
-- last analysed.
ALTER FUNCTION accounting.check_import() SET enable_hashjoin = off;
ALTER FUNCTION accounting.check_import() SET enable_mergejoin = off;
DROP TRIGGER import_weighed ON accounting.import;
CREATE CONSTRAINT TRIGGER import_weighed AFTER INSERT OR UPDATE ON accounting.import
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION accounting.check_import();
