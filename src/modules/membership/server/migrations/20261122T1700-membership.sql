CREATE SCHEMA membership;

-- Equality of ids within a GiST index, for the exclusion of overlapping memberships.
CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;

CREATE TABLE membership.fee (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
	validity text NOT NULL CHECK (validity IN ('season', 'calendar-year', 'rolling', 'lifetime', 'day')),
	-- MM-DD
	season_start text CHECK (season_start ~ '^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$'),
	months smallint CHECK (months BETWEEN 1 AND 60),
	archived_at timestamptz,
	created_at timestamptz NOT NULL DEFAULT now(),
	PRIMARY KEY (association_id, id),
	CONSTRAINT fee_validity CHECK (
		(validity = 'season') = (season_start IS NOT NULL) AND (validity = 'rolling') = (months IS NOT NULL)
	)
);
CREATE UNIQUE INDEX fee_name ON membership.fee (association_id, lower(name)) WHERE archived_at IS NULL;

CREATE TABLE membership.tariff (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	fee_id uuid NOT NULL,
	position smallint NOT NULL CHECK (position > 0),
	label text NOT NULL CHECK (length(label) BETWEEN 1 AND 80),
	-- The price, or the least when the person chooses the amount.
	amount_cents bigint NOT NULL CHECK (amount_cents BETWEEN 0 AND 100000000),
	free boolean NOT NULL DEFAULT false,
	-- Where the money goes in the accounts: a plain word of simple entry, or the number of an account.
	income_meaning text NOT NULL DEFAULT 'dues' CHECK (length(income_meaning) BETWEEN 1 AND 40),
	income_account text CHECK (length(income_account) BETWEEN 3 AND 20),
	archived_at timestamptz,
	PRIMARY KEY (association_id, id),
	CONSTRAINT tariff_of_fee UNIQUE (association_id, fee_id, id),
	FOREIGN KEY (association_id, fee_id) REFERENCES membership.fee (association_id, id)
);

CREATE TABLE membership.membership (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	person_id uuid NOT NULL,
	fee_id uuid NOT NULL,
	tariff_id uuid NOT NULL,
	-- `2026-2027` or `2026`, when the fee has seasons or years.
	season text CHECK (season ~ '^[0-9]{4}(-[0-9]{4})?$'),
	starts_on date NOT NULL,
	-- The last day, included; nothing when it never ends.
	ends_on date,
	due_cents bigint NOT NULL CHECK (due_cents BETWEEN 0 AND 100000000),
	-- Sum of the payments not cancelled; written by the triggers below, and by nothing else.
	paid_cents bigint NOT NULL DEFAULT 0,
	-- The collection that recorded it, which may be undone with it.
	collection_id uuid,
	cancelled_at timestamptz,
	created_at timestamptz NOT NULL DEFAULT now(),
	created_by uuid,
	PRIMARY KEY (association_id, id),
	CONSTRAINT membership_days CHECK (starts_on <= ends_on),
	CONSTRAINT membership_paid CHECK (paid_cents BETWEEN 0 AND due_cents),
	CONSTRAINT membership_cancelled_unpaid CHECK (cancelled_at IS NULL OR paid_cents = 0),
	CONSTRAINT membership_overlap EXCLUDE USING gist (
		association_id WITH =, person_id WITH =, fee_id WITH =, daterange(starts_on, ends_on, '[]') WITH &&
	) WHERE (cancelled_at IS NULL),
	FOREIGN KEY (association_id, person_id) REFERENCES people.person (association_id, id),
	CONSTRAINT membership_tariff FOREIGN KEY (association_id, fee_id, tariff_id)
		REFERENCES membership.tariff (association_id, fee_id, id)
);
CREATE INDEX membership_of_person ON membership.membership (association_id, person_id, starts_on);
CREATE INDEX membership_recent ON membership.membership (association_id, starts_on DESC, id DESC);
CREATE INDEX membership_of_tariff ON membership.membership (association_id, tariff_id);
CREATE INDEX membership_of_collection ON membership.membership (association_id, collection_id)
	WHERE collection_id IS NOT NULL;
CREATE INDEX membership_unpaid ON membership.membership (association_id, starts_on)
	WHERE cancelled_at IS NULL AND paid_cents < due_cents;

