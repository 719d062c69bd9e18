-- The nomenclature that a kept account was chosen under: its number may mean something else under another one (652).
-- NULL: kept before that was noted.
ALTER TABLE accounting.habit ADD COLUMN chart text;
ALTER TABLE accounting.entry_template ADD COLUMN chart text;
