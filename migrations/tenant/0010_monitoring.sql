-- Monitoring groups with their mandate (domain.md R-31, R-32).

CREATE TABLE monitoring_group (
    id             uuid PRIMARY KEY,
    name           jsonb NOT NULL,
    state          text NOT NULL CHECK (state IN ('DRAFT', 'FORMED', 'DISSOLVED')),
    order_kind     text NOT NULL,
    order_number   text NOT NULL,
    order_date     date,
    order_file_id  uuid,
    -- only the initiatives of this competition; null means all of the municipality
    competition_id uuid REFERENCES competition,
    -- the mandate, both days included
    from_date      date,
    until_date     date,
    note           text NOT NULL,
    -- why it was dissolved
    reason         text NOT NULL,
    version        bigint NOT NULL,
    created_at     timestamptz NOT NULL,
    updated_at     timestamptz NOT NULL,
    CHECK (until_date >= from_date),
    CHECK (state <> 'DISSOLVED' OR reason <> ''),
    CHECK (state = 'DRAFT' OR order_date IS NOT NULL AND from_date IS NOT NULL AND until_date IS NOT NULL)
);
CREATE INDEX monitoring_group_competition_idx ON monitoring_group (competition_id);

-- since_* is the order that named the member, until_* the later one that let the member go
CREATE TABLE monitoring_group_member (
    id           uuid PRIMARY KEY,
    group_id     uuid NOT NULL REFERENCES monitoring_group ON DELETE CASCADE,
    position     int NOT NULL,
    category     text NOT NULL CHECK (category IN ('AO_STAFF', 'DEPUTY', 'COMMUNITY')),
    leads        boolean NOT NULL,
    name         text NOT NULL CHECK (name <> ''),
    post         text NOT NULL,
    -- null for a member without an account
    user_id      uuid,
    since_kind   text NOT NULL,
    since_number text NOT NULL,
    since_date   date,
    until_kind   text NOT NULL,
    until_number text NOT NULL,
    until_date   date,
    until_reason text NOT NULL,
    -- the last day of a member who left before the mandate ended
    left_on      date,
    replaces_id  uuid REFERENCES monitoring_group_member,
    version      bigint NOT NULL,
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL,
    CHECK ((left_on IS NULL) = (until_date IS NULL))
);
CREATE INDEX monitoring_group_member_group_idx ON monitoring_group_member (group_id, position);
CREATE INDEX monitoring_group_member_user_idx ON monitoring_group_member (user_id);
CREATE INDEX monitoring_group_member_replaces_idx ON monitoring_group_member (replaces_id);
CREATE UNIQUE INDEX monitoring_group_member_person_key ON monitoring_group_member (group_id, user_id) WHERE user_id IS NOT NULL AND left_on IS NULL;

-- who was named by an order stays as the order says; only the account and the end may be added
CREATE FUNCTION monitoring_group_member_seal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.since_date IS NULL THEN
        RETURN COALESCE(NEW, OLD);
    END IF;
    IF TG_OP = 'DELETE' OR OLD.left_on IS NOT NULL
        OR (NEW.id, NEW.group_id, NEW.position, NEW.category, NEW.leads, NEW.name, NEW.post, NEW.since_number, NEW.since_date, NEW.replaces_id)
        IS DISTINCT FROM (OLD.id, OLD.group_id, OLD.position, OLD.category, OLD.leads, OLD.name, OLD.post, OLD.since_number, OLD.since_date, OLD.replaces_id)
    THEN
        RAISE EXCEPTION 'a member named by an order is sealed' USING ERRCODE = 'DM002';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER monitoring_group_member_sealed BEFORE UPDATE OR DELETE ON monitoring_group_member
    FOR EACH ROW EXECUTE FUNCTION {{schema}}.monitoring_group_member_seal();

GRANT SELECT ON monitoring_group, monitoring_group_member TO demilge_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON monitoring_group, monitoring_group_member TO {{role}};

