-- Cheques brought to the bank together, with the entry that moves them.
CREATE TABLE banking.cheque_deposit (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	account_id uuid NOT NULL,
	number integer NOT NULL CHECK (number > 0),
	day date NOT NULL,
	total_cents bigint NOT NULL CHECK (total_cents > 0),
	entry_id uuid NOT NULL,
	entry_number text NOT NULL,
	cancelled_at timestamptz,
	created_at timestamptz NOT NULL,
	created_by uuid,
	PRIMARY KEY (association_id, id),
	CONSTRAINT deposit_number UNIQUE (association_id, number),
	UNIQUE (association_id, entry_id),
	FOREIGN KEY (association_id, account_id) REFERENCES banking.account (association_id, id),
	FOREIGN KEY (association_id, entry_id) REFERENCES accounting.entry (association_id, id)
);

-- A cheque goes to the bank once; a deposit that is cancelled gives its cheques back.
CREATE TABLE banking.deposited_cheque (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	deposit_id uuid NOT NULL,
	ledger_line_id uuid NOT NULL,
	amount_cents bigint NOT NULL CHECK (amount_cents > 0),
	day date NOT NULL,
	label text NOT NULL CHECK (length(label) BETWEEN 1 AND 200),
	third_party text,
	reference text,
	PRIMARY KEY (association_id, id),
	CONSTRAINT cheque_deposited_once UNIQUE (association_id, ledger_line_id),
	FOREIGN KEY (association_id, deposit_id) REFERENCES banking.cheque_deposit (association_id, id),
	FOREIGN KEY (association_id, ledger_line_id)
		REFERENCES accounting.line (association_id, id) ON DELETE CASCADE
);
CREATE INDEX deposited_cheque_of ON banking.deposited_cheque (association_id, deposit_id);

-- Notes and coins of a cash box, counted, beside what the books say.
CREATE TABLE banking.cash_count (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	ledger_account_id uuid NOT NULL,
	day date NOT NULL,
	counted_cents bigint NOT NULL CHECK (counted_cents >= 0),
	expected_cents bigint NOT NULL,
	-- Face value in cents: how many.
	pieces jsonb NOT NULL,
	-- The entry of the difference, when there was one.
	entry_id uuid,
	entry_number text,
	created_at timestamptz NOT NULL,
	created_by uuid,
	PRIMARY KEY (association_id, id),
	CONSTRAINT count_entry CHECK (num_nulls(entry_id, entry_number) IN (0, 2)),
	FOREIGN KEY (association_id, ledger_account_id) REFERENCES accounting.account (association_id, id),
	FOREIGN KEY (association_id, entry_id) REFERENCES accounting.entry (association_id, id)
);

DO $$
DECLARE
	name text;
BEGIN
	FOREACH name IN ARRAY ARRAY['cheque_deposit', 'deposited_cheque', 'cash_count'] LOOP
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
