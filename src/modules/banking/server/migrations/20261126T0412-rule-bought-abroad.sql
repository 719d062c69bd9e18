-- What the lines of a rule buy abroad, whose tax the association owes in place of its supplier.
ALTER TABLE banking.rule ADD COLUMN vat_reverse text CHECK (vat_reverse IN ('goods', 'services'));
