-- The programme's own files, and its calls for cooperation with what followers of a call
-- are told.

-- the shape of a municipality's
CREATE TABLE file (
    id           uuid PRIMARY KEY,
    kind         text NOT NULL,
    name         text NOT NULL,
    content_type text NOT NULL,
    size         bigint NOT NULL CHECK (size BETWEEN 1 AND 26214400),
    sha256       bytea NOT NULL CHECK (octet_length(sha256) = 32),
    state        text NOT NULL CHECK (state IN ('AWAITED', 'READY', 'REFUSED', 'EXPIRED')),
    refusal      text NOT NULL DEFAULT '',
    detail       text NOT NULL DEFAULT '',
    -- an account, or what its writer opens with a secret
    uploaded_by  uuid,
    expires_at   timestamptz NOT NULL,
    width        int NOT NULL DEFAULT 0,
    height       int NOT NULL DEFAULT 0,
    small_size   bigint NOT NULL DEFAULT 0,
    medium_size  bigint NOT NULL DEFAULT 0,
    evidence     jsonb,
    owner_object text,
    owner_id     uuid,
    owner_user   uuid,
    published_at timestamptz,
    version      bigint NOT NULL,
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL,
    CHECK ((owner_object IS NULL) = (owner_id IS NULL)),
    CHECK ((state = 'REFUSED') = (refusal <> '')),
    CONSTRAINT file_published_check CHECK (published_at IS NULL
        OR state = 'READY' AND kind NOT IN ('PASSPORT_COPY', 'PARTICIPANT_LIST'))
);
CREATE INDEX file_owner_idx ON file (owner_id, id) WHERE owner_id IS NOT NULL;
CREATE INDEX file_unused_idx ON file (id) INCLUDE (state, uploaded_by, expires_at)
    WHERE owner_id IS NULL AND state IN ('AWAITED', 'READY');

CREATE TABLE call (
    id             uuid PRIMARY KEY,
    slug           text NOT NULL CONSTRAINT call_slug_key UNIQUE CHECK (slug ~ '^[a-z0-9][a-z0-9-]{1,59}$'),
    -- what was decided last; that the time for letters has come or is over, the clock says
    state          text NOT NULL CHECK (state IN ('DRAFT', 'OPEN', 'RESULTS_PUBLISHED', 'CANCELLED')),
    opens_at       timestamptz,
    deadline       timestamptz,
    terms          jsonb NOT NULL,
    -- of the newest edition that went out, 0 before
    edition        int NOT NULL CHECK (edition >= 0),
    opened_at      timestamptz,
    results_at     timestamptz,
    results_source text NOT NULL,
    reason         text NOT NULL,
    history        jsonb NOT NULL,
    version        bigint NOT NULL,
    created_at     timestamptz NOT NULL,
    updated_at     timestamptz NOT NULL,
    CHECK (state NOT IN ('OPEN', 'RESULTS_PUBLISHED') OR opened_at IS NOT NULL AND opens_at < deadline),
    CHECK ((opened_at IS NULL) = (edition = 0)),
    CHECK ((state = 'RESULTS_PUBLISHED') = (results_at IS NOT NULL))
);
CREATE INDEX call_opened_idx ON call (opened_at DESC, id DESC) WHERE opened_at IS NOT NULL;

-- what a call said when it went out; an amendment is the next edition
CREATE TABLE call_edition (
    id         uuid PRIMARY KEY,
    call_id    uuid NOT NULL REFERENCES call,
    number     int NOT NULL CHECK (number > 0),
    opens_at   timestamptz NOT NULL,
    deadline   timestamptz NOT NULL,
    terms      jsonb NOT NULL,
    -- the fields in which it differs from the edition before
    changes    jsonb NOT NULL,
    reason     text NOT NULL,
    issued_at  timestamptz NOT NULL,
    version    bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT call_edition_number_key UNIQUE (call_id, number),
    CHECK ((number = 1) = (reason = ''))
);
CREATE TRIGGER call_edition_sealed BEFORE UPDATE OR DELETE ON call_edition FOR EACH ROW EXECUTE FUNCTION ops.refuse_change();

-- an e-mail address that wants to know of amendments, once it is confirmed
CREATE TABLE call_follower (
    id           uuid PRIMARY KEY,
    call_id      uuid NOT NULL REFERENCES call,
    email        text NOT NULL CHECK (email = lower(email)),
    locale       text NOT NULL CHECK (locale IN ('KY', 'RU', 'EN')),
    confirmed_at timestamptz,
    expires_at   timestamptz,
    version      bigint NOT NULL,
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL,
    CONSTRAINT call_follower_email_key UNIQUE (call_id, email),
    CHECK ((confirmed_at IS NULL) = (expires_at IS NOT NULL))
);
CREATE INDEX call_follower_expires_idx ON call_follower (expires_at) WHERE expires_at IS NOT NULL;

-- the secrets in the messages to a follower, by which it confirms and ends; one is made for
-- each message and only its hash is kept
CREATE TABLE call_follower_secret (
    hash        bytea PRIMARY KEY,
    follower_id uuid NOT NULL REFERENCES call_follower ON DELETE CASCADE,
    purpose     text NOT NULL CHECK (purpose IN ('CONFIRM', 'END'))
);
CREATE INDEX call_follower_secret_follower_idx ON call_follower_secret (follower_id);

GRANT SELECT, INSERT, UPDATE ON file, call TO demilge_app;
GRANT SELECT, INSERT ON call_edition TO demilge_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON call_follower, call_follower_secret TO demilge_app;
