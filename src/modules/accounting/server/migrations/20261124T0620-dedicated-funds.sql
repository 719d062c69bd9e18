-- Money given for a purpose, until it is spent for it (ANC 2018-06, art. 132-1 and following). What was carried over
-- and used is in the entries, which say which fund they are about.
CREATE TABLE accounting.dedicated_fund (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	label text NOT NULL CHECK (length(label) BETWEEN 1 AND 200),
	funder text NOT NULL CHECK (length(funder) BETWEEN 1 AND 200),
	kind text NOT NULL CHECK (kind IN ('grant', 'contribution', 'generosity')),
	received_on date NOT NULL,
	received_cents bigint NOT NULL CHECK (received_cents BETWEEN 0 AND 10000000000000),
	-- Already carried over when the books began here.
	brought_cents bigint NOT NULL CHECK (brought_cents BETWEEN 0 AND 10000000000000),
	-- The project whose expenses it pays for.
	value_id uuid,
	created_at timestamptz NOT NULL,
	PRIMARY KEY (association_id, id),
	CONSTRAINT dedicated_fund_amount CHECK (received_cents + brought_cents > 0),
	FOREIGN KEY (association_id, value_id) REFERENCES accounting.axis_value (association_id, id)
);
CREATE INDEX dedicated_fund_by_day ON accounting.dedicated_fund (association_id, received_on, id);

-- With the agreement of the funder, what is left goes to another purpose.
CREATE TABLE accounting.dedicated_fund_transfer (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	from_id uuid NOT NULL,
	to_id uuid NOT NULL CHECK (to_id <> from_id),
	created_at timestamptz NOT NULL,
	PRIMARY KEY (association_id, id),
	FOREIGN KEY (association_id, from_id) REFERENCES accounting.dedicated_fund (association_id, id),
	FOREIGN KEY (association_id, to_id) REFERENCES accounting.dedicated_fund (association_id, id)
);
CREATE INDEX dedicated_fund_transfer_from ON accounting.dedicated_fund_transfer (association_id, from_id);
CREATE INDEX dedicated_fund_transfer_to ON accounting.dedicated_fund_transfer (association_id, to_id);

ALTER TABLE accounting.dedicated_fund ENABLE ROW LEVEL SECURITY;
ALTER TABLE accounting.dedicated_fund FORCE ROW LEVEL SECURITY;
CREATE POLICY association ON accounting.dedicated_fund
	USING (association_id = platform.current_association())
	WITH CHECK (association_id = platform.current_association());
ALTER TABLE accounting.dedicated_fund_transfer ENABLE ROW LEVEL SECURITY;
ALTER TABLE accounting.dedicated_fund_transfer FORCE ROW LEVEL SECURITY;
CREATE POLICY association ON accounting.dedicated_fund_transfer
	USING (association_id = platform.current_association())
	WITH CHECK (association_id = platform.current_association());