-- looks of a group at an initiative (domain.md 5.10)
CREATE TABLE visit (
    id              uuid PRIMARY KEY,
    agreement_id    uuid NOT NULL REFERENCES agreement,
    group_id        uuid NOT NULL REFERENCES monitoring_group,
    event_id        uuid,
    state           text NOT NULL CHECK (state IN ('PLANNED', 'DONE', 'CANCELLED')),
    planned_on      date NOT NULL,
    place           text NOT NULL,
    purpose         text NOT NULL,
    -- made by a phone: a form that is sent twice is one visit
    client_key      uuid,
    reason          text NOT NULL,
    visited_on      date,
    start_at        timestamptz,
    end_at          timestamptz,
    channel         text NOT NULL CHECK (channel IN ('', 'ONLINE', 'PAPER')),
    -- of the terms of reference that were checked, 0 before
    edition         int NOT NULL,
    present         jsonb NOT NULL CHECK (jsonb_typeof(present) = 'array'),
    checklist       jsonb NOT NULL CHECK (jsonb_typeof(checklist) = 'array'),
    goods           jsonb NOT NULL CHECK (jsonb_typeof(goods) = 'array'),
    people_counted  int CHECK (people_counted BETWEEN 0 AND 1000000),
    opinions        text NOT NULL,
    problems        text NOT NULL,
    recommendations jsonb NOT NULL CHECK (jsonb_typeof(recommendations) = 'array'),
    photos          jsonb NOT NULL CHECK (jsonb_typeof(photos) = 'array'),
    scan_file_id    uuid,
    version         bigint NOT NULL,
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    CONSTRAINT visit_client_key UNIQUE (agreement_id, client_key),
    CHECK (end_at >= start_at),
    CHECK (state <> 'CANCELLED' OR reason <> ''),
    CHECK ((state = 'DONE') = (visited_on IS NOT NULL)),
    CHECK ((state = 'DONE') = (channel <> '')),
    CHECK ((state = 'DONE') = (edition > 0)),
    CHECK (channel <> 'PAPER' OR scan_file_id IS NOT NULL)
);
CREATE INDEX visit_group_idx ON visit (group_id);

-- what was seen stays as it was recorded
CREATE FUNCTION visit_seal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.state <> 'PLANNED' OR (NEW.agreement_id, NEW.group_id) <> (OLD.agreement_id, OLD.group_id) THEN
        RAISE EXCEPTION 'a visit that is done or cancelled is sealed' USING ERRCODE = 'DM002';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER visit_sealed BEFORE UPDATE OR DELETE ON visit FOR EACH ROW EXECUTE FUNCTION {{schema}}.visit_seal();

CREATE TABLE finding (
    id             uuid PRIMARY KEY,
    visit_id       uuid NOT NULL REFERENCES visit,
    agreement_id   uuid NOT NULL REFERENCES agreement,
    severity       text NOT NULL CHECK (severity IN ('MINOR', 'SERIOUS')),
    text           text NOT NULL CHECK (text <> ''),
    item_key       text,
    responsible    text NOT NULL,
    due_on         date,
    state          text NOT NULL CHECK (state IN ('OPEN', 'PROOF_SENT', 'CLOSED')),
    proof_text     text NOT NULL,
    proof_file_ids jsonb NOT NULL CHECK (jsonb_typeof(proof_file_ids) = 'array'),
    proved_at      timestamptz,
    note           text NOT NULL,
    reason         text NOT NULL,
    closed_at      timestamptz,
    -- who lets tranches pass in spite of it
    waived_by      text NOT NULL,
    waiver_reason  text NOT NULL,
    waived_at      timestamptz,
    version        bigint NOT NULL,
    created_at     timestamptz NOT NULL,
    updated_at     timestamptz NOT NULL,
    CHECK ((state = 'CLOSED') = (closed_at IS NOT NULL)),
    CHECK (state = 'OPEN' OR proof_text <> ''),
    CHECK ((waived_at IS NULL) = (waiver_reason = ''))
);
CREATE INDEX finding_visit_idx ON finding (visit_id);
CREATE INDEX finding_agreement_idx ON finding (agreement_id);

