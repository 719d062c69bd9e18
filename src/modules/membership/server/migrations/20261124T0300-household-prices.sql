-- A price that depends on how many live in the household, or on how many of it have the tariff already.
ALTER TABLE membership.tariff
	ADD COLUMN by_household text CHECK (by_household IN ('size', 'rank')),
	-- The tariff that takes its place when memberships are renewed, once it is archived.
	ADD COLUMN successor_id uuid,
	ADD CONSTRAINT tariff_household_fixed CHECK (by_household IS NULL OR NOT free),
	ADD CONSTRAINT tariff_other_successor CHECK (successor_id <> id),
	-- A successor is a tariff of the same fee.
	ADD CONSTRAINT tariff_successor FOREIGN KEY (association_id, fee_id, successor_id)
		REFERENCES membership.tariff (association_id, fee_id, id) ON DELETE SET NULL (successor_id);
CREATE INDEX tariff_of_successor ON membership.tariff (association_id, successor_id)
	WHERE successor_id IS NOT NULL;

-- The price from the second person on, from the third…; below, that of the tariff.
CREATE TABLE membership.household_price (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	tariff_id uuid NOT NULL,
	from_place smallint NOT NULL CHECK (from_place BETWEEN 2 AND 20),
	amount_cents bigint NOT NULL CHECK (amount_cents BETWEEN 0 AND 100000000),
	PRIMARY KEY (association_id, id),
	UNIQUE (association_id, tariff_id, from_place),
	FOREIGN KEY (association_id, tariff_id) REFERENCES membership.tariff (association_id, id) ON DELETE CASCADE
);
ALTER TABLE membership.household_price ENABLE ROW LEVEL SECURITY;
ALTER TABLE membership.household_price FORCE ROW LEVEL SECURITY;
CREATE POLICY association ON membership.household_price
	USING (association_id = platform.current_association())
	WITH CHECK (association_id = platform.current_association());
