-- The tax that lines of a rule are with: its rate, and whether it is deducted in part only.
ALTER TABLE banking.rule
	ADD COLUMN vat_rate text CHECK (length(vat_rate) BETWEEN 1 AND 20),
	ADD COLUMN vat_partly boolean NOT NULL DEFAULT false;
