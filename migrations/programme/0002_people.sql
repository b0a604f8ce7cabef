-- People: accounts, memberships, sessions, tokens for programs, links that work once.

CREATE TABLE account (
    id                  uuid PRIMARY KEY,
    full_name           text NOT NULL,
    -- the names a person signs in with, each proved by a link that was sent there
    email               text CONSTRAINT account_email_key UNIQUE CHECK (email = lower(email)),
    phone               text CONSTRAINT account_phone_key UNIQUE CHECK (phone ~ '^\+[1-9][0-9]{7,14}$'),
    locale              text NOT NULL CHECK (locale IN ('KY', 'RU', 'EN')),
    state               text NOT NULL CHECK (state IN ('INVITED', 'ACTIVE', 'SUSPENDED')),
    -- where a suspended account returns to
    state_before        text CHECK (state_before IN ('INVITED', 'ACTIVE')),
    -- argon2id in PHC form, empty without a password
    password_hash       text NOT NULL,
    version             bigint NOT NULL,
    created_at          timestamptz NOT NULL,
    updated_at          timestamptz NOT NULL,
    CHECK (email IS NOT NULL OR phone IS NOT NULL),
    CHECK ((state = 'SUSPENDED') = (state_before IS NOT NULL))
);

-- lets a constraint on periods ask for equal ids, without an extension
CREATE TYPE uuid_range AS RANGE (subtype = uuid);

-- a role held from a day to a day; tenant_id is null for a role in the programme
CREATE TABLE membership (
    id           uuid PRIMARY KEY,
    account_id   uuid NOT NULL REFERENCES account,
    tenant_id    uuid REFERENCES tenant,
    role         text NOT NULL,
    -- the position as it is printed on documents
    position     jsonb NOT NULL,
    from_date    date NOT NULL,
    until_date   date,
    acting       boolean NOT NULL,
    delegated_by uuid REFERENCES account,
    -- what the inviter wrote of the person, until she accepts the role
    invitee      jsonb,
    version      bigint NOT NULL,
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL,
    -- a role that was ended before its first day ends on the day before
    CHECK (until_date IS NULL OR until_date >= from_date - 1),
    CHECK (delegated_by IS NULL OR acting),
    CONSTRAINT membership_one_head EXCLUDE USING gist (
        uuid_range(tenant_id, tenant_id, '[]') WITH =, daterange(from_date, until_date + 1) WITH &&
    ) WHERE (role = 'HEAD' AND NOT acting),
    CHECK ((tenant_id IS NULL) = (role IN ('PROGRAMME_MANAGER', 'PROGRAMME_FINANCE', 'OBSERVER', 'PLATFORM_ADMIN')))
);
CREATE INDEX membership_account_idx ON membership (account_id);
CREATE INDEX membership_tenant_idx ON membership (tenant_id, id);
CREATE INDEX membership_delegated_idx ON membership (delegated_by) WHERE delegated_by IS NOT NULL;

CREATE TABLE session (
    id           uuid PRIMARY KEY,
    account_id   uuid NOT NULL REFERENCES account,
    token_hash   bytea NOT NULL CONSTRAINT session_token_key UNIQUE,
    method       text NOT NULL CHECK (method IN ('PASSWORD', 'LINK', 'OIDC')),
    user_agent   text NOT NULL,
    address      text NOT NULL,
    created_at   timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL
);
CREATE INDEX session_account_idx ON session (account_id);
CREATE INDEX session_expires_idx ON session (expires_at);

CREATE TABLE access_token (
    id           uuid PRIMARY KEY,
    account_id   uuid NOT NULL REFERENCES account,
    token_hash   bytea NOT NULL CONSTRAINT access_token_key UNIQUE,
    name         text NOT NULL,
    created_at   timestamptz NOT NULL,
    last_seen_at timestamptz,
    expires_at   timestamptz NOT NULL
);
CREATE INDEX access_token_account_idx ON access_token (account_id);
CREATE INDEX access_token_expires_idx ON access_token (expires_at);

-- a browser in which an account has been signed in: attempts elsewhere do not keep it out
CREATE TABLE device (
    token_hash   bytea NOT NULL,
    account_id   uuid NOT NULL REFERENCES account,
    last_seen_at timestamptz NOT NULL,
    PRIMARY KEY (token_hash, account_id)
);
CREATE INDEX device_account_idx ON device (account_id);

