-- What an accountant asks or says about an entry; it stays with it, answered or not.
CREATE TABLE accounting.remark (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	entry_id uuid NOT NULL,
	kind text NOT NULL CHECK (kind IN ('remark', 'voucher-request')),
	text text NOT NULL CHECK (length(text) BETWEEN 1 AND 1000),
	written_at timestamptz NOT NULL,
	written_by uuid,
	-- Role of who wrote it, as it was that day.
	written_as text,
	settled_at timestamptz,
	settled_by uuid,
	PRIMARY KEY (association_id, id),
	FOREIGN KEY (association_id, entry_id) REFERENCES accounting.entry (association_id, id)
);
CREATE INDEX remark_of_entry ON accounting.remark (association_id, entry_id, id);
CREATE INDEX remark_waiting ON accounting.remark (association_id, id) WHERE settled_at IS NULL;

ALTER TABLE accounting.remark ENABLE ROW LEVEL SECURITY;
ALTER TABLE accounting.remark FORCE ROW LEVEL SECURITY;
CREATE POLICY association ON accounting.remark
	USING (association_id = platform.current_association())
	WITH CHECK (association_id = platform.current_association());
