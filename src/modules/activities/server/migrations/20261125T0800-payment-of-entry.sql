-- From an entry to the registration that it pays.
CREATE INDEX payment_of_entry ON activities.payment (association_id, entry_id);
