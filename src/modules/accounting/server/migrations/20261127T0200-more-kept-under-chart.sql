-- The nomenclature that an account noted with them was chosen under, as habits and templates say it. NULL: before that
-- was noted.
ALTER TABLE accounting.fixed_asset ADD COLUMN chart text;
ALTER TABLE accounting.accrual ADD COLUMN chart text;
ALTER TABLE accounting.entry_draft ADD COLUMN chart text;
