-- Letters of interest of municipalities in a call, and what belongs to them.

CREATE TABLE letter (
    id              uuid PRIMARY KEY,
    call_id         uuid NOT NULL REFERENCES call,
    municipality_id uuid NOT NULL REFERENCES municipality,
    reference       text NOT NULL CONSTRAINT letter_reference_key UNIQUE,
    state           text NOT NULL CHECK (state IN ('DRAFT', 'SUBMITTED', 'LATE', 'REGISTERED', 'WITHDRAWN', 'REPLACED',
        'ELIGIBILITY_CHECK', 'NEEDS_CLARIFICATION', 'ELIGIBLE', 'INELIGIBLE', 'EVALUATION',
        'SELECTED', 'SELECTED_WITH_COFINANCING', 'RESERVE', 'NOT_SELECTED')),
    channel         text NOT NULL CHECK (channel IN ('ONLINE', 'POST', 'IN_PERSON', 'EMAIL')),
    author_id       uuid,
    -- of both secrets only the hash is kept; a letter of an account has none
    secret_hash     bytea,
    mail_hash       bytea,
    expires_at      timestamptz NOT NULL,
    contact         text NOT NULL,
    language        text NOT NULL CHECK (language IN ('KY', 'RU')),
    number          int CHECK (number > 0),
    submitted_at    timestamptz,
    late            boolean NOT NULL,
    sha256          bytea,
    incoming_number text NOT NULL,
    registered_at   timestamptz,
    replaced_by_id  uuid REFERENCES letter,
    reason          text NOT NULL,
    version         bigint NOT NULL,
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    CONSTRAINT letter_number_key UNIQUE (call_id, number),
    CHECK ((number IS NULL) = (state = 'DRAFT')),
    CHECK ((number IS NULL) = (submitted_at IS NULL) AND (number IS NULL) = (sha256 IS NULL)),
    CHECK ((state = 'REPLACED') = (replaced_by_id IS NOT NULL)),
    CHECK (state <> 'LATE' OR late)
);
-- one active letter a call and municipality
CREATE UNIQUE INDEX letter_active_key ON letter (call_id, municipality_id)
    WHERE state NOT IN ('DRAFT', 'LATE', 'WITHDRAWN', 'REPLACED');
CREATE INDEX letter_call_idx ON letter (call_id, id) WHERE state <> 'DRAFT';
CREATE INDEX letter_municipality_idx ON letter (municipality_id, id);
CREATE INDEX letter_replaced_by_idx ON letter (replaced_by_id) WHERE replaced_by_id IS NOT NULL;
CREATE INDEX letter_author_idx ON letter (author_id) WHERE author_id IS NOT NULL;
CREATE INDEX letter_draft_idx ON letter (call_id, expires_at) WHERE state = 'DRAFT';

-- what a letter says, without the people in part 3
CREATE TABLE letter_content (
    letter_id uuid PRIMARY KEY REFERENCES letter ON DELETE CASCADE,
    content   jsonb NOT NULL
);

-- who leads the groups of part 3: personal data
CREATE TABLE letter_leader (
    letter_id uuid NOT NULL REFERENCES letter ON DELETE CASCADE,
    row_no    int NOT NULL CHECK (row_no >= 0),
    name      text NOT NULL,
    contacts  text NOT NULL,
    PRIMARY KEY (letter_id, row_no)
);

-- the sealed content, byte for byte
CREATE TABLE letter_seal (
    letter_id uuid PRIMARY KEY REFERENCES letter,
    content   text NOT NULL,
    sha256    bytea NOT NULL,
    sealed_at timestamptz NOT NULL
);
CREATE TRIGGER letter_seal_sealed BEFORE UPDATE OR DELETE ON letter_seal FOR EACH ROW EXECUTE FUNCTION ops.refuse_change();

-- what was sent is never edited
CREATE FUNCTION letter_refuse_edit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM programme.letter WHERE id = coalesce(NEW.letter_id, OLD.letter_id) AND state <> 'DRAFT') THEN
        RAISE EXCEPTION '% of a letter that was sent', TG_OP USING ERRCODE = 'DM002';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER letter_content_sealed BEFORE INSERT OR UPDATE OR DELETE ON letter_content FOR EACH ROW EXECUTE FUNCTION letter_refuse_edit();
CREATE TRIGGER letter_leader_sealed BEFORE INSERT OR UPDATE OR DELETE ON letter_leader FOR EACH ROW EXECUTE FUNCTION letter_refuse_edit();

-- what a person noted on a letter for herself
CREATE TABLE letter_mark (
    letter_id  uuid NOT NULL REFERENCES letter,
    account_id uuid NOT NULL,
    starred    boolean NOT NULL,
    read       boolean NOT NULL,
    PRIMARY KEY (letter_id, account_id)
);
CREATE INDEX letter_mark_account_idx ON letter_mark (account_id) WHERE starred;

GRANT SELECT, INSERT, UPDATE, DELETE ON letter, letter_content, letter_leader TO demilge_app;
GRANT SELECT, INSERT ON letter_seal TO demilge_app;
GRANT SELECT, INSERT, UPDATE ON letter_mark TO demilge_app;
