-- From an entry to the dues that it gives back.
CREATE INDEX adjustment_of_entry ON membership.adjustment (association_id, entry_id)
	WHERE entry_id IS NOT NULL;
