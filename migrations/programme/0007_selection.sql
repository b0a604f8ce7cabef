-- The choice of pilot municipalities out of the letters of a call.

-- one more role that is held in the programme
DO $$
DECLARE rule text;
BEGIN
    SELECT conname INTO STRICT rule FROM pg_constraint
        WHERE conrelid = 'programme.membership'::regclass AND contype = 'c' AND pg_get_constraintdef(oid) LIKE '%PROGRAMME_MANAGER%';
    EXECUTE format('ALTER TABLE programme.membership DROP CONSTRAINT %I', rule);
END $$;
ALTER TABLE membership ADD CONSTRAINT membership_place_check CHECK ((tenant_id IS NULL) =
    (role IN ('PROGRAMME_MANAGER', 'PROGRAMME_FINANCE', 'OBSERVER', 'PLATFORM_ADMIN', 'SELECTION_MEMBER')));

CREATE TABLE selection (
    id                uuid PRIMARY KEY,
    call_id           uuid NOT NULL REFERENCES call CONSTRAINT selection_call_key UNIQUE,
    state             text NOT NULL CHECK (state IN ('PREPARATION', 'SCORING', 'DECIDING', 'DECIDED', 'PUBLISHED')),
    terms             jsonb NOT NULL,
    coded             boolean NOT NULL,
    scoring_opened_at timestamptz,
    scoring_closed_at timestamptz,
    decided_at        timestamptz,
    published_at      timestamptz,
    version           bigint NOT NULL,
    created_at        timestamptz NOT NULL,
    updated_at        timestamptz NOT NULL,
    CHECK ((state = 'PREPARATION') = (scoring_opened_at IS NULL)),
    CHECK ((state = 'PUBLISHED') = (published_at IS NOT NULL))
);

-- what each criterion of the call comes to for a letter
CREATE TABLE letter_check (
    id          uuid PRIMARY KEY,
    letter_id   uuid NOT NULL REFERENCES letter,
    position    int NOT NULL,
    requirement jsonb NOT NULL,
    found       jsonb NOT NULL,
    overruled   jsonb,
    version     bigint NOT NULL,
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL
);
CREATE UNIQUE INDEX letter_check_letter_key ON letter_check (letter_id, (requirement ->> 'code'));

CREATE TABLE letter_clarification (
    id           uuid PRIMARY KEY,
    letter_id    uuid NOT NULL REFERENCES letter,
    question     text NOT NULL,
    due_on       date NOT NULL,
    asked_by     text NOT NULL,
    answer       text NOT NULL,
    answered_by  text NOT NULL,
    via          text CHECK (via IN ('SECRET', 'STAFF', 'PROGRAMME')),
    answered_at  timestamptz,
    closed_at    timestamptz,
    close_reason text NOT NULL,
    version      bigint NOT NULL,
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL,
    CHECK ((answered_at IS NULL) = (via IS NULL)),
    CHECK (answered_at IS NULL OR closed_at IS NULL)
);
CREATE INDEX letter_clarification_letter_idx ON letter_clarification (letter_id, id);

-- a place in the committee of one call
CREATE TABLE selection_seat (
    id           uuid PRIMARY KEY,
    selection_id uuid NOT NULL REFERENCES selection,
    account_id   uuid NOT NULL REFERENCES account,
    name         text NOT NULL,
    position     jsonb NOT NULL,
    from_date    date NOT NULL,
    until_date   date,
    end_reason   text NOT NULL,
    declared_at  timestamptz,
    version      bigint NOT NULL,
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL,
    CONSTRAINT selection_seat_account_key UNIQUE (selection_id, account_id),
    CHECK (until_date IS NULL OR until_date >= from_date - 1)
);
CREATE INDEX selection_seat_person_idx ON selection_seat (account_id);

-- a letter among those that are scored, with what its texts say once redacted; ids are drawn
-- at random, so that none tells when or in which order a row was written
CREATE TABLE selection_entry (
    id              uuid PRIMARY KEY,
    selection_id    uuid NOT NULL REFERENCES selection,
    letter_id       uuid NOT NULL REFERENCES letter CONSTRAINT selection_entry_letter_key UNIQUE,
    municipality_id uuid NOT NULL REFERENCES municipality,
    redacted        jsonb NOT NULL,
    confirmed_at    timestamptz,
    confirmed_by    text NOT NULL,
    fields          jsonb NOT NULL,
    fixed           boolean NOT NULL,
    version         bigint NOT NULL
);
CREATE INDEX selection_entry_selection_idx ON selection_entry (selection_id);
CREATE INDEX selection_entry_municipality_idx ON selection_entry (municipality_id);

-- what members read does not change once it is fixed
CREATE FUNCTION selection_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.fixed THEN
        RAISE EXCEPTION 'a letter that is being scored' USING ERRCODE = 'DM002';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER selection_entry_fixed BEFORE UPDATE ON selection_entry FOR EACH ROW EXECUTE FUNCTION selection_entry_refuse();

-- a letter as one member meets it
CREATE TABLE selection_code (
    id       uuid PRIMARY KEY,
    seat_id  uuid NOT NULL REFERENCES selection_seat,
    entry_id uuid NOT NULL REFERENCES selection_entry,
    code     text NOT NULL,
    UNIQUE (seat_id, entry_id),
    UNIQUE (seat_id, code)
);
CREATE INDEX selection_code_entry_idx ON selection_code (entry_id);
CREATE TRIGGER selection_code_sealed BEFORE UPDATE OR DELETE ON selection_code FOR EACH ROW EXECUTE FUNCTION ops.refuse_change();

