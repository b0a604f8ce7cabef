-- Appeals against results and complaints about the service (domain.md R-35, R-36).

CREATE TABLE appeal (
    id             uuid PRIMARY KEY,
    kind           text NOT NULL CHECK (kind IN ('COMPETITION', 'SERVICE')),
    competition_id uuid REFERENCES competition,
    state          text NOT NULL CHECK (state IN ('REGISTERED', 'ANSWERED', 'WITHDRAWN')),
    channel        text NOT NULL CHECK (channel IN ('ONLINE', 'PAPER', 'EMAIL')),
    language       text NOT NULL CHECK (language IN ('KY', 'RU', 'EN')),
    register_year  int NOT NULL,
    register_no    int NOT NULL CHECK (register_no > 0),
    received_on    date NOT NULL,
    due_on         date NOT NULL,
    -- it came after the regulation's days for complaints and holds nothing up
    late           boolean NOT NULL,
    -- who filed it with an account
    filer_id       uuid,
    code_hash      text NOT NULL CONSTRAINT appeal_code_key UNIQUE,
    scan_file_id   uuid,
    outcome        text NOT NULL CHECK (outcome IN ('', 'UPHELD', 'PARTLY_UPHELD', 'REJECTED', 'NOT_CONSIDERED')),
    answer         text NOT NULL,
    answered_by    text NOT NULL,
    answered_at    timestamptz,
    reason         text NOT NULL,
    version        bigint NOT NULL,
    created_at     timestamptz NOT NULL,
    updated_at     timestamptz NOT NULL,
    CONSTRAINT appeal_register_key UNIQUE (register_year, register_no),
    CHECK ((kind = 'COMPETITION') = (competition_id IS NOT NULL)),
    CHECK ((state = 'ANSWERED') = (answered_at IS NOT NULL AND outcome <> '' AND answer <> ''))
);
CREATE INDEX appeal_competition_idx ON appeal (competition_id);
CREATE INDEX appeal_filer_idx ON appeal (filer_id);

-- an answer that was given stays
CREATE FUNCTION appeal_seal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.state <> 'REGISTERED'
        OR (NEW.kind, NEW.register_year, NEW.register_no, NEW.received_on, NEW.due_on) <> (OLD.kind, OLD.register_year, OLD.register_no, OLD.received_on, OLD.due_on)
    THEN
        RAISE EXCEPTION 'an answered appeal is sealed' USING ERRCODE = 'DM002';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER appeal_sealed BEFORE UPDATE OR DELETE ON appeal FOR EACH ROW EXECUTE FUNCTION {{schema}}.appeal_seal();

-- what was written and by whom: personal data, read by the municipality's own role alone
CREATE TABLE appeal_letter (
    id      uuid PRIMARY KEY REFERENCES appeal,
    name    text NOT NULL,
    contact text NOT NULL,
    text    text NOT NULL CHECK (text <> '')
);
CREATE TRIGGER appeal_letter_sealed BEFORE UPDATE OR DELETE ON appeal_letter FOR EACH ROW EXECUTE FUNCTION ops.refuse_change();

GRANT SELECT ON appeal TO demilge_app;
GRANT SELECT, INSERT, UPDATE ON appeal TO {{role}};
GRANT SELECT, INSERT ON appeal_letter TO {{role}};
