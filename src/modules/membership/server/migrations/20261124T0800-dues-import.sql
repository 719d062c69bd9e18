-- A file of memberships, from its reading to its undoing.
CREATE TABLE membership.import (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	file_name text NOT NULL CHECK (length(file_name) BETWEEN 1 AND 255),
	sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
	state text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'committed', 'undone')),
	-- Of the names of its columns: the next file that has the same ones is read the same way.
	signature text NOT NULL CHECK (signature ~ '^[0-9a-f]{64}$'),
	mapping jsonb NOT NULL,
	choices jsonb NOT NULL,
	-- Lines by outcome, people added and amounts, once committed.
	totals jsonb,
	-- Its payments, when they were written into the accounts.
	collection_id uuid,
	created_at timestamptz NOT NULL,
	created_by uuid,
	committed_at timestamptz,
	undone_at timestamptz,
	PRIMARY KEY (association_id, id)
);
CREATE INDEX import_like ON membership.import (association_id, signature, id DESC) WHERE state <> 'draft';
ALTER TABLE membership.import ENABLE ROW LEVEL SECURITY;
ALTER TABLE membership.import FORCE ROW LEVEL SECURITY;
CREATE POLICY association ON membership.import
	USING (association_id = platform.current_association())
	WITH CHECK (association_id = platform.current_association());

ALTER TABLE membership.membership
	ADD COLUMN import_id uuid,
	-- Paid before, elsewhere: the accounts of then have it, and no entry is written. Part of `paid_cents`.
	ADD COLUMN brought_cents bigint NOT NULL DEFAULT 0 CHECK (brought_cents >= 0),
	ADD CONSTRAINT membership_imported FOREIGN KEY (association_id, import_id)
		REFERENCES membership.import (association_id, id);
CREATE INDEX membership_of_import ON membership.membership (association_id, import_id)
	WHERE import_id IS NOT NULL;

-- What was paid before comes with the membership, and goes only when that is cancelled.
CREATE FUNCTION membership.follow_brought() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'INSERT' THEN
		NEW.paid_cents := NEW.paid_cents + NEW.brought_cents;
	ELSIF NEW.brought_cents <> 0 OR NEW.cancelled_at IS NULL THEN
		PERFORM membership.refuse('brought_kept', 'what was paid before changes only with a cancelled membership');
	ELSE
		NEW.paid_cents := NEW.paid_cents - OLD.brought_cents;
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER brought_recorded BEFORE INSERT ON membership.membership
	FOR EACH ROW WHEN (NEW.brought_cents <> 0) EXECUTE FUNCTION membership.follow_brought();
CREATE TRIGGER brought_changed BEFORE UPDATE ON membership.membership
	FOR EACH ROW WHEN (NEW.brought_cents <> OLD.brought_cents) EXECUTE FUNCTION membership.follow_brought();
