-- What modules may know of invitations: to whom one went that still opens.
CREATE VIEW platform.open_invitation WITH (security_invoker = true) AS
	SELECT association_id, person_id, email, expires_at
	FROM platform.link WHERE purpose = 'invitation' AND used_at IS NULL;
