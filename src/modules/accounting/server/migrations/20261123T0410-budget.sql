-- What is foreseen of a year: by account, for the whole year or a month of it, for a project or none.
CREATE TABLE accounting.budget_line (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	fiscal_year_id uuid NOT NULL,
	account_id uuid NOT NULL,
	-- First day of the month; none for an amount of the whole year.
	month date CHECK (extract(day FROM month) = 1),
	value_id uuid,
	-- On the usual side of the account: what is spent of an expense, what comes in of an income.
	amount_cents bigint NOT NULL CHECK (amount_cents BETWEEN 1 AND 10000000000000),
	PRIMARY KEY (association_id, id),
	CONSTRAINT budget_line_once UNIQUE NULLS NOT DISTINCT
		(association_id, fiscal_year_id, account_id, value_id, month),
	FOREIGN KEY (association_id, fiscal_year_id) REFERENCES accounting.fiscal_year (association_id, id),
	FOREIGN KEY (association_id, account_id) REFERENCES accounting.account (association_id, id),
	FOREIGN KEY (association_id, value_id) REFERENCES accounting.axis_value (association_id, id)
);

-- Only expenses, income and volunteering are foreseen, in months of the year.
CREATE FUNCTION accounting.check_budget_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NOT EXISTS (
		SELECT FROM accounting.account a
		WHERE a.association_id = NEW.association_id AND a.id = NEW.account_id
			AND a.position IN ('expense', 'income', 'volunteering-use', 'volunteering-source')
	) THEN
		PERFORM accounting.refuse('budget-account', 'only expenses and income have a budget');
	END IF;
	IF NEW.month IS NOT NULL AND NOT EXISTS (
		SELECT FROM accounting.fiscal_year y
		WHERE y.association_id = NEW.association_id AND y.id = NEW.fiscal_year_id
			AND NEW.month BETWEEN date_trunc('month', y.start_day) AND y.end_day
	) THEN
		PERFORM accounting.refuse('budget-month', 'a month of the budget is of its year');
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER budget_line_checked BEFORE INSERT OR UPDATE ON accounting.budget_line
	FOR EACH ROW EXECUTE FUNCTION accounting.check_budget_line();

ALTER TABLE accounting.budget_line ENABLE ROW LEVEL SECURITY;
ALTER TABLE accounting.budget_line FORCE ROW LEVEL SECURITY;
CREATE POLICY association ON accounting.budget_line
	USING (association_id = platform.current_association())
	WITH CHECK (association_id = platform.current_association());
