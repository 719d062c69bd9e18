-- A journal that is put away keeps its entries and takes no more.
ALTER TABLE accounting.journal ADD COLUMN active boolean NOT NULL DEFAULT true;
