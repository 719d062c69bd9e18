-- How a person is addressed, for the mail of other modules.
CREATE OR REPLACE VIEW people.person_summary WITH (security_invoker = true) AS
	SELECT association_id, id, display_name, number, email, archived, honorific
	FROM people.person;