-- what was found wrong stays as it was written
CREATE FUNCTION finding_seal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR (NEW.visit_id, NEW.agreement_id, NEW.severity, NEW.text, NEW.responsible)
        <> (OLD.visit_id, OLD.agreement_id, OLD.severity, OLD.text, OLD.responsible)
        OR (OLD.waived_at IS NOT NULL AND (NEW.waived_at, NEW.waived_by, NEW.waiver_reason) IS DISTINCT FROM (OLD.waived_at, OLD.waived_by, OLD.waiver_reason))
    THEN
        RAISE EXCEPTION 'a finding is sealed' USING ERRCODE = 'DM002';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER finding_sealed BEFORE UPDATE OR DELETE ON finding FOR EACH ROW EXECUTE FUNCTION {{schema}}.finding_seal();

GRANT SELECT ON visit, finding TO demilge_app;
GRANT SELECT, INSERT, UPDATE ON visit, finding TO {{role}};

-- what a group concludes; frozen when it is signed
CREATE TABLE monitoring_protocol (
    id           uuid PRIMARY KEY,
    agreement_id uuid NOT NULL REFERENCES agreement,
    group_id     uuid NOT NULL REFERENCES monitoring_group,
    visit_ids    jsonb NOT NULL CHECK (jsonb_array_length(visit_ids) > 0),
    state        text NOT NULL CHECK (state IN ('DRAFT', 'SIGNED', 'DELIVERED', 'ANSWERED')),
    number       text NOT NULL,
    date         date NOT NULL,
    verdict      text NOT NULL CHECK (verdict IN ('COMPLIES', 'PARTLY', 'NOT')),
    conclusion   text NOT NULL CHECK (conclusion <> ''),
    content      jsonb,
    signatures   jsonb NOT NULL CHECK (jsonb_typeof(signatures) = 'array'),
    scan_file_id uuid,
    -- why there is no scan; empty when there is one
    scan_note    text NOT NULL,
    signed_at    timestamptz,
    delivered_on date,
    received_by  text NOT NULL,
    answer       text NOT NULL,
    answered_on  date,
    version      bigint NOT NULL,
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL,
    CHECK ((state = 'DRAFT') = (number = '')),
    CHECK (state = 'DRAFT' OR content IS NOT NULL AND signatures <> '[]' AND (scan_file_id IS NOT NULL OR scan_note <> '') AND signed_at IS NOT NULL),
    CHECK (state IN ('DRAFT', 'SIGNED') OR delivered_on IS NOT NULL AND received_by <> ''),
    CHECK (state <> 'ANSWERED' OR answered_on IS NOT NULL AND answer <> '')
);
CREATE INDEX monitoring_protocol_agreement_idx ON monitoring_protocol (agreement_id);
CREATE INDEX monitoring_protocol_group_idx ON monitoring_protocol (group_id);
CREATE UNIQUE INDEX monitoring_protocol_number_key ON monitoring_protocol (number) WHERE number <> '';

CREATE FUNCTION monitoring_protocol_seal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR (OLD.state <> 'DRAFT' AND
        (NEW.agreement_id, NEW.group_id, NEW.visit_ids, NEW.number, NEW.date, NEW.verdict, NEW.conclusion, NEW.content, NEW.signatures, NEW.scan_file_id, NEW.scan_note, NEW.signed_at)
        IS DISTINCT FROM
        (OLD.agreement_id, OLD.group_id, OLD.visit_ids, OLD.number, OLD.date, OLD.verdict, OLD.conclusion, OLD.content, OLD.signatures, OLD.scan_file_id, OLD.scan_note, OLD.signed_at))
        OR (OLD.delivered_on IS NOT NULL AND (NEW.delivered_on, NEW.received_by) IS DISTINCT FROM (OLD.delivered_on, OLD.received_by))
        OR OLD.state = 'ANSWERED'
    THEN
        RAISE EXCEPTION 'a signed protocol is sealed' USING ERRCODE = 'DM002';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER monitoring_protocol_sealed BEFORE UPDATE OR DELETE ON monitoring_protocol
    FOR EACH ROW EXECUTE FUNCTION {{schema}}.monitoring_protocol_seal();

GRANT SELECT ON monitoring_protocol TO demilge_app;
GRANT SELECT, INSERT, UPDATE ON monitoring_protocol TO {{role}};