-- a link that was or will be sent to a contact; its secret is made when it is sent
CREATE TABLE link (
    id         uuid PRIMARY KEY,
    purpose    text NOT NULL CHECK (purpose IN ('INVITATION', 'REGISTRATION', 'RESET', 'CONTACT', 'CONTACT_CHANGED')),
    contact    text NOT NULL,
    account_id uuid REFERENCES account,
    full_name  text NOT NULL,
    locale     text NOT NULL CHECK (locale IN ('KY', 'RU', 'EN')),
    token_hash bytea CONSTRAINT link_token_key UNIQUE,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at    timestamptz
);
CREATE INDEX link_account_idx ON link (account_id);
CREATE INDEX link_expires_idx ON link (expires_at);

-- a person as an OpenID provider knows her
CREATE TABLE identity (
    issuer     text NOT NULL,
    subject    text NOT NULL,
    account_id uuid NOT NULL REFERENCES account,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (issuer, subject)
);
CREATE INDEX identity_account_idx ON identity (account_id);

-- attempts within a window, by what is counted; a crash may forget them
CREATE UNLOGGED TABLE ops.throttle (
    key   text PRIMARY KEY,
    count int NOT NULL,
    until timestamptz NOT NULL
);

-- Who is behind the secret of a session or a token, with all roles. Every request asks;
-- plpgsql keeps the plans, so that only the first of a connection pays for planning.
CREATE FUNCTION roles_of(account uuid) RETURNS json LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (SELECT coalesce(json_agg(json_build_object(
            'role', m.role, 'tenant', m.tenant_id, 'from', m.from_date, 'until', m.until_date)), '[]')
        FROM programme.membership m WHERE m.account_id = account);
END $$;

CREATE FUNCTION caller_by_session(hash bytea, idle interval, moment timestamptz)
    RETURNS TABLE (secret_id uuid, id uuid, full_name text, locale text, seen boolean, ends_at timestamptz, roles json)
    LANGUAGE plpgsql STABLE ROWS 1 AS $$
BEGIN
    RETURN QUERY SELECT s.id, a.id, a.full_name, a.locale, s.last_seen_at < moment - interval '1 minute',
            least(s.expires_at, s.last_seen_at + idle), programme.roles_of(a.id)
        FROM programme.session s JOIN programme.account a ON a.id = s.account_id
        WHERE s.token_hash = hash AND s.expires_at > moment AND s.last_seen_at > moment - idle AND a.state = 'ACTIVE';
END $$;

CREATE FUNCTION caller_by_token(hash bytea, moment timestamptz)
    RETURNS TABLE (secret_id uuid, id uuid, full_name text, locale text, seen boolean, ends_at timestamptz, roles json)
    LANGUAGE plpgsql STABLE ROWS 1 AS $$
BEGIN
    RETURN QUERY SELECT t.id, a.id, a.full_name, a.locale, coalesce(t.last_seen_at, t.created_at) < moment - interval '1 minute',
            t.expires_at, programme.roles_of(a.id)
        FROM programme.access_token t JOIN programme.account a ON a.id = t.account_id
        WHERE t.token_hash = hash AND t.expires_at > moment AND a.state = 'ACTIVE';
END $$;

-- Servers remember callers for a moment and forget them when this channel speaks.
CREATE FUNCTION callers_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('callers', '');
    RETURN NULL;
END $$;

CREATE TRIGGER account_callers AFTER UPDATE ON account EXECUTE FUNCTION callers_changed();
CREATE TRIGGER membership_callers AFTER INSERT OR UPDATE OR DELETE ON membership EXECUTE FUNCTION callers_changed();
CREATE TRIGGER session_callers AFTER DELETE OR UPDATE OF account_id, token_hash, expires_at ON session EXECUTE FUNCTION callers_changed();
CREATE TRIGGER access_token_callers AFTER DELETE OR UPDATE OF account_id, token_hash, expires_at ON access_token
    EXECUTE FUNCTION callers_changed();

GRANT SELECT, INSERT, UPDATE ON account, membership TO demilge_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON session, access_token, device, link, identity, ops.throttle TO demilge_app;

-- the municipality that a change of the programme's tables concerns
ALTER TABLE audit ADD COLUMN tenant_id uuid;
CREATE INDEX audit_tenant_idx ON audit (tenant_id, id DESC) WHERE tenant_id IS NOT NULL;