CREATE TABLE selection_conflict (
    id          uuid PRIMARY KEY,
    seat_id     uuid NOT NULL REFERENCES selection_seat,
    entry_id    uuid NOT NULL REFERENCES selection_entry,
    about       text NOT NULL CHECK (about IN ('MUNICIPALITY', 'CODE')),
    kind        text NOT NULL CHECK (kind IN ('NONE', 'RELATIVE', 'EMPLOYER', 'OTHER')),
    text        text NOT NULL,
    automatic   boolean NOT NULL,
    declared_at timestamptz NOT NULL
);
CREATE INDEX selection_conflict_seat_idx ON selection_conflict (seat_id);
CREATE INDEX selection_conflict_entry_idx ON selection_conflict (entry_id);
CREATE TRIGGER selection_conflict_sealed BEFORE UPDATE OR DELETE ON selection_conflict FOR EACH ROW EXECUTE FUNCTION ops.refuse_change();

CREATE TABLE selection_sheet (
    id           uuid PRIMARY KEY,
    code_id      uuid NOT NULL REFERENCES selection_code CONSTRAINT selection_sheet_code_key UNIQUE,
    state        text NOT NULL CHECK (state IN ('DRAFT', 'SUBMITTED')),
    scores       jsonb NOT NULL,
    submitted_at timestamptz,
    version      bigint NOT NULL,
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL,
    CHECK ((state = 'SUBMITTED') = (submitted_at IS NOT NULL))
);

CREATE FUNCTION selection_sheet_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'SUBMITTED' THEN
        RAISE EXCEPTION 'a submitted sheet' USING ERRCODE = 'DM002';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER selection_sheet_sealed BEFORE UPDATE OR DELETE ON selection_sheet FOR EACH ROW EXECUTE FUNCTION selection_sheet_refuse();

CREATE TABLE selection_protocol (
    id           uuid PRIMARY KEY,
    selection_id uuid NOT NULL REFERENCES selection CONSTRAINT selection_protocol_selection_key UNIQUE,
    number       text NOT NULL,
    date         date,
    place        text NOT NULL,
    present      jsonb NOT NULL,
    votes        jsonb NOT NULL,
    discussion   text NOT NULL,
    decisions    jsonb NOT NULL,
    signatories  jsonb NOT NULL,
    scan_file_id uuid REFERENCES file,
    -- byte for byte what was signed
    content      json,
    digest       text NOT NULL,
    signed_at    timestamptz,
    version      bigint NOT NULL,
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL,
    CHECK ((signed_at IS NULL) = (content IS NULL)),
    CHECK ((signed_at IS NULL) = (digest = ''))
);
CREATE INDEX selection_protocol_scan_idx ON selection_protocol (scan_file_id) WHERE scan_file_id IS NOT NULL;

CREATE FUNCTION selection_protocol_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.signed_at IS NOT NULL THEN
        RAISE EXCEPTION 'a signed selection protocol' USING ERRCODE = 'DM002';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER selection_protocol_sealed BEFORE UPDATE OR DELETE ON selection_protocol FOR EACH ROW EXECUTE FUNCTION selection_protocol_refuse();

-- the decisions of a signed protocol: that a municipality is chosen, and that it gets money
CREATE TABLE selection_decision (
    letter_id    uuid PRIMARY KEY REFERENCES letter,
    selection_id uuid NOT NULL REFERENCES selection,
    chosen       boolean NOT NULL,
    cofinancing  bigint CHECK (cofinancing > 0),
    reserve      boolean NOT NULL,
    reserve_no   int NOT NULL,
    reason       text NOT NULL,
    CHECK (cofinancing IS NULL OR chosen),
    CHECK (NOT (chosen AND reserve)),
    CHECK (reserve = (reserve_no > 0))
);
CREATE INDEX selection_decision_selection_idx ON selection_decision (selection_id);
CREATE TRIGGER selection_decision_sealed BEFORE UPDATE OR DELETE ON selection_decision FOR EACH ROW EXECUTE FUNCTION ops.refuse_change();

-- what each participant is told; that an e-mail went out, the outbox says
CREATE TABLE selection_notice (
    id           uuid PRIMARY KEY,
    selection_id uuid NOT NULL REFERENCES selection,
    letter_id    uuid NOT NULL REFERENCES letter CONSTRAINT selection_notice_letter_key UNIQUE,
    outcome      text NOT NULL,
    channel      text CHECK (channel IN ('EMAIL', 'SMS', 'TELEGRAM', 'PHONE', 'POST', 'IN_HAND')),
    note         text NOT NULL,
    notified_at  timestamptz,
    version      bigint NOT NULL,
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL,
    CHECK ((channel IS NULL) = (notified_at IS NULL))
);
CREATE INDEX selection_notice_selection_idx ON selection_notice (selection_id);

GRANT SELECT, INSERT, UPDATE ON selection, letter_check, letter_clarification, selection_seat, selection_entry, selection_sheet,
    selection_protocol, selection_notice TO demilge_app;
GRANT SELECT, INSERT ON selection_code, selection_conflict, selection_decision TO demilge_app;
