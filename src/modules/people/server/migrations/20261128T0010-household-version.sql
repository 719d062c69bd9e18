-- Of two who change a household at once, the second is told.
ALTER TABLE people.household ADD COLUMN version integer NOT NULL DEFAULT 1 CHECK (version > 0);
