-- The state of the records that the parts of a long file were decided by: as long as it lasts, what was decided is
-- written without being decided again. None when it must be decided again, as for a file with photographs.
ALTER TABLE people.import ADD COLUMN compared_with text;
