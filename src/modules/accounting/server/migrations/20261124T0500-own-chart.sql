-- What an association says of an account: a remark, and whether it is among those proposed first.
ALTER TABLE accounting.account
	ADD COLUMN favourite boolean NOT NULL DEFAULT false,
	ADD COLUMN description text CHECK (length(description) BETWEEN 1 AND 1000);

-- Where an account goes when a year opens under another nomenclature, when the association chose it.
CREATE TABLE accounting.account_move (
	association_id uuid NOT NULL REFERENCES platform.association (id),
	id uuid NOT NULL,
	-- The nomenclature it goes to.
	chart text NOT NULL,
	account_id uuid NOT NULL,
	into_code text NOT NULL CHECK (into_code ~ '^[1-8][0-9]{2}[0-9A-Z]{0,17}$'),
	PRIMARY KEY (association_id, id),
	UNIQUE (association_id, chart, account_id),
	FOREIGN KEY (association_id, account_id) REFERENCES accounting.account (association_id, id)
);
ALTER TABLE accounting.account_move ENABLE ROW LEVEL SECURITY;
ALTER TABLE accounting.account_move FORCE ROW LEVEL SECURITY;
CREATE POLICY association ON accounting.account_move
	USING (association_id = platform.current_association())
	WITH CHECK (association_id = platform.current_association());
