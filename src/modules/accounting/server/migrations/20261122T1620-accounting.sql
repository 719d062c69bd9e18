CREATE SCHEMA accounting;

-- Years follow one another without gap or overlap: each but the first names the last day of the one before.
CREATE TABLE accounting.fiscal_year (
	association_id uuid NOT NULL REFERENCES platform.association (id),
	id uuid NOT NULL,
	code text NOT NULL CHECK (length(code) BETWEEN 4 AND 10),
	chart text NOT NULL,
	start_day date NOT NULL,
	end_day date NOT NULL,
	follows_day date,
	closed_at timestamptz,
	created_at timestamptz NOT NULL,
	PRIMARY KEY (association_id, id),
	UNIQUE (association_id, code),
	UNIQUE (association_id, start_day),
	UNIQUE (association_id, end_day),
	CONSTRAINT fiscal_year_length CHECK (
		start_day < end_day AND end_day < start_day + interval '24 months'
	),
	CONSTRAINT fiscal_year_follows CHECK (follows_day = start_day - 1),
	FOREIGN KEY (association_id, follows_day)
		REFERENCES accounting.fiscal_year (association_id, end_day) DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX fiscal_year_first ON accounting.fiscal_year (association_id)
	WHERE follows_day IS NULL;

CREATE TABLE accounting.journal (
	association_id uuid NOT NULL REFERENCES platform.association (id),
	id uuid NOT NULL,
	code text NOT NULL CHECK (code ~ '^[A-Z][A-Z0-9]{0,4}$'),
	label text NOT NULL CHECK (length(label) BETWEEN 1 AND 100),
	kind text NOT NULL CHECK (
		kind IN ('purchases', 'sales', 'bank', 'cash', 'miscellaneous', 'opening', 'closing')
	),
	PRIMARY KEY (association_id, id),
	UNIQUE (association_id, code)
);

-- Accounts of the official chart become rows the first time they are used; one's own, when they are added.
CREATE TABLE accounting.account (
	association_id uuid NOT NULL REFERENCES platform.association (id),
	id uuid NOT NULL,
	code text NOT NULL CHECK (code ~ '^[1-8][0-9]{2}[0-9A-Z]{0,17}$'),
	label text NOT NULL CHECK (length(label) BETWEEN 1 AND 200),
	position text NOT NULL CHECK (
		position IN (
			'asset', 'liability', 'either', 'expense', 'income', 'volunteering-use', 'volunteering-source'
		)
	),
	kind text NOT NULL,
	own boolean NOT NULL,
	is_means boolean NOT NULL DEFAULT false,
	active boolean NOT NULL DEFAULT true,
	PRIMARY KEY (association_id, id),
	UNIQUE (association_id, code)
);

CREATE TABLE accounting.entry (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	fiscal_year_id uuid NOT NULL,
	journal_id uuid NOT NULL,
	number integer NOT NULL CHECK (number > 0),
	entry_date date NOT NULL,
	label text NOT NULL CHECK (length(label) BETWEEN 1 AND 200),
	reference text CHECK (length(reference) BETWEEN 1 AND 100),
	third_party text CHECK (length(third_party) BETWEEN 1 AND 200),
	-- Label, reference, third party and number, folded, to search in.
	search text NOT NULL,
	-- Sum of the debits, which is that of the credits.
	total_cents bigint NOT NULL CHECK (total_cents >= 0),
	source_module text,
	source_type text,
	source_id uuid,
	reverses_id uuid,
	validated_at timestamptz,
	created_at timestamptz NOT NULL,
	created_by uuid,
	PRIMARY KEY (association_id, id),
	CONSTRAINT entry_number UNIQUE (association_id, fiscal_year_id, journal_id, number),
	-- Reads the journal by date, and lets lines repeat the year and the date without ever differing.
	CONSTRAINT entry_by_date UNIQUE (association_id, fiscal_year_id, entry_date, id),
	CONSTRAINT entry_source CHECK (num_nulls(source_module, source_type, source_id) IN (0, 3)),
	FOREIGN KEY (association_id, fiscal_year_id) REFERENCES accounting.fiscal_year (association_id, id),
	FOREIGN KEY (association_id, journal_id) REFERENCES accounting.journal (association_id, id),
	FOREIGN KEY (association_id, reverses_id) REFERENCES accounting.entry (association_id, id)
);
CREATE UNIQUE INDEX entry_reverses ON accounting.entry (association_id, reverses_id)
	WHERE reverses_id IS NOT NULL;
CREATE INDEX entry_of_source ON accounting.entry (association_id, source_id)
	WHERE source_id IS NOT NULL;

CREATE TABLE accounting.line (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	entry_id uuid NOT NULL,
	position smallint NOT NULL CHECK (position > 0),
	fiscal_year_id uuid NOT NULL,
	entry_date date NOT NULL,
	account_id uuid NOT NULL,
	debit_cents bigint NOT NULL CHECK (debit_cents BETWEEN 0 AND 10000000000000),
	credit_cents bigint NOT NULL CHECK (credit_cents BETWEEN 0 AND 10000000000000),
	label text CHECK (length(label) BETWEEN 1 AND 200),
	PRIMARY KEY (association_id, id),
	UNIQUE (association_id, entry_id, position),
	CONSTRAINT line_debit_xor_credit CHECK ((debit_cents = 0) <> (credit_cents = 0)),
	FOREIGN KEY (association_id, fiscal_year_id, entry_date, entry_id)
		REFERENCES accounting.entry (association_id, fiscal_year_id, entry_date, id),
	FOREIGN KEY (association_id, account_id) REFERENCES accounting.account (association_id, id)
);
-- The ledger of an account, read from the index alone.
CREATE INDEX line_of_account ON accounting.line
	(association_id, fiscal_year_id, account_id, entry_date, entry_id, position)
	INCLUDE (debit_cents, credit_cents);

-- Sums of the lines by account and month; written by the triggers below, and by nothing else.
CREATE TABLE accounting.account_month (
	association_id uuid NOT NULL,
	fiscal_year_id uuid NOT NULL,
	account_id uuid NOT NULL,
	month date NOT NULL CHECK (extract(day FROM month) = 1),
	debit_cents bigint NOT NULL,
	credit_cents bigint NOT NULL,
	PRIMARY KEY (association_id, fiscal_year_id, account_id, month)
);

-- The last number given in a journal and a year: taken under its row lock, so numbers follow without a gap.
CREATE TABLE accounting.entry_counter (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	fiscal_year_id uuid NOT NULL,
	journal_id uuid NOT NULL,
	last_number integer NOT NULL,
	PRIMARY KEY (association_id, id),
	UNIQUE (association_id, fiscal_year_id, journal_id),
	FOREIGN KEY (association_id, fiscal_year_id) REFERENCES accounting.fiscal_year (association_id, id),
	FOREIGN KEY (association_id, journal_id) REFERENCES accounting.journal (association_id, id)
);

CREATE TABLE accounting.voucher (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
	name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
	media_type text NOT NULL CHECK (length(media_type) BETWEEN 3 AND 100),
	size_bytes bigint NOT NULL CHECK (size_bytes > 0),
	created_at timestamptz NOT NULL,
	created_by uuid,
	PRIMARY KEY (association_id, id)
);

CREATE TABLE accounting.entry_voucher (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	entry_id uuid NOT NULL,
	voucher_id uuid NOT NULL,
	PRIMARY KEY (association_id, id),
	UNIQUE (association_id, entry_id, voucher_id),
	FOREIGN KEY (association_id, entry_id) REFERENCES accounting.entry (association_id, id),
	FOREIGN KEY (association_id, voucher_id) REFERENCES accounting.voucher (association_id, id)
);

-- Which account the words of past labels went to.
CREATE TABLE accounting.habit (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	direction text NOT NULL CHECK (direction IN ('income', 'expense')),
	word text NOT NULL CHECK (length(word) BETWEEN 3 AND 40),
	account_id uuid NOT NULL,
	uses integer NOT NULL CHECK (uses > 0),
	PRIMARY KEY (association_id, id),
	UNIQUE (association_id, direction, word, account_id),
	FOREIGN KEY (association_id, account_id) REFERENCES accounting.account (association_id, id)
);

DO $$
DECLARE
	name text;
BEGIN
	FOREACH name IN ARRAY ARRAY['fiscal_year', 'journal', 'account', 'entry', 'line', 'account_month',
		'entry_counter', 'voucher', 'entry_voucher', 'habit']
	LOOP
		EXECUTE format('ALTER TABLE accounting.%I ENABLE ROW LEVEL SECURITY', name);
		EXECUTE format('ALTER TABLE accounting.%I FORCE ROW LEVEL SECURITY', name);
		EXECUTE format(
			'CREATE POLICY association ON accounting.%I
				USING (association_id = platform.current_association())
				WITH CHECK (association_id = platform.current_association())',
			name
		);
	END LOOP;
END
$$;
