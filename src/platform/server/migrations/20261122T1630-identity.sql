-- An association sees the invitations it sent and the tokens that open it; links of an account
-- (sign-in, change of address) carry no association and stay with the host.
CREATE POLICY association ON platform.link USING (association_id = platform.current_association());
CREATE POLICY association ON platform.token USING (association_id = platform.current_association());
CREATE INDEX token_association ON platform.token (association_id, account_id);

-- `none`: an ordinary mail. `link`: it holds a one-time link, which administrators may read only while
-- the server has no way to send mail. `sealed`: the link opens several associations, nobody reads it.
ALTER TABLE platform.mail ADD COLUMN secrecy text NOT NULL DEFAULT 'none'
	CHECK (secrecy IN ('none', 'link', 'sealed'));

-- An association that has people keeps an administrator: second line of the operations' own check.
CREATE FUNCTION platform.keep_an_administrator() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF OLD.role = 'administrator'
		AND EXISTS (SELECT FROM platform.association WHERE id = OLD.association_id)
		AND NOT EXISTS (
			SELECT FROM platform.access
			WHERE association_id = OLD.association_id AND role = 'administrator'
		)
	THEN
		RAISE EXCEPTION 'platform.last-administrator';
	END IF;
	RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER keep_an_administrator
	AFTER UPDATE OR DELETE ON platform.access DEFERRABLE INITIALLY DEFERRED
	FOR EACH ROW EXECUTE FUNCTION platform.keep_an_administrator();
