-- The nomenclature that the account of a rule was chosen under; NULL when that was not noted, or there is no account.
ALTER TABLE banking.rule ADD COLUMN chart text;
