-- A gift that comes with dues, in one payment.
ALTER TABLE membership.payment ADD COLUMN gift_cents bigint NOT NULL DEFAULT 0
	CHECK (gift_cents BETWEEN 0 AND amount_cents);

CREATE OR REPLACE FUNCTION membership.check_payment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.amount_cents - NEW.gift_cents <> (
		SELECT coalesce(sum(s.amount_cents), 0) FROM membership.payment_share s
		WHERE s.association_id = NEW.association_id AND s.payment_id = NEW.id
	) THEN
		PERFORM membership.refuse('payment_shared', format('payment %s is not shared to the last cent', NEW.id));
	END IF;
	RETURN NULL;
END
$$;

-- What is taken off what is due: a discount, an exemption, or dues given back.
CREATE TABLE membership.adjustment (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	membership_id uuid NOT NULL,
	kind text NOT NULL CHECK (kind IN ('discount', 'exemption', 'refund')),
	amount_cents bigint NOT NULL CHECK (amount_cents > 0),
	reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 200),
	given_on date NOT NULL,
	-- Of a refund: how the money went back, and its entry.
	means text CHECK (means IN ('cheque', 'transfer', 'cash', 'card')),
	entry_id uuid,
	entry_number text,
	cancelled_at timestamptz,
	reversal_entry_id uuid,
	reversal_entry_number text,
	created_at timestamptz NOT NULL DEFAULT now(),
	created_by uuid,
	PRIMARY KEY (association_id, id),
	CONSTRAINT adjustment_refund CHECK (
		(kind = 'refund') = (num_nonnulls(means, entry_id, entry_number) = 3)
		AND num_nonnulls(means, entry_id, entry_number) IN (0, 3)
	),
	FOREIGN KEY (association_id, membership_id) REFERENCES membership.membership (association_id, id),
	FOREIGN KEY (association_id, entry_id) REFERENCES accounting.entry (association_id, id),
	FOREIGN KEY (association_id, reversal_entry_id) REFERENCES accounting.entry (association_id, id)
);
CREATE INDEX adjustment_of_membership ON membership.adjustment (association_id, membership_id);

-- It counts as soon as it is written, and no more once it is cancelled; nothing else of it changes.
CREATE FUNCTION membership.follow_adjustment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	taken bigint := NEW.amount_cents;
BEGIN
	IF TG_OP = 'UPDATE' THEN
		IF OLD.cancelled_at IS NOT NULL OR NEW.cancelled_at IS NULL
			OR (NEW.association_id, NEW.id, NEW.membership_id, NEW.kind, NEW.amount_cents, NEW.entry_id)
				IS DISTINCT FROM
				(OLD.association_id, OLD.id, OLD.membership_id, OLD.kind, OLD.amount_cents, OLD.entry_id)
		THEN
			PERFORM membership.refuse('adjustment_kept', 'an adjustment is cancelled once, never changed');
		END IF;
		taken := - NEW.amount_cents;
	END IF;
	UPDATE membership.membership m SET due_cents = m.due_cents - taken,
		paid_cents = m.paid_cents - CASE WHEN NEW.kind = 'refund' THEN taken ELSE 0 END
	WHERE m.association_id = NEW.association_id AND m.id = NEW.membership_id;
	RETURN NEW;
END
$$;
CREATE TRIGGER adjustment_changed BEFORE INSERT OR UPDATE ON membership.adjustment
	FOR EACH ROW EXECUTE FUNCTION membership.follow_adjustment();
CREATE FUNCTION membership.keep_adjustment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM membership.refuse('adjustment_kept', 'an adjustment is cancelled, never deleted');
	RETURN NULL;
END
$$;
CREATE TRIGGER adjustment_deleted BEFORE DELETE ON membership.adjustment
	FOR EACH ROW WHEN (NOT platform.is_being_removed())
	EXECUTE FUNCTION membership.keep_adjustment();

-- The days on which parts of what is due are to be paid, in order; what is paid goes to the first ones.
CREATE TABLE membership.instalment (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	membership_id uuid NOT NULL,
	position smallint NOT NULL CHECK (position BETWEEN 1 AND 24),
	due_on date NOT NULL,
	amount_cents bigint NOT NULL CHECK (amount_cents > 0),
	-- A cheque given ahead: its number.
	reference text CHECK (length(reference) BETWEEN 1 AND 100),
	PRIMARY KEY (association_id, id),
	UNIQUE (association_id, membership_id, position),
	FOREIGN KEY (association_id, membership_id) REFERENCES membership.membership (association_id, id)
);
CREATE INDEX instalment_by_day ON membership.instalment (association_id, due_on);

DO $$
DECLARE
	name text;
BEGIN
	FOREACH name IN ARRAY ARRAY['adjustment', 'instalment']
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
