-- Secret addresses of people's calendars; of a secret only the hash is kept.

CREATE TABLE calendar_link (
    id          uuid PRIMARY KEY,
    account_id  uuid NOT NULL REFERENCES account,
    secret_hash bytea NOT NULL CONSTRAINT calendar_link_secret_key UNIQUE,
    -- the municipalities that it tells of
    tenant_ids  jsonb NOT NULL CHECK (jsonb_typeof(tenant_ids) = 'array'),
    -- in which it is written
    language    text NOT NULL CHECK (language IN ('KY', 'RU', 'EN')),
    version     bigint NOT NULL,
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL
);
CREATE INDEX calendar_link_account_idx ON calendar_link (account_id);

GRANT SELECT, INSERT, DELETE ON calendar_link TO demilge_app;
