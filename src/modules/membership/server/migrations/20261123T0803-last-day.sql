-- Until when each person was a member, and what they still owe: part of the contract of this module.
CREATE VIEW membership.last_day WITH (security_invoker = true) AS
	SELECT m.association_id, m.person_id, max(coalesce(m.ends_on, 'infinity'::date)) AS last_day,
		(SELECT max(y.paid_on) FROM membership.payment y
			WHERE y.association_id = m.association_id AND y.person_id = m.person_id) AS last_paid,
		bool_or(m.paid_cents < m.due_cents) AS owes
	FROM membership.membership m WHERE m.cancelled_at IS NULL
	GROUP BY m.association_id, m.person_id;
