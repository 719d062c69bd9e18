CREATE SCHEMA banking;

-- An account at a bank, and the account of the books that follows it.
CREATE TABLE banking.account (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	ledger_account_id uuid NOT NULL,
	name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
	iban text CHECK (iban ~ '^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$'),
	bic text CHECK (bic ~ '^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$'),
	currency text NOT NULL DEFAULT 'EUR' CHECK (currency ~ '^[A-Z]{3}$'),
	-- Numbers by which files name it, when they do not give its IBAN.
	other_numbers text[] NOT NULL DEFAULT '{}',
	-- Entries before this day are taken for settled: reconciliation began here.
	since date,
	created_at timestamptz NOT NULL DEFAULT now(),
	PRIMARY KEY (association_id, id),
	CONSTRAINT account_of_ledger UNIQUE (association_id, ledger_account_id),
	FOREIGN KEY (association_id, ledger_account_id) REFERENCES accounting.account (association_id, id)
);
CREATE UNIQUE INDEX account_iban ON banking.account (association_id, iban) WHERE iban IS NOT NULL;

CREATE TABLE banking.import (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	file_name text NOT NULL CHECK (length(file_name) BETWEEN 1 AND 255),
	sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
	state text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'kept', 'undone')),
	-- How the file is read, when it does not tell: layout of the table, order of its days.
	choices jsonb NOT NULL DEFAULT '{}',
	-- For each statement of the file, the account it goes to; null leaves it out.
	accounts jsonb NOT NULL DEFAULT '{}',
	-- Lines kept, already known, left out; written when the import is kept.
	totals jsonb,
	created_at timestamptz NOT NULL DEFAULT now(),
	created_by uuid,
	kept_at timestamptz,
	undone_at timestamptz,
	PRIMARY KEY (association_id, id),
	CONSTRAINT import_state CHECK (
		(state = 'draft') = (kept_at IS NULL) AND (state = 'undone') = (undone_at IS NOT NULL)
	)
);

-- How the tables of a bank are read, known again by the names of their columns.
CREATE TABLE banking.profile (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	signature text NOT NULL CHECK (length(signature) BETWEEN 1 AND 64),
	layout jsonb NOT NULL,
	account_id uuid,
	used_at timestamptz NOT NULL DEFAULT now(),
	PRIMARY KEY (association_id, id),
	UNIQUE (association_id, signature),
	FOREIGN KEY (association_id, account_id) REFERENCES banking.account (association_id, id)
);

CREATE TABLE banking.statement (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	import_id uuid NOT NULL,
	account_id uuid NOT NULL,
	number text CHECK (length(number) BETWEEN 1 AND 500),
	from_day date,
	to_day date,
	opening_cents bigint,
	opening_day date,
	closing_cents bigint,
	closing_day date,
	PRIMARY KEY (association_id, id),
	FOREIGN KEY (association_id, import_id) REFERENCES banking.import (association_id, id),
	FOREIGN KEY (association_id, account_id) REFERENCES banking.account (association_id, id)
);
CREATE INDEX statement_of_import ON banking.statement (association_id, import_id);
CREATE INDEX statement_of_account ON banking.statement (association_id, account_id, closing_day);

-- What agrees on both sides: lines of the bank and lines of entries, of the same sum.
CREATE TABLE banking.reconciliation (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	account_id uuid NOT NULL,
	how text NOT NULL CHECK (how IN ('matched', 'recorded')),
	made_at timestamptz NOT NULL,
	made_by uuid,
	PRIMARY KEY (association_id, id),
	CONSTRAINT reconciliation_of_account UNIQUE (association_id, account_id, id),
	FOREIGN KEY (association_id, account_id) REFERENCES banking.account (association_id, id)
);

CREATE TABLE banking.line (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	account_id uuid NOT NULL,
	statement_id uuid NOT NULL,
	position integer NOT NULL CHECK (position > 0),
	day date NOT NULL,
	value_day date,
	amount_cents bigint NOT NULL CHECK (
		amount_cents <> 0 AND amount_cents BETWEEN -10000000000000 AND 10000000000000
	),
	label text NOT NULL CHECK (length(label) BETWEEN 1 AND 500),
	-- Detail, counterparty, references, original amount, charges and parts, as the bank gave them.
	facts jsonb NOT NULL DEFAULT '{}',
	-- Label, detail, counterparty and references, folded, to search in.
	search text NOT NULL,
	-- The bank's own reference, else the content: the same line never comes twice.
	fingerprint text NOT NULL CHECK (length(fingerprint) BETWEEN 8 AND 100),
	reconciliation_id uuid,
	PRIMARY KEY (association_id, id),
	CONSTRAINT line_once UNIQUE (association_id, account_id, fingerprint),
	FOREIGN KEY (association_id, account_id) REFERENCES banking.account (association_id, id),
	FOREIGN KEY (association_id, statement_id) REFERENCES banking.statement (association_id, id),
	CONSTRAINT line_reconciliation FOREIGN KEY (association_id, account_id, reconciliation_id)
		REFERENCES banking.reconciliation (association_id, account_id, id)
		ON DELETE SET NULL (reconciliation_id)
);
CREATE INDEX line_by_day ON banking.line (association_id, account_id, day DESC, id DESC);
CREATE INDEX line_to_reconcile ON banking.line (association_id, account_id, day, id)
	WHERE reconciliation_id IS NULL;
