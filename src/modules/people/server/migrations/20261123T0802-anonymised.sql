-- Since when nothing of the record says who it is; never undone.
ALTER TABLE people.person ADD COLUMN anonymised_at timestamptz
	CHECK (anonymised_at IS NULL OR (email IS NULL AND phone IS NULL AND last_name IS NULL
		AND first_name IS NULL AND organisation_name IS NULL AND birth_date IS NULL AND archived_at IS NOT NULL));

-- What other modules may join to know how long a record has been of no use: part of the contract of this module.
CREATE VIEW people.person_contact WITH (security_invoker = true) AS
	SELECT p.association_id, p.id, p.display_name, p.sort_name, p.category, p.archived, p.newsletter,
		p.anonymised_at IS NOT NULL AS anonymised,
		greatest(p.joined_on, p.archived_at::date,
			(SELECT max(c.at)::date FROM people.consent c
				WHERE c.association_id = p.association_id AND c.person_id = p.id),
			(SELECT max(c.asked_at)::date FROM people.correction c
				WHERE c.association_id = p.association_id AND c.person_id = p.id)) AS last_contact
	FROM people.person p;
