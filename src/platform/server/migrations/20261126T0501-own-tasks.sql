-- Whoever asked for long work lists theirs.
CREATE INDEX task_account ON platform.task (association_id, account_id, id);