CREATE INDEX line_of_statement ON banking.line (association_id, statement_id);
CREATE INDEX line_of_reconciliation ON banking.line (association_id, reconciliation_id)
	WHERE reconciliation_id IS NOT NULL;

-- A line of an entry answers to one reconciliation at most; when it goes, the reconciliation is undone.
CREATE TABLE banking.reconciled_entry (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	reconciliation_id uuid NOT NULL,
	ledger_line_id uuid NOT NULL,
	entry_id uuid NOT NULL,
	-- Debit less credit: a line of an entry is replaced, never altered.
	amount_cents bigint NOT NULL,
	PRIMARY KEY (association_id, id),
	CONSTRAINT reconciled_once UNIQUE (association_id, ledger_line_id),
	FOREIGN KEY (association_id, reconciliation_id)
		REFERENCES banking.reconciliation (association_id, id) ON DELETE CASCADE,
	FOREIGN KEY (association_id, entry_id) REFERENCES accounting.entry (association_id, id),
	FOREIGN KEY (association_id, ledger_line_id)
		REFERENCES accounting.line (association_id, id) ON DELETE CASCADE
);
CREATE INDEX reconciled_entry_of ON banking.reconciled_entry (association_id, reconciliation_id);
CREATE INDEX reconciled_entry_entry ON banking.reconciled_entry (association_id, entry_id);

-- What a label tells, from an example that a person gave.
CREATE TABLE banking.rule (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	-- Folded words that the label, its detail or the counterparty contains.
	contains text NOT NULL CHECK (length(contains) BETWEEN 2 AND 100),
	direction text NOT NULL CHECK (direction IN ('income', 'expense')),
	meaning text CHECK (length(meaning) BETWEEN 1 AND 40),
	account text CHECK (length(account) BETWEEN 3 AND 40),
	label text CHECK (length(label) BETWEEN 1 AND 200),
	created_at timestamptz NOT NULL DEFAULT now(),
	created_by uuid,
	PRIMARY KEY (association_id, id),
	UNIQUE (association_id, direction, contains),
	CONSTRAINT rule_target CHECK (num_nonnulls(meaning, account) = 1)
);

CREATE FUNCTION banking.refuse(rule text, message text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION '%', message USING ERRCODE = 'check_violation', CONSTRAINT = rule;
END
$$;

-- At the commit: something on both sides, and the same sum.
CREATE FUNCTION banking.check_reconciliation() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	asked uuid := CASE TG_OP WHEN 'DELETE' THEN OLD.reconciliation_id ELSE NEW.reconciliation_id END;
	bank record;
	books record;
BEGIN
	IF asked IS NULL OR NOT EXISTS (
		SELECT FROM banking.reconciliation r
		WHERE r.association_id = coalesce(NEW.association_id, OLD.association_id) AND r.id = asked
	) THEN
		RETURN NULL;
	END IF;
	SELECT count(*) AS lines, coalesce(sum(l.amount_cents), 0) AS cents INTO bank FROM banking.line l
	WHERE l.association_id = coalesce(NEW.association_id, OLD.association_id)
		AND l.reconciliation_id = asked;
	SELECT count(*) AS lines, coalesce(sum(e.amount_cents), 0) AS cents INTO books
	FROM banking.reconciled_entry e
	WHERE e.association_id = coalesce(NEW.association_id, OLD.association_id)
		AND e.reconciliation_id = asked;
	IF TG_OP = 'DELETE' AND (bank.lines = 0 OR books.lines = 0 OR bank.cents <> books.cents) THEN
		-- A line of the books went away: the rest no longer agrees and waits again.
		DELETE FROM banking.reconciliation r WHERE r.association_id = OLD.association_id AND r.id = asked;
	ELSIF bank.lines = 0 OR books.lines = 0 OR bank.cents <> books.cents THEN
		PERFORM banking.refuse('reconciliation_balanced', format(
			'reconciliation %s: %s cents at the bank, %s in the books', asked, bank.cents, books.cents
		));
	END IF;
	RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER line_reconciled AFTER INSERT OR UPDATE OF reconciliation_id ON banking.line
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION banking.check_reconciliation();
CREATE CONSTRAINT TRIGGER entry_reconciled AFTER INSERT ON banking.reconciled_entry
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION banking.check_reconciliation();
CREATE CONSTRAINT TRIGGER entry_unreconciled AFTER DELETE ON banking.reconciled_entry
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NOT platform.is_being_removed())
	EXECUTE FUNCTION banking.check_reconciliation();

-- What the bank said stays as it was said.
CREATE FUNCTION banking.check_changed_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM banking.refuse('line_kept', 'a line of a statement never changes');
	RETURN NULL;
END
$$;
CREATE TRIGGER line_changed BEFORE UPDATE OF account_id, statement_id, day, amount_cents, label,
	fingerprint ON banking.line
	FOR EACH ROW EXECUTE FUNCTION banking.check_changed_line();

DO $$
DECLARE
	name text;
BEGIN
	FOREACH name IN ARRAY ARRAY['account', 'import', 'profile', 'statement', 'reconciliation', 'line',
		'reconciled_entry', 'rule']
	LOOP
		EXECUTE format('ALTER TABLE banking.%I ENABLE ROW LEVEL SECURITY', name);
		EXECUTE format('ALTER TABLE banking.%I FORCE ROW LEVEL SECURITY', name);
		EXECUTE format(
			'CREATE POLICY association ON banking.%I
				USING (association_id = platform.current_association())
				WITH CHECK (association_id = platform.current_association())',
			name
		);
	END LOOP;
END
$$;
