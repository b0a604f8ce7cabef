-- Agreements with winners, their terms of reference and estimates (domain.md M18, M25, 5.7, 5.8).

CREATE TABLE agreement (
    id              uuid PRIMARY KEY,
    competition_id  uuid NOT NULL REFERENCES competition,
    application_id  uuid NOT NULL REFERENCES application,
    award_id        uuid NOT NULL REFERENCES award,
    state           text NOT NULL CHECK (state IN ('DRAFT', 'FOR_SIGNATURE', 'SIGNED', 'ACTIVE', 'SUSPENDED', 'TERMINATED',
                        'CANCELLED_FORCE_MAJEURE', 'CLOSED')),
    number          text NOT NULL,
    date            date,
    mode            text NOT NULL CHECK (mode IN ('PROCUREMENT_BY_AO', 'PROCUREMENT_BY_PROGRAMME', 'TRANSFER', 'IN_KIND_ONLY')),
    language        text NOT NULL CHECK (language IN ('KY', 'RU', 'EN')),
    title           jsonb NOT NULL,
    local_budget    bigint NOT NULL CHECK (local_budget BETWEEN 1 AND 1000000000000000),
    programme_grant bigint CHECK (programme_grant BETWEEN 1 AND 1000000000000000),
    start_date      date,
    end_date        date,
    report_due_on   date,
    sign_by         date NOT NULL,
    terms           jsonb NOT NULL,
    signatories     jsonb NOT NULL CHECK (jsonb_typeof(signatories) = 'array'),
    scan_file_id    uuid,
    -- why there is no scan; empty when there is one
    scan_note       text NOT NULL,
    reason          text NOT NULL,
    submitted_at    timestamptz,
    signed_at       timestamptz,
    activated_at    timestamptz,
    ended_at        timestamptz,
    version         bigint NOT NULL,
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    CHECK (end_date >= start_date),
    CHECK (state IN ('DRAFT', 'CANCELLED_FORCE_MAJEURE')
        OR number <> '' AND start_date IS NOT NULL AND end_date IS NOT NULL AND report_due_on IS NOT NULL),
    CHECK (state IN ('DRAFT', 'FOR_SIGNATURE', 'CANCELLED_FORCE_MAJEURE') OR date IS NOT NULL AND signed_at IS NOT NULL AND (scan_file_id IS NOT NULL OR scan_note <> '')
        AND signatories <> '[]'),
    CHECK ((state IN ('TERMINATED', 'CANCELLED_FORCE_MAJEURE', 'CLOSED')) = (ended_at IS NOT NULL)),
    CHECK (state NOT IN ('SUSPENDED', 'TERMINATED', 'CANCELLED_FORCE_MAJEURE') OR reason <> '')
);
CREATE INDEX agreement_competition_idx ON agreement (competition_id);
CREATE INDEX agreement_application_idx ON agreement (application_id);
CREATE UNIQUE INDEX agreement_award_key ON agreement (award_id);
CREATE UNIQUE INDEX agreement_number_key ON agreement (number) WHERE number <> '';

-- what was signed is changed by a numbered amendment alone; what ended is not changed
CREATE FUNCTION agreement_seal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND OLD.state = 'DRAFT' THEN
        RETURN OLD;
    END IF;
    IF TG_OP = 'DELETE' OR OLD.ended_at IS NOT NULL
        OR (NEW.competition_id, NEW.application_id, NEW.award_id) <> (OLD.competition_id, OLD.application_id, OLD.award_id)
        OR (OLD.signed_at IS NOT NULL AND (NEW.number, NEW.date, NEW.local_budget, NEW.scan_file_id, NEW.scan_note, NEW.signatories, NEW.signed_at)
            IS DISTINCT FROM (OLD.number, OLD.date, OLD.local_budget, OLD.scan_file_id, OLD.scan_note, OLD.signatories, OLD.signed_at))
    THEN
        RAISE EXCEPTION 'a signed agreement is sealed' USING ERRCODE = 'DM002';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER agreement_sealed BEFORE UPDATE OR DELETE ON agreement
    FOR EACH ROW EXECUTE FUNCTION {{schema}}.agreement_seal();

