-- Applications, budget lines, admissibility (domain.md 5.3, 5.4, M9–M12).

CREATE TABLE application (
    id             uuid PRIMARY KEY,
    competition_id uuid NOT NULL REFERENCES competition,
    state          text NOT NULL CHECK (state IN ('DRAFT', 'SUBMITTED', 'RETURNED_FOR_FIX', 'ADMITTED', 'REJECTED',
                       'WITHDRAWN', 'AWARDED', 'NOT_AWARDED')),
    channel        text NOT NULL CHECK (channel IN ('ONLINE', 'PAPER', 'EMAIL')),
    -- null for a paper that the secretary entered
    owner_id       uuid,
    register_year  int NOT NULL,
    register_no    int NOT NULL CHECK (register_no >= 0),
    received_at    timestamptz,
    edition        int NOT NULL CHECK (edition >= 0),
    sha256         text NOT NULL CHECK (sha256 ~ '^([0-9a-f]{64})?$'),
    correction     jsonb,
    reason         text NOT NULL,
    consents       jsonb NOT NULL CHECK (jsonb_typeof(consents) = 'array'),

    kind                  text NOT NULL CHECK (kind IN ('', 'PERSON', 'GROUP', 'LEGAL_ENTITY')),
    language              text NOT NULL CHECK (language IN ('KY', 'RU', 'EN')),
    title                 jsonb NOT NULL,
    goal                  text NOT NULL,
    problem               text NOT NULL,
    local_matter          text NOT NULL,
    priority_area_id      uuid CONSTRAINT application_priority_area_fkey REFERENCES priority_area,
    type                  text NOT NULL CHECK (type IN ('', 'CO_FINANCING', 'CONSOLIDATION')),
    previous_results      text NOT NULL,
    target_groups         jsonb NOT NULL CHECK (jsonb_typeof(target_groups) = 'array'),
    participants          jsonb NOT NULL,
    villages              jsonb NOT NULL CHECK (jsonb_typeof(villages) = 'array'),
    sustainability        text NOT NULL,
    citizen_participation text NOT NULL,
    start_date            date,
    end_date              date,
    initiative_group      jsonb,
    plan                  jsonb NOT NULL CHECK (jsonb_typeof(plan) = 'array'),
    attachments           jsonb NOT NULL CHECK (jsonb_typeof(attachments) = 'array'),
    declared              boolean NOT NULL,
    resident              boolean NOT NULL DEFAULT false,

    version        bigint NOT NULL,
    created_at     timestamptz NOT NULL,
    updated_at     timestamptz NOT NULL,
    CHECK (channel <> 'ONLINE' OR owner_id IS NOT NULL),
    CHECK ((state = 'DRAFT') = (register_no = 0)),
    CHECK (state = 'DRAFT' OR received_at IS NOT NULL AND edition > 0 AND sha256 <> ''),
    CHECK (state <> 'REJECTED' OR reason <> '')
);
CREATE INDEX application_competition_idx ON application (competition_id, id);
CREATE INDEX application_state_idx ON application (competition_id, state, id);
CREATE INDEX application_owner_idx ON application (owner_id, id) WHERE owner_id IS NOT NULL;
CREATE INDEX application_priority_area_idx ON application (priority_area_id);
CREATE UNIQUE INDEX application_register_key ON application (register_year, register_no) WHERE register_no > 0;

-- What was submitted stays as it was: only the course of the matter goes on. A number
-- once given is kept.
CREATE FUNCTION application_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    course text[] := ARRAY['state', 'edition', 'sha256', 'correction', 'reason', 'consents', 'version', 'updated_at'];
BEGIN
    IF OLD.register_no > 0 AND (TG_OP = 'DELETE' OR (NEW.register_no, NEW.register_year, NEW.received_at, NEW.competition_id)
        <> (OLD.register_no, OLD.register_year, OLD.received_at, OLD.competition_id)) THEN
        RAISE EXCEPTION 'a registered application keeps its place in the register' USING ERRCODE = 'DM002';
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.state NOT IN ('DRAFT', 'RETURNED_FOR_FIX')
        AND to_jsonb(NEW) - course <> to_jsonb(OLD) - course THEN
        RAISE EXCEPTION 'a submitted application is sealed' USING ERRCODE = 'DM002';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER application_sealed BEFORE UPDATE OR DELETE ON application
    FOR EACH ROW EXECUTE FUNCTION {{schema}}.application_sealed();

-- personal data of the leader; the id is the application's
CREATE TABLE applicant (
    id                  uuid PRIMARY KEY REFERENCES application ON DELETE CASCADE,
    surname             text NOT NULL,
    given_name          text NOT NULL,
    patronymic          text NOT NULL,
    birth_year          int CHECK (birth_year BETWEEN 1900 AND 2100),
    sex                 text NOT NULL CHECK (sex IN ('', 'MAN', 'WOMAN')),
    village             jsonb NOT NULL,
    street              text NOT NULL,
    phone               text NOT NULL,
    email               text NOT NULL,
    organisation        text NOT NULL,
    registration_number text NOT NULL,
    group_names         jsonb NOT NULL CHECK (jsonb_typeof(group_names) = 'array'),
    version             bigint NOT NULL,
    created_at          timestamptz NOT NULL,
    updated_at          timestamptz NOT NULL
);

