-- Messages to people. The outbox lies in the cluster of the transaction that writes it, as
-- the jobs do; what people want told, and how, is the programme's.

CREATE TABLE ops.message (
    id         uuid PRIMARY KEY,
    -- the municipality that it is about, the zero uuid for the programme
    tenant_id  uuid NOT NULL,
    kind       text NOT NULL,
    about_kind text NOT NULL,
    about_id   uuid NOT NULL,
    -- the person, null for a bare contact and for several who are found when it is sent
    account_id uuid,
    -- whom it goes to, as it was asked for; emptied with the facts
    recipient  jsonb NOT NULL,
    -- what it says; null once they are removed
    facts      jsonb,
    -- the message for several that this one was made of
    parent_id  uuid REFERENCES ops.message,
    -- two messages with one mark are one
    once       text CONSTRAINT message_once_key UNIQUE,
    created_at timestamptz NOT NULL,
    planned_at timestamptz,
    read_at    timestamptz
);
CREATE INDEX message_account_idx ON ops.message (account_id, id DESC) WHERE account_id IS NOT NULL;
CREATE INDEX message_about_idx ON ops.message (about_id, id DESC);
CREATE INDEX message_unplanned_idx ON ops.message (created_at) WHERE planned_at IS NULL;
CREATE INDEX message_kept_idx ON ops.message (created_at) WHERE facts IS NOT NULL;
CREATE INDEX message_parent_idx ON ops.message (parent_id) WHERE parent_id IS NOT NULL;

-- one way that a message takes to its reader
CREATE TABLE ops.delivery (
    id           uuid PRIMARY KEY,
    message_id   uuid NOT NULL REFERENCES ops.message,
    tenant_id    uuid NOT NULL,
    account_id   uuid,
    channel      text NOT NULL CHECK (channel IN ('EMAIL', 'SMS', 'TELEGRAM')),
    state        text NOT NULL CHECK (state IN ('QUEUED', 'SENT', 'DELIVERED', 'FAILED', 'SKIPPED')),
    reason       text NOT NULL DEFAULT '',
    -- what the server or gateway answered, without addresses
    answer       text NOT NULL DEFAULT '',
    -- where it went, masked
    address      text NOT NULL DEFAULT '',
    -- it waits for the reader's hour, with others
    digest       boolean NOT NULL,
    -- the delivery that is sent and repeated, itself or the first of a digest; null until sealed
    batch_id     uuid,
    reference    text NOT NULL DEFAULT '',
    attempts     int NOT NULL DEFAULT 0,
    cost         bigint NOT NULL DEFAULT 0,
    queued_at    timestamptz NOT NULL,
    next_at      timestamptz NOT NULL,
    sent_at      timestamptz,
    delivered_at timestamptz,
    CONSTRAINT delivery_message_key UNIQUE (message_id, channel)
);
CREATE INDEX delivery_due_idx ON ops.delivery (next_at) WHERE state = 'QUEUED';
CREATE INDEX delivery_batch_idx ON ops.delivery (batch_id);
CREATE INDEX delivery_failed_idx ON ops.delivery (id DESC) WHERE state = 'FAILED';

-- what the SMS of a municipality cost in a month, in tyiyn
CREATE TABLE ops.message_cost (
    tenant_id uuid NOT NULL,
    month     date NOT NULL,
    cost      bigint NOT NULL,
    PRIMARY KEY (tenant_id, month)
);

CREATE TABLE notice_setting (
    account_id          uuid PRIMARY KEY REFERENCES account,
    -- hours of the day in Bishkek
    digest_hour         int NOT NULL CHECK (digest_hour BETWEEN 0 AND 23),
    quiet_from          int NOT NULL CHECK (quiet_from BETWEEN 0 AND 23),
    quiet_until         int NOT NULL CHECK (quiet_until BETWEEN 0 AND 23),
    telegram_chat       text NOT NULL DEFAULT '',
    telegram_code_hash  bytea CONSTRAINT notice_setting_code_key UNIQUE,
    telegram_code_until timestamptz,
    version             bigint NOT NULL,
    updated_at          timestamptz NOT NULL
);

-- what a person chose for a kind of message; a kind that is not here is as the program has it
CREATE TABLE notice_preference (
    account_id uuid NOT NULL REFERENCES account,
    kind       text NOT NULL,
    channels   text[] NOT NULL,
    digest     boolean NOT NULL,
    PRIMARY KEY (account_id, kind)
);

-- what a person wants to hear of: a municipality's competitions, the programme's calls
CREATE TABLE follow (
    account_id   uuid NOT NULL REFERENCES account,
    subject_kind text NOT NULL,
    subject_id   uuid NOT NULL,
    since        timestamptz NOT NULL,
    PRIMARY KEY (subject_id, account_id)
);
CREATE INDEX follow_account_idx ON follow (account_id);

GRANT SELECT, INSERT, UPDATE ON ops.message, ops.delivery, ops.message_cost TO demilge_app;
GRANT SELECT, INSERT, UPDATE ON notice_setting TO demilge_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON notice_preference, follow TO demilge_app;
