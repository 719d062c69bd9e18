-- Who comes with a token or a cookie is asked by every request, before its association is known. A function that enters
-- the scope of the host by itself, and leaves it, answers in one message; a transaction bound to it takes three.
CREATE FUNCTION platform.token_callers(hashes bytea[], moment timestamptz)
	RETURNS TABLE (hash bytea, scopes text[], id uuid, slug text, name text, siren text, role text, person_id uuid,
		account_id uuid, locale text)
	LANGUAGE plpgsql
AS $$
DECLARE
	before text := coalesce(current_setting('app.association_id', true), '');
BEGIN
	PERFORM set_config('app.association_id', '00000000-0000-0000-0000-000000000000', true);
	RETURN QUERY
		SELECT t.token_hash, t.scopes, a.id, a.slug, a.name, a.siren, x.role, x.person_id, x.account_id, c.locale
		FROM platform.token t
		JOIN platform.access x ON x.association_id = t.association_id AND x.account_id = t.account_id
		JOIN platform.association a ON a.id = x.association_id
		JOIN platform.account c ON c.id = x.account_id
		WHERE t.token_hash = ANY(hashes) AND (t.expires_at IS NULL OR t.expires_at > moment);
	PERFORM set_config('app.association_id', before, true);
END;
$$;

-- The session of a cookie, and its owner's access to the association of that short name; a session is seen once a minute.
CREATE FUNCTION platform.session_comer(hash bytea, short_name text, moment timestamptz, idle_since timestamptz)
	RETURNS TABLE (session_id uuid, opened_at timestamptz, account_id uuid, email text, account_name text, locale text,
		id uuid, slug text, name text, siren text, role text, person_id uuid, enters boolean)
	LANGUAGE plpgsql
AS $$
DECLARE
	before text := coalesce(current_setting('app.association_id', true), '');
BEGIN
	PERFORM set_config('app.association_id', '00000000-0000-0000-0000-000000000000', true);
	RETURN QUERY
		SELECT s.id, s.created_at, c.id, c.email, c.name, c.locale, a.id, a.slug, a.name, a.siren, x.role, x.person_id,
			x.id IS NOT NULL
		FROM platform.session s
		JOIN platform.account c ON c.id = s.account_id
		LEFT JOIN platform.association a ON a.slug = short_name
		LEFT JOIN platform.access x ON x.association_id = a.id AND x.account_id = c.id
		WHERE s.token_hash = hash AND s.expires_at > moment AND s.last_seen_at > idle_since;
	IF FOUND THEN
		UPDATE platform.session s SET last_seen_at = moment
		WHERE s.token_hash = hash AND s.last_seen_at < moment - interval '1 minute';
	END IF;
	PERFORM set_config('app.association_id', before, true);
END;
$$;
