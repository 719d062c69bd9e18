-- The entries of an import are weighed one after the other, each by its own lines: joined and grouped, all of them would
-- be sorted first.
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
	SELECT e.id, e.total_cents AS total, l.lines, l.debit, l.credit INTO wrong
	FROM accounting.entry e
	CROSS JOIN LATERAL (
		SELECT count(*) AS lines, coalesce(sum(debit_cents), 0) AS debit, coalesce(sum(credit_cents), 0) AS credit
		FROM accounting.line WHERE association_id = e.association_id AND entry_id = e.id
	) l
	WHERE e.association_id = NEW.association_id AND e.import_id = NEW.id
		AND (l.lines < 2 OR l.debit <> l.credit OR l.debit <> e.total_cents)
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
-- Replacing a function forgets its settings. Lines are looked up by their entry: the tables may have grown since they
-- were last analysed.
ALTER FUNCTION accounting.check_import() SET enable_seqscan = off;
ALTER FUNCTION accounting.check_import() SET enable_bitmapscan = off;
