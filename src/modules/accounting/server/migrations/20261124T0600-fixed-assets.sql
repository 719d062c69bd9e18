-- The register of fixed assets, and the grants that paid for some of them. What was charged is in the entries.
CREATE TABLE accounting.fixed_asset (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	label text NOT NULL CHECK (length(label) BETWEEN 1 AND 200),
	account_id uuid NOT NULL,
	acquired_on date NOT NULL,
	in_service_on date NOT NULL CHECK (in_service_on >= acquired_on),
	cost_cents bigint NOT NULL CHECK (cost_cents BETWEEN 1 AND 10000000000000),
	residual_cents bigint NOT NULL CHECK (residual_cents >= 0 AND residual_cents < cost_cents),
	-- None for what does not wear out: land, works of art.
	life_months smallint CHECK (life_months BETWEEN 1 AND 1200),
	day_count text NOT NULL CHECK (day_count IN ('thirty-360', 'calendar')),
	supplier text CHECK (length(supplier) BETWEEN 1 AND 200),
	reference text CHECK (length(reference) BETWEEN 1 AND 100),
	-- A component with a life of its own: the roof of a building.
	part_of_id uuid CHECK (part_of_id <> id),
	-- The entry that bought it; its vouchers are those of the asset.
	entry_id uuid,
	disposed_on date CHECK (disposed_on >= acquired_on),
	disposal text CHECK (disposal IN ('sold', 'scrapped')),
	created_at timestamptz NOT NULL,
	PRIMARY KEY (association_id, id),
	CONSTRAINT fixed_asset_disposal CHECK ((disposed_on IS NULL) = (disposal IS NULL)),
	FOREIGN KEY (association_id, account_id) REFERENCES accounting.account (association_id, id),
	FOREIGN KEY (association_id, part_of_id) REFERENCES accounting.fixed_asset (association_id, id),
	FOREIGN KEY (association_id, entry_id) REFERENCES accounting.entry (association_id, id)
		ON DELETE SET NULL (entry_id)
);
CREATE INDEX fixed_asset_by_day ON accounting.fixed_asset (association_id, acquired_on, id);
CREATE INDEX fixed_asset_of_entry ON accounting.fixed_asset (association_id, entry_id)
	WHERE entry_id IS NOT NULL;

CREATE TABLE accounting.investment_grant (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	asset_id uuid NOT NULL,
	funder text NOT NULL CHECK (length(funder) BETWEEN 1 AND 200),
	granted_on date NOT NULL,
	amount_cents bigint NOT NULL CHECK (amount_cents BETWEEN 1 AND 10000000000000),
	created_at timestamptz NOT NULL,
	PRIMARY KEY (association_id, id),
	FOREIGN KEY (association_id, asset_id) REFERENCES accounting.fixed_asset (association_id, id)
);
CREATE INDEX investment_grant_of_asset ON accounting.investment_grant (association_id, asset_id);

ALTER TABLE accounting.fixed_asset ENABLE ROW LEVEL SECURITY;
ALTER TABLE accounting.fixed_asset FORCE ROW LEVEL SECURITY;
CREATE POLICY association ON accounting.fixed_asset
	USING (association_id = platform.current_association())
	WITH CHECK (association_id = platform.current_association());
ALTER TABLE accounting.investment_grant ENABLE ROW LEVEL SECURITY;
ALTER TABLE accounting.investment_grant FORCE ROW LEVEL SECURITY;
CREATE POLICY association ON accounting.investment_grant
	USING (association_id = platform.current_association())
	WITH CHECK (association_id = platform.current_association());
