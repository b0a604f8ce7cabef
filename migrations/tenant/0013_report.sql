-- Reports on agreements, their editions and the decisions on them (domain.md M22, M23, R-33, 5.11).

CREATE TABLE report (
    id                 uuid PRIMARY KEY,
    agreement_id       uuid NOT NULL REFERENCES agreement,
    kind               text NOT NULL CHECK (kind IN ('FINAL', 'INTERIM')),
    state              text NOT NULL CHECK (state IN ('DUE', 'SUBMITTED', 'RETURNED', 'ACCEPTED')),
    number             text NOT NULL,
    due_on             date NOT NULL,
    -- by when a returned report is due again
    fix_by             date,
    from_date          date,
    until_date         date,
    -- counts the submissions
    edition            int NOT NULL CHECK (edition >= 0),
    narrative          jsonb NOT NULL,
    explanations       jsonb NOT NULL CHECK (jsonb_typeof(explanations) = 'array'),
    property           jsonb NOT NULL CHECK (jsonb_typeof(property) = 'array'),
    returned_parts     jsonb NOT NULL CHECK (jsonb_typeof(returned_parts) = 'array'),
    -- null when the programme gives nothing, and before the first submission
    programme_part     text CHECK (programme_part IN ('PENDING', 'ACCEPTED', 'RETURNED')),
    first_submitted_at timestamptz,
    submitted_at       timestamptz,
    decide_by          date,
    accepted_at        timestamptz,
    version            bigint NOT NULL,
    created_at         timestamptz NOT NULL,
    updated_at         timestamptz NOT NULL,
    CHECK (until_date >= from_date),
    CHECK ((state = 'RETURNED') = (fix_by IS NOT NULL)),
    CHECK ((state = 'ACCEPTED') = (accepted_at IS NOT NULL)),
    CHECK ((edition = 0) = (submitted_at IS NULL) AND (edition = 0) = (number = '')),
    CHECK (state <> 'DUE' OR edition = 0)
);
CREATE INDEX report_agreement_idx ON report (agreement_id, id);
CREATE UNIQUE INDEX report_final_key ON report (agreement_id) WHERE kind = 'FINAL';
CREATE UNIQUE INDEX report_number_key ON report (number) WHERE number <> '';
CREATE INDEX report_owed_idx ON report (due_on) WHERE state IN ('DUE', 'RETURNED');

-- a report keeps its agreement, its number and the day of its first submission
CREATE FUNCTION report_seal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR (NEW.agreement_id, NEW.kind) <> (OLD.agreement_id, OLD.kind) OR NEW.edition < OLD.edition
        OR (OLD.edition > 0 AND (NEW.number, NEW.due_on, NEW.first_submitted_at) IS DISTINCT FROM (OLD.number, OLD.due_on, OLD.first_submitted_at))
        OR (OLD.state IN ('SUBMITTED', 'ACCEPTED') AND (NEW.narrative, NEW.explanations, NEW.property)
            IS DISTINCT FROM (OLD.narrative, OLD.explanations, OLD.property))
    THEN
        RAISE EXCEPTION 'a submitted report is sealed' USING ERRCODE = 'DM002';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER report_sealed BEFORE UPDATE OR DELETE ON report FOR EACH ROW EXECUTE FUNCTION {{schema}}.report_seal();

-- what was submitted: the text that the digest is of
CREATE TABLE report_edition (
    id                uuid PRIMARY KEY,
    report_id         uuid NOT NULL REFERENCES report,
    agreement_id      uuid NOT NULL REFERENCES agreement,
    edition           int NOT NULL CHECK (edition > 0),
    channel           text NOT NULL CHECK (channel IN ('ONLINE', 'PAPER')),
    scan_file_id      uuid,
    sealed            text NOT NULL,
    digest            text NOT NULL,
    submitted_by_name text NOT NULL,
    submitted_at      timestamptz NOT NULL,
    version           bigint NOT NULL,
    created_at        timestamptz NOT NULL,
    updated_at        timestamptz NOT NULL,
    CONSTRAINT report_edition_key UNIQUE (report_id, edition),
    CHECK ((channel = 'PAPER') = (scan_file_id IS NOT NULL))
);
CREATE TRIGGER report_edition_sealed BEFORE UPDATE OR DELETE ON report_edition FOR EACH ROW EXECUTE FUNCTION ops.refuse_change();

CREATE TABLE report_decision (
    id              uuid PRIMARY KEY,
    report_id       uuid NOT NULL REFERENCES report,
    agreement_id    uuid NOT NULL REFERENCES agreement,
    edition         int NOT NULL,
    side            text NOT NULL CHECK (side IN ('MUNICIPALITY', 'PROGRAMME')),
    accepted        boolean NOT NULL,
    -- of the act of acceptance
    number          text NOT NULL,
    date            date,
    remarks         text NOT NULL,
    position        text NOT NULL,
    name            text NOT NULL,
    scan_file_id    uuid,
    -- of a return
    parts           jsonb NOT NULL CHECK (jsonb_typeof(parts) = 'array'),
    fix_by          date,
    decided_by_name text NOT NULL,
    decided_at      timestamptz NOT NULL,
    version         bigint NOT NULL,
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    CHECK (accepted OR remarks <> '' AND parts <> '[]' AND fix_by IS NOT NULL),
    CHECK (NOT accepted OR side = 'PROGRAMME' OR number <> '' AND date IS NOT NULL AND name <> '')
);
CREATE INDEX report_decision_report_idx ON report_decision (report_id, id);
CREATE TRIGGER report_decision_sealed BEFORE UPDATE OR DELETE ON report_decision FOR EACH ROW EXECUTE FUNCTION ops.refuse_change();

GRANT SELECT ON report, report_edition, report_decision TO demilge_app;
GRANT SELECT, INSERT, UPDATE ON report TO {{role}};
GRANT SELECT, INSERT ON report_edition, report_decision TO {{role}};
