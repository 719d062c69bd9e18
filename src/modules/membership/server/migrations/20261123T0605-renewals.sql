-- Memberships recorded in one go for all who had one, and taken back together.
CREATE TABLE membership.renewal (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	fee_id uuid NOT NULL,
	-- What was asked for: the first day of the season, or the last day of the months looked at.
	asked_on date NOT NULL,
	season text CHECK (season ~ '^[0-9]{4}(-[0-9]{4})?$'),
	people integer NOT NULL CHECK (people > 0),
	total_cents bigint NOT NULL CHECK (total_cents >= 0),
	created_at timestamptz NOT NULL,
	created_by uuid,
	undone_at timestamptz,
	PRIMARY KEY (association_id, id),
	FOREIGN KEY (association_id, fee_id) REFERENCES membership.fee (association_id, id)
);
ALTER TABLE membership.renewal ENABLE ROW LEVEL SECURITY;
ALTER TABLE membership.renewal FORCE ROW LEVEL SECURITY;
CREATE POLICY association ON membership.renewal
	USING (association_id = platform.current_association())
	WITH CHECK (association_id = platform.current_association());

ALTER TABLE membership.membership ADD COLUMN renewal_id uuid,
	ADD CONSTRAINT membership_renewal FOREIGN KEY (association_id, renewal_id)
		REFERENCES membership.renewal (association_id, id);
CREATE INDEX membership_of_renewal ON membership.membership (association_id, renewal_id)
	WHERE renewal_id IS NOT NULL;
CREATE INDEX membership_of_fee ON membership.membership (association_id, fee_id, person_id, starts_on DESC)
	WHERE cancelled_at IS NULL;
