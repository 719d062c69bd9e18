-- Rows of the association of the current transaction, and nothing when none is set.
CREATE FUNCTION platform.current_association() RETURNS uuid
	LANGUAGE sql STABLE PARALLEL SAFE
	RETURN nullif(current_setting('app.association_id', true), '')::uuid;

-- True in a transaction of the host: accounts, sessions, tokens, the list of associations.
CREATE FUNCTION platform.in_host() RETURNS boolean
	LANGUAGE sql STABLE PARALLEL SAFE
	RETURN platform.current_association() = '00000000-0000-0000-0000-000000000000'::uuid;

CREATE TABLE platform.association (
	id uuid PRIMARY KEY,
	slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9][a-z0-9-]{0,59}$'),
	name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
	purpose text NOT NULL DEFAULT '' CHECK (length(purpose) <= 2000),
	rna text CHECK (rna ~ '^W[0-9A-Z][0-9]{8}$'),
	siren text CHECK (siren ~ '^[0-9]{9}$'),
	accent_hue smallint NOT NULL DEFAULT 168 CHECK (accent_hue BETWEEN 0 AND 360),
	logo_blob text CHECK (logo_blob ~ '^[0-9a-f]{64}$'),
	is_demo boolean NOT NULL DEFAULT false,
	created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE platform.account (
	id uuid PRIMARY KEY,
	email text NOT NULL CHECK (length(email) <= 254),
	name text NOT NULL DEFAULT '' CHECK (length(name) <= 200),
	password_hash text,
	locale text NOT NULL DEFAULT 'fr' CHECK (locale IN ('fr', 'en')),
	created_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX account_email ON platform.account (lower(email));

-- Who may enter an association, and with which role.
CREATE TABLE platform.access (
	association_id uuid NOT NULL REFERENCES platform.association (id) ON DELETE CASCADE,
	id uuid NOT NULL,
	account_id uuid NOT NULL REFERENCES platform.account (id) ON DELETE CASCADE,
	-- Copied from the account, which a transaction of the association can't see.
	email text NOT NULL,
	name text NOT NULL DEFAULT '',
	role text NOT NULL,
	person_id uuid,
	created_at timestamptz NOT NULL DEFAULT now(),
	PRIMARY KEY (association_id, id),
	UNIQUE (association_id, account_id)
);
CREATE INDEX access_account ON platform.access (account_id);

CREATE TABLE platform.session (
	id uuid PRIMARY KEY,
	token_hash bytea NOT NULL UNIQUE,
	account_id uuid NOT NULL REFERENCES platform.account (id) ON DELETE CASCADE,
	created_at timestamptz NOT NULL DEFAULT now(),
	last_seen_at timestamptz NOT NULL DEFAULT now(),
	expires_at timestamptz NOT NULL,
	user_agent text NOT NULL DEFAULT ''
);
CREATE INDEX session_account ON platform.session (account_id);

CREATE TABLE platform.token (
	id uuid PRIMARY KEY,
	token_hash bytea NOT NULL UNIQUE,
	account_id uuid NOT NULL REFERENCES platform.account (id) ON DELETE CASCADE,
	association_id uuid NOT NULL REFERENCES platform.association (id) ON DELETE CASCADE,
	label text NOT NULL,
	-- Permissions it may use, within those of its account's role; empty for all of them.
	scopes text[] NOT NULL DEFAULT '{}',
	created_at timestamptz NOT NULL DEFAULT now(),
	last_used_at timestamptz,
	expires_at timestamptz
);
CREATE INDEX token_account ON platform.token (account_id, association_id);

-- One-time links sent by mail: sign-in, invitation, change of address.
CREATE TABLE platform.link (
	id uuid PRIMARY KEY,
	token_hash bytea NOT NULL UNIQUE,
	purpose text NOT NULL CHECK (purpose IN ('sign-in', 'invitation', 'change-email')),
	email text NOT NULL,
	account_id uuid REFERENCES platform.account (id) ON DELETE CASCADE,
	association_id uuid REFERENCES platform.association (id) ON DELETE CASCADE,
	role text,
	person_id uuid,
	created_at timestamptz NOT NULL DEFAULT now(),
	expires_at timestamptz NOT NULL,
	used_at timestamptz
);
CREATE INDEX link_association ON platform.link (association_id, created_at);

CREATE TABLE platform.blob (
	association_id uuid NOT NULL REFERENCES platform.association (id) ON DELETE CASCADE,
	id uuid NOT NULL,
	sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
	size bigint NOT NULL CHECK (size >= 0),
	name text NOT NULL CHECK (length(name) <= 255),
	media_type text NOT NULL,
	created_at timestamptz NOT NULL DEFAULT now(),
	PRIMARY KEY (association_id, id)
);

CREATE TABLE platform.audit (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	at timestamptz NOT NULL DEFAULT now(),
	actor_kind text NOT NULL,
	account_id uuid,
	operation text NOT NULL,
	subject text,
	subject_id text,
	detail jsonb,
	PRIMARY KEY (association_id, id)
);

CREATE TABLE platform.outbox (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	event text NOT NULL,
	payload jsonb NOT NULL,
	created_at timestamptz NOT NULL DEFAULT now(),
	handled_at timestamptz,
	attempts integer NOT NULL DEFAULT 0,
	next_attempt_at timestamptz NOT NULL DEFAULT now(),
	last_error text,
	PRIMARY KEY (association_id, id)
);
CREATE INDEX outbox_waiting ON platform.outbox (next_attempt_at) WHERE handled_at IS NULL;

-- Mail that leaves, has left or waits for a server: nothing is lost when no SMTP is set.
CREATE TABLE platform.mail (
	association_id uuid NOT NULL,
	id uuid NOT NULL,
	recipient text NOT NULL,
	subject text NOT NULL,
	body_text text NOT NULL,
	created_at timestamptz NOT NULL DEFAULT now(),
	sent_at timestamptz,
	attempts integer NOT NULL DEFAULT 0,
	next_attempt_at timestamptz NOT NULL DEFAULT now(),
	last_error text,
	PRIMARY KEY (association_id, id)
);
CREATE INDEX mail_waiting ON platform.mail (next_attempt_at) WHERE sent_at IS NULL;

CREATE TABLE platform.idempotency (
	association_id uuid NOT NULL,
	key text NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
	actor_id uuid NOT NULL,
	operation text NOT NULL,
	input_hash bytea NOT NULL,
	response jsonb,
	created_at timestamptz NOT NULL DEFAULT now(),
	PRIMARY KEY (association_id, actor_id, key)
);

DO $$
DECLARE t text;
BEGIN
	FOREACH t IN ARRAY ARRAY['association', 'account', 'access', 'session', 'token', 'link', 'blob',
		'audit', 'outbox', 'mail', 'idempotency', 'migration']
	LOOP
		EXECUTE format('ALTER TABLE platform.%I ENABLE ROW LEVEL SECURITY', t);
		EXECUTE format('ALTER TABLE platform.%I FORCE ROW LEVEL SECURITY', t);
	END LOOP;
	FOREACH t IN ARRAY ARRAY['account', 'session', 'token', 'link'] LOOP
		EXECUTE format('CREATE POLICY host ON platform.%I USING (platform.in_host())', t);
	END LOOP;
	FOREACH t IN ARRAY ARRAY['blob', 'idempotency', 'audit'] LOOP
		EXECUTE format('CREATE POLICY association ON platform.%I USING (association_id = platform.current_association())', t);
	END LOOP;
	-- The host reads who may enter where, and hands out events and mail of all associations.
	FOREACH t IN ARRAY ARRAY['access', 'outbox', 'mail'] LOOP
		EXECUTE format('CREATE POLICY association ON platform.%I USING (association_id = platform.current_association() OR platform.in_host())', t);
	END LOOP;
END $$;
CREATE POLICY association ON platform.association
	USING (id = platform.current_association() OR platform.in_host());
-- Names of migrations: the same for all, written by the owner only.
CREATE POLICY everybody ON platform.migration FOR SELECT USING (true);
CREATE POLICY owner_writes ON platform.migration FOR INSERT
	WITH CHECK (pg_has_role(current_user, (SELECT relowner FROM pg_class WHERE oid = 'platform.migration'::regclass), 'USAGE'));
