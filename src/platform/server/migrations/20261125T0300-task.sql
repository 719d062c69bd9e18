-- Long work that somebody asked for and does not wait for: what it is, how far it has come, how it ended.
CREATE TABLE platform.task (
	association_id uuid NOT NULL REFERENCES platform.association (id) ON DELETE CASCADE,
	id uuid NOT NULL,
	-- `module.verb-noun`: which work, declared by a module.
	name text NOT NULL,
	-- Who may see it: whoever may do it.
	permission text NOT NULL,
	-- What it is about, such as an import: one task of a name in hand for each.
	subject uuid,
	input jsonb NOT NULL,
	-- For whom; null for the program itself.
	account_id uuid,
	state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'done', 'refused')),
	done integer NOT NULL DEFAULT 0 CHECK (done >= 0),
	total integer CHECK (total >= 0),
	-- How often it was begun: a program that was killed leaves it running.
	attempts smallint NOT NULL DEFAULT 0,
	outcome jsonb,
	-- The file that it made.
	file_id uuid,
	refusal jsonb,
	created_at timestamptz NOT NULL DEFAULT now(),
	ended_at timestamptz,
	PRIMARY KEY (association_id, id),
	FOREIGN KEY (association_id, file_id) REFERENCES platform.blob (association_id, id)
		ON DELETE SET NULL (file_id),
	CHECK ((state = 'refused') = (refusal IS NOT NULL)),
	CHECK ((state IN ('done', 'refused')) = (ended_at IS NOT NULL))
);
CREATE INDEX task_subject ON platform.task (association_id, subject, id);
CREATE UNIQUE INDEX task_once ON platform.task (association_id, name, subject)
	WHERE state IN ('waiting', 'running');
CREATE INDEX task_in_hand ON platform.task (id) WHERE state IN ('waiting', 'running');

ALTER TABLE platform.task ENABLE ROW LEVEL SECURITY;
ALTER TABLE platform.task FORCE ROW LEVEL SECURITY;
-- The host finds what waits, in all associations.
CREATE POLICY association ON platform.task
	USING (association_id = platform.current_association() OR platform.in_host());
