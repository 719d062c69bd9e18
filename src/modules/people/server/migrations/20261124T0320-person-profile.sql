-- What other modules may count people by: part of the contract of this module.
CREATE VIEW people.person_profile WITH (security_invoker = true) AS
	SELECT p.association_id, p.id, p.birth_date, p.city, p.archived FROM people.person p;