-- the lines are rewritten together and have no life of their own
CREATE TABLE budget_line (
    id               uuid PRIMARY KEY,
    application_id   uuid NOT NULL REFERENCES application ON DELETE CASCADE,
    line_no          int NOT NULL CHECK (line_no BETWEEN 1 AND 200),
    item             text NOT NULL,
    unit             text NOT NULL,
    -- thousandths of a unit
    quantity         bigint CHECK (quantity BETWEEN 1 AND 999999999999),
    unit_price       bigint CHECK (unit_price BETWEEN 0 AND 1000000000000000),
    amount           bigint CHECK (amount BETWEEN 0 AND 1000000000000000),
    source           text NOT NULL CHECK (source IN ('LOCAL_BUDGET', 'PROGRAMME', 'BUSINESS', 'INITIATOR', 'DONATION', 'OTHER')),
    form             text NOT NULL CHECK (form IN ('CASH', 'IN_KIND')),
    valuation        text NOT NULL CHECK (valuation IN ('KNOWN', 'ESTIMATED', 'NOT_VALUED')),
    evidence_file_id uuid,
    CONSTRAINT budget_line_no_key UNIQUE (application_id, line_no),
    CHECK (valuation <> 'NOT_VALUED' OR unit_price IS NULL AND amount IS NULL),
    -- quantity × price rounded half up to the tyiyn, exactly
    CHECK (amount IS NOT DISTINCT FROM floor((quantity::numeric * unit_price + 500) / 1000))
);

CREATE FUNCTION applicant_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM {{schema}}.application WHERE id = OLD.id AND state NOT IN ('DRAFT', 'RETURNED_FOR_FIX')) THEN
        RAISE EXCEPTION 'the applicant of a submitted application is sealed' USING ERRCODE = 'DM002';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER applicant_sealed BEFORE UPDATE OR DELETE ON applicant
    FOR EACH ROW EXECUTE FUNCTION {{schema}}.applicant_sealed();

CREATE FUNCTION budget_line_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    line {{schema}}.budget_line := COALESCE(NEW, OLD);
BEGIN
    IF EXISTS (SELECT FROM {{schema}}.application WHERE id = line.application_id AND state NOT IN ('DRAFT', 'RETURNED_FOR_FIX')) THEN
        RAISE EXCEPTION 'the budget of a submitted application is sealed' USING ERRCODE = 'DM002';
    END IF;
    RETURN line;
END $$;
CREATE TRIGGER budget_line_sealed BEFORE INSERT OR UPDATE OR DELETE ON budget_line
    FOR EACH ROW EXECUTE FUNCTION {{schema}}.budget_line_sealed();

-- what was submitted, byte for byte; it holds personal data
CREATE TABLE application_version (
    id             uuid PRIMARY KEY,
    application_id uuid NOT NULL REFERENCES application,
    edition        int NOT NULL CHECK (edition > 0),
    content        text NOT NULL,
    sha256         text NOT NULL CHECK (sha256 = encode(sha256(convert_to(content, 'UTF8')), 'hex')),
    version        bigint NOT NULL,
    created_at     timestamptz NOT NULL,
    updated_at     timestamptz NOT NULL,
    CONSTRAINT application_version_key UNIQUE (application_id, edition)
);
CREATE TRIGGER application_version_sealed BEFORE UPDATE OR DELETE ON application_version
    FOR EACH ROW EXECUTE FUNCTION ops.refuse_change();

-- group members whom the leader lets write in the draft
CREATE TABLE application_editor (
    id             uuid PRIMARY KEY,
    application_id uuid NOT NULL REFERENCES application ON DELETE CASCADE,
    name           text NOT NULL,
    -- null until the invited person has joined
    user_id        uuid,
    code_hash      text NOT NULL CONSTRAINT application_editor_code_key UNIQUE,
    expires_at     timestamptz NOT NULL,
    version        bigint NOT NULL,
    created_at     timestamptz NOT NULL,
    updated_at     timestamptz NOT NULL,
    CONSTRAINT application_editor_user_key UNIQUE (application_id, user_id)
);
CREATE INDEX application_editor_user_idx ON application_editor (user_id);

CREATE TABLE admissibility (
    id             uuid PRIMARY KEY,
    application_id uuid NOT NULL CONSTRAINT admissibility_application_key UNIQUE REFERENCES application,
    results        jsonb NOT NULL CHECK (jsonb_typeof(results) = 'array'),
    decision       text NOT NULL CHECK (decision IN ('', 'ADMITTED', 'REJECTED')),
    decided_at     timestamptz,
    decider_name   text NOT NULL,
    version        bigint NOT NULL,
    created_at     timestamptz NOT NULL,
    updated_at     timestamptz NOT NULL,
    CHECK ((decision = '') = (decided_at IS NULL))
);

-- what was checked stays as it was decided upon, until the decision is taken back
CREATE FUNCTION admissibility_seal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR (OLD.decision <> '' AND (NEW.results <> OLD.results OR NEW.application_id <> OLD.application_id)) THEN
        RAISE EXCEPTION 'the check of a decided application is sealed' USING ERRCODE = 'DM002';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER admissibility_sealed BEFORE UPDATE OR DELETE ON admissibility
    FOR EACH ROW EXECUTE FUNCTION {{schema}}.admissibility_seal();

GRANT SELECT ON application, budget_line, application_editor, admissibility TO demilge_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON application, applicant, budget_line, application_editor TO {{role}};
GRANT SELECT, INSERT ON application_version TO {{role}};
GRANT SELECT, INSERT, UPDATE ON admissibility TO {{role}};