CREATE TABLE membership.payment (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	-- Payments taken in one go.
	collection_id uuid NOT NULL,
	position smallint NOT NULL CHECK (position > 0),
	person_id uuid NOT NULL,
	paid_on date NOT NULL,
	means text NOT NULL CHECK (means IN ('cheque', 'transfer', 'cash', 'card')),
	amount_cents bigint NOT NULL CHECK (amount_cents > 0),
	reference text CHECK (length(reference) BETWEEN 1 AND 100),
	entry_id uuid NOT NULL,
	entry_number text NOT NULL,
	cancelled_at timestamptz,
	cancel_reason text CHECK (length(cancel_reason) BETWEEN 1 AND 200),
	reversal_entry_id uuid,
	reversal_entry_number text,
	created_at timestamptz NOT NULL DEFAULT now(),
	created_by uuid,
	PRIMARY KEY (association_id, id),
	UNIQUE (association_id, collection_id, position),
	UNIQUE (association_id, entry_id),
	CONSTRAINT payment_cancelled CHECK (
		num_nulls(cancelled_at, reversal_entry_id, reversal_entry_number) IN (0, 3)
	),
	FOREIGN KEY (association_id, person_id) REFERENCES people.person (association_id, id),
	FOREIGN KEY (association_id, entry_id) REFERENCES accounting.entry (association_id, id),
	FOREIGN KEY (association_id, reversal_entry_id) REFERENCES accounting.entry (association_id, id)
);
CREATE INDEX payment_of_person ON membership.payment (association_id, person_id, paid_on);

-- What a payment pays: a family's cheque pays several memberships.
CREATE TABLE membership.payment_share (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	payment_id uuid NOT NULL,
	membership_id uuid NOT NULL,
	amount_cents bigint NOT NULL CHECK (amount_cents > 0),
	PRIMARY KEY (association_id, id),
	UNIQUE (association_id, payment_id, membership_id),
	FOREIGN KEY (association_id, payment_id) REFERENCES membership.payment (association_id, id),
	FOREIGN KEY (association_id, membership_id) REFERENCES membership.membership (association_id, id)
);
CREATE INDEX payment_share_of_membership ON membership.payment_share (association_id, membership_id);

CREATE FUNCTION membership.refuse(rule text, message text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION '%', message USING ERRCODE = 'check_violation', CONSTRAINT = rule;
END
$$;

-- A share counts as soon as it is written, and never changes.
CREATE FUNCTION membership.follow_share() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP <> 'INSERT' THEN
		PERFORM membership.refuse('payment_kept', 'what a payment pays never changes: it is cancelled');
	END IF;
	UPDATE membership.membership m SET paid_cents = m.paid_cents + NEW.amount_cents
	WHERE m.association_id = NEW.association_id AND m.id = NEW.membership_id;
	RETURN NEW;
END
$$;
CREATE TRIGGER share_changed BEFORE INSERT OR UPDATE OR DELETE ON membership.payment_share
	FOR EACH ROW EXECUTE FUNCTION membership.follow_share();

-- A payment is cancelled once, as a whole; nothing else of it changes.
CREATE FUNCTION membership.follow_payment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'DELETE' OR OLD.cancelled_at IS NOT NULL
		OR (NEW.association_id, NEW.id, NEW.person_id, NEW.paid_on, NEW.means, NEW.amount_cents, NEW.entry_id)
			IS DISTINCT FROM
			(OLD.association_id, OLD.id, OLD.person_id, OLD.paid_on, OLD.means, OLD.amount_cents, OLD.entry_id)
	THEN
		PERFORM membership.refuse('payment_kept', 'a payment is cancelled once, never changed nor deleted');
	END IF;
	IF NEW.cancelled_at IS NOT NULL THEN
		UPDATE membership.membership m SET paid_cents = m.paid_cents - s.amount_cents
		FROM membership.payment_share s
		WHERE s.association_id = NEW.association_id AND s.payment_id = NEW.id
			AND m.association_id = s.association_id AND m.id = s.membership_id;
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER payment_changed BEFORE UPDATE OR DELETE ON membership.payment
	FOR EACH ROW EXECUTE FUNCTION membership.follow_payment();

-- At the commit: a payment is shared to the last cent.
CREATE FUNCTION membership.check_payment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.amount_cents <> (
		SELECT coalesce(sum(s.amount_cents), 0) FROM membership.payment_share s
		WHERE s.association_id = NEW.association_id AND s.payment_id = NEW.id
	) THEN
		PERFORM membership.refuse('payment_shared', format('payment %s is not shared to the last cent', NEW.id));
	END IF;
	RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER payment_shared AFTER INSERT ON membership.payment
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION membership.check_payment();

DO $$
DECLARE
	name text;
BEGIN
	FOREACH name IN ARRAY ARRAY['fee', 'tariff', 'membership', 'payment', 'payment_share']
	LOOP
		EXECUTE format('ALTER TABLE membership.%I ENABLE ROW LEVEL SECURITY', name);
		EXECUTE format('ALTER TABLE membership.%I FORCE ROW LEVEL SECURITY', name);
		EXECUTE format(
			'CREATE POLICY association ON membership.%I
				USING (association_id = platform.current_association())
				WITH CHECK (association_id = platform.current_association())',
			name
		);
	END LOOP;
END
$$;
