-- The nomenclature that the account of a tariff was chosen under; NULL when that was not noted, or there is no account.
ALTER TABLE membership.tariff ADD COLUMN income_chart text;
