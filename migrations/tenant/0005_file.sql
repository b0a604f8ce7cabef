-- Files: the facts; their bytes lie in the object store under <tenant id>/<file id>.

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
    uploaded_by  uuid,
    expires_at   timestamptz NOT NULL,
    width        int NOT NULL DEFAULT 0,
    height       int NOT NULL DEFAULT 0,
    small_size   bigint NOT NULL DEFAULT 0,
    medium_size  bigint NOT NULL DEFAULT 0,
    evidence     jsonb,
    -- what the file belongs to, and the person whose own it is
    owner_object text,
    owner_id     uuid,
    owner_user   uuid,
    published_at timestamptz,
    version      bigint NOT NULL,
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL,
    CHECK ((owner_object IS NULL) = (owner_id IS NULL)),
    CHECK ((state = 'REFUSED') = (refusal <> '')),
    CONSTRAINT file_published_check CHECK (published_at IS NULL OR state = 'READY' AND kind <> 'PASSPORT_COPY')
);
CREATE INDEX file_owner_idx ON file (owner_id, id) WHERE owner_id IS NOT NULL;
CREATE INDEX file_unused_idx ON file (id) INCLUDE (state, uploaded_by, expires_at)
    WHERE owner_id IS NULL AND state IN ('AWAITED', 'READY');

GRANT SELECT ON file TO demilge_app;
GRANT SELECT, INSERT, UPDATE ON file TO {{role}};
