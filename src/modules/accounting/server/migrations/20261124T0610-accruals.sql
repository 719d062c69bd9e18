-- What belongs to another year than the one it is written in: prepaid expenses, invoices to come… The entries of
-- the end of the year, and those that undo them on the first day of the next one, say which they are about.
CREATE TABLE accounting.accrual (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	kind text NOT NULL
		CHECK (kind IN ('prepaid-expense', 'deferred-income', 'accrued-expense', 'accrued-income')),
	label text NOT NULL CHECK (length(label) BETWEEN 1 AND 200),
	-- The expense or the income.
	account_id uuid NOT NULL,
	amount_cents bigint NOT NULL CHECK (amount_cents BETWEEN 1 AND 10000000000000),
	-- The days that it is for.
	period_start date NOT NULL,
	period_end date NOT NULL CHECK (period_end >= period_start),
	-- The day of the invoice; none while it has not come.
	booked_on date,
	value_id uuid,
	created_at timestamptz NOT NULL,
	PRIMARY KEY (association_id, id),
	CONSTRAINT accrual_booked CHECK (booked_on IS NOT NULL OR kind IN ('accrued-expense', 'accrued-income')),
	FOREIGN KEY (association_id, account_id) REFERENCES accounting.account (association_id, id),
	FOREIGN KEY (association_id, value_id) REFERENCES accounting.axis_value (association_id, id)
);
CREATE INDEX accrual_by_period ON accounting.accrual (association_id, period_end, id);

ALTER TABLE accounting.accrual ENABLE ROW LEVEL SECURITY;
ALTER TABLE accounting.accrual FORCE ROW LEVEL SECURITY;
CREATE POLICY association ON accounting.accrual
	USING (association_id = platform.current_association())
	WITH CHECK (association_id = platform.current_association());
