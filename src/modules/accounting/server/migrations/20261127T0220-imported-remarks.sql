-- What another program had noted about an entry came with it, and leaves with it when the import is undone.
ALTER TABLE accounting.remark ADD COLUMN imported boolean NOT NULL DEFAULT false;
