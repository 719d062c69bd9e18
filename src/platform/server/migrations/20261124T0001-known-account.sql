-- What modules may know of the accounts that have, or had, access to an association: who did something, by name.
CREATE VIEW platform.known_account WITH (security_invoker = true) AS
	SELECT association_id, account_id, person_id, role, email,
		coalesce(nullif(name, ''), email) AS name
	FROM platform.access;