-- the approved estimate: what each line is planned at now
CREATE TABLE agreement_line (
    id           uuid PRIMARY KEY,
    agreement_id uuid NOT NULL REFERENCES agreement ON DELETE CASCADE,
    line_no      int NOT NULL CHECK (line_no BETWEEN 1 AND 200),
    item         text NOT NULL,
    unit         text NOT NULL,
    -- thousandths of a unit
    quantity     bigint CHECK (quantity BETWEEN 1 AND 999999999999),
    unit_price   bigint CHECK (unit_price BETWEEN 0 AND 1000000000000000),
    -- as signed, and as it stands after reallocations; null when nobody valued it
    approved     bigint CHECK (approved BETWEEN 0 AND 1000000000000000),
    planned      bigint CHECK (planned BETWEEN 0 AND 1000000000000000),
    source       text NOT NULL CHECK (source IN ('LOCAL_BUDGET', 'PROGRAMME', 'BUSINESS', 'INITIATOR', 'DONATION', 'OTHER')),
    form         text NOT NULL CHECK (form IN ('CASH', 'IN_KIND')),
    valuation    text NOT NULL CHECK (valuation IN ('KNOWN', 'ESTIMATED', 'NOT_VALUED')),
    version      bigint NOT NULL,
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL,
    CONSTRAINT agreement_line_no_key UNIQUE (agreement_id, line_no),
    CHECK ((approved IS NULL) = (planned IS NULL)),
    CHECK (valuation <> 'NOT_VALUED' OR planned IS NULL)
);

-- one row an edition; the newest sealed one is in force
CREATE TABLE terms_of_reference (
    id           uuid PRIMARY KEY,
    agreement_id uuid NOT NULL REFERENCES agreement ON DELETE CASCADE,
    edition      int NOT NULL CHECK (edition > 0),
    content      jsonb NOT NULL,
    sealed_at    timestamptz,
    version      bigint NOT NULL,
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL,
    CONSTRAINT terms_of_reference_edition_key UNIQUE (agreement_id, edition)
);
CREATE FUNCTION terms_of_reference_seal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.sealed_at IS NOT NULL AND (TG_OP = 'DELETE' OR NEW.sealed_at IS NOT NULL
        OR EXISTS (SELECT FROM {{schema}}.agreement WHERE id = OLD.agreement_id AND signed_at IS NOT NULL)) THEN
        RAISE EXCEPTION 'terms of reference of a signed agreement are sealed' USING ERRCODE = 'DM002';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER terms_of_reference_sealed BEFORE UPDATE OR DELETE ON terms_of_reference
    FOR EACH ROW EXECUTE FUNCTION {{schema}}.terms_of_reference_seal();

CREATE TABLE amendment (
    id           uuid PRIMARY KEY,
    agreement_id uuid NOT NULL REFERENCES agreement,
    number       int NOT NULL CHECK (number > 0),
    date         date NOT NULL,
    reason       text NOT NULL CHECK (reason <> ''),
    -- what it changed: field, before, after
    changes      jsonb NOT NULL CHECK (jsonb_array_length(changes) > 0),
    signatories  jsonb NOT NULL CHECK (jsonb_array_length(signatories) > 0),
    scan_file_id uuid NOT NULL,
    version      bigint NOT NULL,
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL,
    CONSTRAINT amendment_number_key UNIQUE (agreement_id, number)
);
CREATE TRIGGER amendment_sealed BEFORE UPDATE OR DELETE ON amendment FOR EACH ROW EXECUTE FUNCTION ops.refuse_change();

GRANT SELECT ON agreement, agreement_line, terms_of_reference, amendment TO demilge_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON agreement, agreement_line, terms_of_reference TO {{role}};
GRANT SELECT, INSERT ON amendment TO {{role}};
