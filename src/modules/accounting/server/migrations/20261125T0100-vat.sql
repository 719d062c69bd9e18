CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;

-- The tax on sales, for an association that is liable to it; without a row there is none, and nothing shows.
CREATE TABLE accounting.vat_setting (
	association_id uuid NOT NULL REFERENCES platform.association (id),
	id uuid NOT NULL,
	-- « FR », a key and the SIREN; none overseas.
	vat_number text CHECK (vat_number ~ '^FR[0-9A-Z]{2}[0-9]{9}$'),
	regime text NOT NULL CHECK (regime IN ('monthly', 'quarterly', 'yearly')),
	territory text NOT NULL CHECK (territory IN ('mainland', 'corsica', 'overseas')),
	-- When the tax on the services that it sells is due.
	services_due text NOT NULL CHECK (services_due IN ('invoice', 'payment')),
	-- What may be deducted of the tax on purchases for all its activities, in percents.
	deductible_percent smallint NOT NULL CHECK (deductible_percent BETWEEN 0 AND 100),
	since_day date NOT NULL,
	until_day date CHECK (until_day >= since_day),
	PRIMARY KEY (association_id, id),
	UNIQUE (association_id)
);

-- What an entry says of a line of tax: its rate, what it is on, when it is due. A line without it is told by its account.
CREATE TABLE accounting.vat_line (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	-- The line of tax; of the sale itself when it is exempt.
	line_id uuid NOT NULL,
	kind text NOT NULL CHECK (kind IN ('collected', 'deductible', 'asset', 'exempt')),
	rate text NOT NULL CHECK (length(rate) BETWEEN 1 AND 20),
	-- In hundredths of a percent.
	basis_points integer NOT NULL CHECK (basis_points BETWEEN 0 AND 10000),
	-- Without tax; below zero when it undoes something.
	base_cents bigint NOT NULL CHECK (base_cents BETWEEN -10000000000000 AND 10000000000000),
	exigibility text NOT NULL CHECK (exigibility IN ('invoice', 'payment')),
	deductible_percent smallint NOT NULL CHECK (deductible_percent BETWEEN 0 AND 100),
	PRIMARY KEY (association_id, id),
	UNIQUE (association_id, line_id),
	CONSTRAINT vat_line_exempt CHECK ((kind = 'exempt') = (basis_points = 0)),
	FOREIGN KEY (association_id, line_id) REFERENCES accounting.line (association_id, id) ON DELETE CASCADE
);

-- What is said of the tax of a validated entry is as final as its amounts.
CREATE FUNCTION accounting.check_vat_line() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	changed accounting.vat_line := CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
BEGIN
	IF TG_OP = 'UPDATE' THEN
		PERFORM accounting.refuse('line-replaced', 'what is said of a tax is replaced, never altered');
	END IF;
	IF EXISTS (
		SELECT FROM accounting.line l
		JOIN accounting.entry e ON e.association_id = l.association_id AND e.id = l.entry_id
		WHERE l.association_id = changed.association_id AND l.id = changed.line_id
			AND e.validated_at IS NOT NULL
	) THEN
		PERFORM accounting.refuse('entry-validated', 'the taxes of a validated entry never change');
	END IF;
	RETURN NULL;
END
$$;
CREATE TRIGGER vat_line_written AFTER INSERT OR UPDATE ON accounting.vat_line
	FOR EACH ROW EXECUTE FUNCTION accounting.check_vat_line();
CREATE TRIGGER vat_line_deleted AFTER DELETE ON accounting.vat_line
	FOR EACH ROW WHEN (NOT platform.is_being_removed())
	EXECUTE FUNCTION accounting.check_vat_line();

-- A period that was settled. Its entry names it as its source.
CREATE TABLE accounting.vat_return (
	association_id uuid NOT NULL REFERENCES platform.association (id),
	id uuid NOT NULL,
	start_day date NOT NULL,
	end_day date NOT NULL CHECK (end_day >= start_day),
	regime text NOT NULL CHECK (regime IN ('monthly', 'quarterly', 'yearly')),
	-- In cents, of whole euros: the credit of the one before, what is to pay, the credit for the next one.
	carried_cents bigint NOT NULL CHECK (carried_cents >= 0 AND carried_cents % 100 = 0),
	due_cents bigint NOT NULL CHECK (due_cents >= 0 AND due_cents % 100 = 0),
	credit_cents bigint NOT NULL CHECK (credit_cents >= 0 AND credit_cents % 100 = 0),
	created_at timestamptz NOT NULL,
	created_by uuid,
	PRIMARY KEY (association_id, id),
	UNIQUE (association_id, end_day),
	CONSTRAINT vat_return_due_or_credit CHECK (due_cents = 0 OR credit_cents = 0),
	CONSTRAINT vat_return_apart EXCLUDE USING gist
		(association_id WITH =, daterange(start_day, end_day, '[]') WITH &&)
);

-- What it took of each line: over all returns, never more than the line.
CREATE TABLE accounting.vat_return_item (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	return_id uuid NOT NULL,
	line_id uuid NOT NULL,
	kind text NOT NULL CHECK (kind IN ('collected', 'deductible', 'asset', 'exempt')),
	rate text,
	base_cents bigint NOT NULL,
	vat_cents bigint NOT NULL,
	PRIMARY KEY (association_id, id),
	UNIQUE (association_id, return_id, line_id),
	CONSTRAINT vat_return_item_rate CHECK (kind <> 'collected' OR rate IS NOT NULL),
	FOREIGN KEY (association_id, return_id) REFERENCES accounting.vat_return (association_id, id)
		ON DELETE CASCADE,
	FOREIGN KEY (association_id, line_id) REFERENCES accounting.line (association_id, id)
);
CREATE INDEX vat_return_item_of_line ON accounting.vat_return_item (association_id, line_id)
	INCLUDE (base_cents, vat_cents);

-- At the commit: the returns together never took more of a line than there is.
CREATE FUNCTION accounting.check_vat_declared() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF EXISTS (
		SELECT FROM accounting.line l
		CROSS JOIN LATERAL (
			SELECT abs(sum(i.vat_cents)) AS vat FROM accounting.vat_return_item i
			WHERE i.association_id = l.association_id AND i.line_id = l.id
		) declared
		WHERE l.association_id = NEW.association_id AND l.id = NEW.line_id
			AND declared.vat > l.debit_cents + l.credit_cents
	) THEN
		PERFORM accounting.refuse('vat-declared-twice', 'more tax was declared than the line holds');
	END IF;
	RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER vat_declared_once AFTER INSERT OR UPDATE ON accounting.vat_return_item
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION accounting.check_vat_declared();

DO $$
DECLARE
	name text;
BEGIN
	FOREACH name IN ARRAY ARRAY['vat_setting', 'vat_line', 'vat_return', 'vat_return_item']
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
