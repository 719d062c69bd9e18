-- Who a tariff is for, and whether joining late costs less.
ALTER TABLE membership.tariff
	ADD COLUMN prorated boolean NOT NULL DEFAULT false,
	-- Age in years on the first day of the membership, both bounds included.
	ADD COLUMN age_min smallint CHECK (age_min BETWEEN 0 AND 130),
	ADD COLUMN age_max smallint CHECK (age_max BETWEEN 0 AND 130),
	-- Bracket of income (« quotient familial »), both bounds included; what people earn is never kept.
	ADD COLUMN income_min_cents bigint CHECK (income_min_cents >= 0),
	ADD COLUMN income_max_cents bigint CHECK (income_max_cents >= 0),
	ADD CONSTRAINT tariff_age CHECK (age_min <= age_max),
	ADD CONSTRAINT tariff_income CHECK (income_min_cents <= income_max_cents);

-- The prices that a tariff had; memberships keep what was owed when they were recorded.
CREATE TABLE membership.former_price (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	tariff_id uuid NOT NULL,
	amount_cents bigint NOT NULL CHECK (amount_cents BETWEEN 0 AND 100000000),
	-- The last day it was asked.
	until_day date NOT NULL,
	changed_by uuid,
	PRIMARY KEY (association_id, id),
	FOREIGN KEY (association_id, tariff_id) REFERENCES membership.tariff (association_id, id) ON DELETE CASCADE
);
CREATE INDEX former_price_of_tariff ON membership.former_price (association_id, tariff_id, id);
ALTER TABLE membership.former_price ENABLE ROW LEVEL SECURITY;
ALTER TABLE membership.former_price FORCE ROW LEVEL SECURITY;
CREATE POLICY association ON membership.former_price
	USING (association_id = platform.current_association())
	WITH CHECK (association_id = platform.current_association());
