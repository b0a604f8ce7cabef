-- Conflicts, score sheets, sessions, protocols, orders, awards (domain.md M13–M17, 5.5, 5.6).

CREATE TABLE conflict_declaration (
    id             uuid PRIMARY KEY,
    competition_id uuid NOT NULL REFERENCES competition,
    application_id uuid NOT NULL REFERENCES application,
    member_id      uuid NOT NULL REFERENCES commission_member,
    kind           text NOT NULL CHECK (kind IN ('NONE', 'RELATIVE', 'GROUP_MEMBER', 'EMPLOYER', 'OTHER')),
    text           text NOT NULL,
    automatic      boolean NOT NULL,
    channel        text NOT NULL CHECK (channel IN ('ONLINE', 'PAPER')),
    scan_file_id   uuid,
    declared_at    timestamptz NOT NULL,
    -- the chair took a conflict back that was a mistake: reason, time and chair
    retracted      jsonb CHECK (retracted->>'reason' <> ''),
    version        bigint NOT NULL,
    created_at     timestamptz NOT NULL,
    updated_at     timestamptz NOT NULL,
    CONSTRAINT conflict_declaration_key UNIQUE (application_id, member_id),
    CHECK (NOT automatic OR kind <> 'NONE'),
    CHECK (retracted IS NULL OR kind <> 'NONE' AND NOT automatic)
);
CREATE INDEX conflict_declaration_competition_idx ON conflict_declaration (competition_id);
CREATE INDEX conflict_declaration_member_idx ON conflict_declaration (member_id);

-- a conflict that was declared stays, also one that is taken back
CREATE FUNCTION conflict_declaration_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR (OLD.kind <> 'NONE' AND NEW.kind = 'NONE')
        OR (NEW.application_id, NEW.member_id) <> (OLD.application_id, OLD.member_id)
    THEN
        RAISE EXCEPTION 'a declared conflict stays' USING ERRCODE = 'DM002';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER conflict_declaration_kept BEFORE UPDATE OR DELETE ON conflict_declaration
    FOR EACH ROW EXECUTE FUNCTION {{schema}}.conflict_declaration_keep();

-- one row a revision; the newest counts
CREATE TABLE score_sheet (
    id             uuid PRIMARY KEY,
    competition_id uuid NOT NULL REFERENCES competition,
    application_id uuid NOT NULL REFERENCES application,
    member_id      uuid NOT NULL REFERENCES commission_member,
    revision       int NOT NULL CHECK (revision > 0),
    state          text NOT NULL CHECK (state IN ('DRAFT', 'SUBMITTED')),
    scores         jsonb NOT NULL CHECK (jsonb_typeof(scores) = 'array'),
    channel        text NOT NULL CHECK (channel IN ('ONLINE', 'PAPER')),
    scan_file_id   uuid,
    submitted_at   timestamptz,
    reopen_reason  text NOT NULL,
    version        bigint NOT NULL,
    created_at     timestamptz NOT NULL,
    updated_at     timestamptz NOT NULL,
    CONSTRAINT score_sheet_key UNIQUE (application_id, member_id, revision),
    CHECK ((state = 'SUBMITTED') = (submitted_at IS NOT NULL)),
    CHECK (channel = 'ONLINE' OR scan_file_id IS NOT NULL),
    CHECK (revision = 1 OR reopen_reason <> '')
);
CREATE INDEX score_sheet_competition_idx ON score_sheet (competition_id, application_id, member_id, revision DESC);
CREATE INDEX score_sheet_member_idx ON score_sheet (member_id);

CREATE FUNCTION score_sheet_seal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'SUBMITTED' THEN
        RAISE EXCEPTION 'a submitted score sheet is sealed' USING ERRCODE = 'DM002';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER score_sheet_sealed BEFORE UPDATE OR DELETE ON score_sheet
    FOR EACH ROW EXECUTE FUNCTION {{schema}}.score_sheet_seal();

CREATE TABLE commission_session (
    id               uuid PRIMARY KEY,
    competition_id   uuid NOT NULL REFERENCES competition,
    state            text NOT NULL CHECK (state IN ('PLANNED', 'OPEN', 'SCORES_CLOSED', 'CLOSED', 'ADJOURNED', 'ANNULLED')),
    planned_at       timestamptz NOT NULL,
    place            text NOT NULL,
    agenda           jsonb NOT NULL CHECK (jsonb_typeof(agenda) = 'array'),
    attendance       jsonb NOT NULL CHECK (jsonb_typeof(attendance) = 'array'),
    presiding_id     uuid REFERENCES commission_member,
    casting          jsonb NOT NULL CHECK (jsonb_typeof(casting) = 'array'),
    casting_reason   text NOT NULL,
    reason           text NOT NULL,
    opened_at        timestamptz,
    scores_closed_at timestamptz,
    closed_at        timestamptz,
    version          bigint NOT NULL,
    created_at       timestamptz NOT NULL,
    updated_at       timestamptz NOT NULL,
    CHECK (state NOT IN ('OPEN', 'SCORES_CLOSED', 'CLOSED') OR opened_at IS NOT NULL),
    CHECK (state NOT IN ('SCORES_CLOSED', 'CLOSED') OR scores_closed_at IS NOT NULL),
    CHECK (state NOT IN ('ADJOURNED', 'ANNULLED') OR reason <> ''),
    CHECK (casting = '[]' OR casting_reason <> '')
);
CREATE INDEX commission_session_competition_idx ON commission_session (competition_id);
CREATE INDEX commission_session_presiding_idx ON commission_session (presiding_id);
CREATE UNIQUE INDEX commission_session_running_key ON commission_session (competition_id)
    WHERE state NOT IN ('ADJOURNED', 'ANNULLED');

-- a closed session is annulled with its protocol, or reopened while none is sealed
CREATE FUNCTION commission_session_seal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.state IN ('ADJOURNED', 'ANNULLED') OR (OLD.state = 'CLOSED' AND NEW.state NOT IN ('SCORES_CLOSED', 'ANNULLED'))
        OR (OLD.state = 'CLOSED' AND NEW.state = 'SCORES_CLOSED'
            AND EXISTS (SELECT FROM {{schema}}.protocol WHERE session_id = OLD.id AND state IN ('SEALED', 'SIGNED')))
    THEN
        RAISE EXCEPTION 'a session that is over is sealed' USING ERRCODE = 'DM002';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER commission_session_sealed BEFORE UPDATE OR DELETE ON commission_session
    FOR EACH ROW EXECUTE FUNCTION {{schema}}.commission_session_seal();

CREATE TABLE session_vote (
    id             uuid PRIMARY KEY,
    session_id     uuid NOT NULL REFERENCES commission_session,
    application_id uuid NOT NULL REFERENCES application,
    member_id      uuid NOT NULL REFERENCES commission_member,
    choice         text NOT NULL CHECK (choice IN ('FOR', 'AGAINST', 'ABSTAIN')),
    channel        text NOT NULL CHECK (channel IN ('ONLINE', 'PAPER')),
    version        bigint NOT NULL,
    created_at     timestamptz NOT NULL,
    updated_at     timestamptz NOT NULL,
    CONSTRAINT session_vote_key UNIQUE (session_id, application_id, member_id)
);
CREATE INDEX session_vote_application_idx ON session_vote (application_id);
CREATE INDEX session_vote_member_idx ON session_vote (member_id);

-- votes are taken between the close of the scores and that of the session
CREATE FUNCTION session_vote_seal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR NOT EXISTS (SELECT FROM {{schema}}.commission_session WHERE id = NEW.session_id AND state = 'SCORES_CLOSED') THEN
        RAISE EXCEPTION 'the votes of a session are sealed' USING ERRCODE = 'DM002';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER session_vote_sealed BEFORE INSERT OR UPDATE OR DELETE ON session_vote
    FOR EACH ROW EXECUTE FUNCTION {{schema}}.session_vote_seal();

CREATE TABLE dissenting_opinion (
    id             uuid PRIMARY KEY,
    session_id     uuid NOT NULL REFERENCES commission_session,
    application_id uuid REFERENCES application,
    member_id      uuid NOT NULL REFERENCES commission_member,
    text           text NOT NULL CHECK (text <> ''),
    channel        text NOT NULL CHECK (channel IN ('ONLINE', 'PAPER')),
    version        bigint NOT NULL,
    created_at     timestamptz NOT NULL,
    updated_at     timestamptz NOT NULL
);
CREATE INDEX dissenting_opinion_session_idx ON dissenting_opinion (session_id);
CREATE INDEX dissenting_opinion_application_idx ON dissenting_opinion (application_id);
CREATE INDEX dissenting_opinion_member_idx ON dissenting_opinion (member_id);
CREATE TRIGGER dissenting_opinion_sealed BEFORE UPDATE OR DELETE ON dissenting_opinion
    FOR EACH ROW EXECUTE FUNCTION ops.refuse_change();

CREATE TABLE protocol (
    id               uuid PRIMARY KEY,
    competition_id   uuid NOT NULL REFERENCES competition,
    session_id       uuid NOT NULL REFERENCES commission_session,
    state            text NOT NULL CHECK (state IN ('DRAFT', 'SEALED', 'SIGNED', 'WITHDRAWN', 'ANNULLED')),
    number           text NOT NULL,
    date             date NOT NULL,
    place            text NOT NULL,
    discussion       text NOT NULL,
    decisions        jsonb NOT NULL CHECK (jsonb_typeof(decisions) = 'array'),
    no_winner_reason text NOT NULL,
    file_id          uuid,
    digest           text NOT NULL,
    sealed_at        timestamptz,
    signed_at        timestamptz,
    ended_at         timestamptz,
    reason           text NOT NULL,
    version          bigint NOT NULL,
    created_at       timestamptz NOT NULL,
    updated_at       timestamptz NOT NULL,
    CHECK (state = 'DRAFT' OR (number <> '' AND digest <> '' AND sealed_at IS NOT NULL)),
    CHECK (state NOT IN ('SIGNED', 'ANNULLED') OR signed_at IS NOT NULL),
    CHECK (state NOT IN ('WITHDRAWN', 'ANNULLED') OR (ended_at IS NOT NULL AND reason <> ''))
);
CREATE INDEX protocol_competition_idx ON protocol (competition_id);
CREATE UNIQUE INDEX protocol_number_key ON protocol (number) WHERE number <> '';
CREATE UNIQUE INDEX protocol_session_key ON protocol (session_id) WHERE state NOT IN ('WITHDRAWN', 'ANNULLED');

-- what was sealed is never edited: a protocol is signed, withdrawn or annulled as it is,
-- and its scan may be added once
CREATE FUNCTION protocol_seal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'DRAFT' AND TG_OP = 'UPDATE' THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'DELETE' OR OLD.state IN ('WITHDRAWN', 'ANNULLED')
        OR NOT (NEW.state = OLD.state OR (OLD.state, NEW.state) IN (('SEALED', 'SIGNED'), ('SEALED', 'WITHDRAWN'), ('SIGNED', 'ANNULLED')))
        OR (NEW.id, NEW.competition_id, NEW.session_id, NEW.number, NEW.date, NEW.place, NEW.discussion, NEW.decisions, NEW.no_winner_reason, NEW.digest, NEW.sealed_at)
        <> (OLD.id, OLD.competition_id, OLD.session_id, OLD.number, OLD.date, OLD.place, OLD.discussion, OLD.decisions, OLD.no_winner_reason, OLD.digest, OLD.sealed_at)
        OR (OLD.signed_at IS NOT NULL AND NEW.signed_at IS DISTINCT FROM OLD.signed_at)
        OR (OLD.file_id IS NOT NULL AND NEW.file_id IS DISTINCT FROM OLD.file_id)
    THEN
        RAISE EXCEPTION 'a sealed protocol is never edited' USING ERRCODE = 'DM002';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER protocol_sealed BEFORE UPDATE OR DELETE ON protocol
    FOR EACH ROW EXECUTE FUNCTION {{schema}}.protocol_seal();

-- the sealed content, byte for byte as it was hashed; it names applicants, so only the
-- municipality's own role reads it
CREATE TABLE protocol_content (
    protocol_id uuid PRIMARY KEY REFERENCES protocol,
    content     text NOT NULL
);
CREATE TRIGGER protocol_content_sealed BEFORE UPDATE OR DELETE ON protocol_content
    FOR EACH ROW EXECUTE FUNCTION ops.refuse_change();

CREATE TABLE protocol_signature (
    id           uuid PRIMARY KEY,
    protocol_id  uuid NOT NULL REFERENCES protocol,
    member_id    uuid NOT NULL REFERENCES commission_member,
    name         text NOT NULL,
    role         text NOT NULL CHECK (role IN ('CHAIR', 'SECRETARY', 'MEMBER')),
    method       text NOT NULL CHECK (method IN ('PAPER', 'SIMPLE')),
    refused      boolean NOT NULL,
    dissent      text NOT NULL,
    scan_file_id uuid,
    signed_at    timestamptz NOT NULL,
    version      bigint NOT NULL,
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL,
    CONSTRAINT protocol_signature_key UNIQUE (protocol_id, member_id),
    CHECK (NOT refused OR dissent <> '')
);
CREATE INDEX protocol_signature_member_idx ON protocol_signature (member_id);
CREATE TRIGGER protocol_signature_sealed BEFORE UPDATE OR DELETE ON protocol_signature
    FOR EACH ROW EXECUTE FUNCTION ops.refuse_change();

-- the head's orders: one decision a protocol
CREATE TABLE result_order (
    id             uuid PRIMARY KEY,
    competition_id uuid NOT NULL REFERENCES competition,
    protocol_id    uuid NOT NULL REFERENCES protocol,
    kind           text NOT NULL CHECK (kind IN ('APPROVAL', 'ANNULMENT')),
    number         text NOT NULL CHECK (number <> ''),
    date           date NOT NULL,
    reason         text NOT NULL,
    file_id        uuid,
    signed_by      text NOT NULL,
    text           jsonb NOT NULL,
    winners        jsonb NOT NULL CHECK (jsonb_typeof(winners) = 'array'),
    version        bigint NOT NULL,
    created_at     timestamptz NOT NULL,
    updated_at     timestamptz NOT NULL,
    CONSTRAINT result_order_protocol_key UNIQUE (protocol_id),
    CHECK (kind = 'APPROVAL' OR reason <> '')
);
CREATE INDEX result_order_competition_idx ON result_order (competition_id);
CREATE TRIGGER result_order_sealed BEFORE UPDATE OR DELETE ON result_order
    FOR EACH ROW EXECUTE FUNCTION ops.refuse_change();

CREATE TABLE award (
    id              uuid PRIMARY KEY,
    competition_id  uuid NOT NULL REFERENCES competition,
    protocol_id     uuid NOT NULL REFERENCES protocol,
    application_id  uuid NOT NULL REFERENCES application,
    envelope_id     uuid NOT NULL REFERENCES envelope,
    rank            int NOT NULL CHECK (rank > 0),
    local_budget    bigint NOT NULL CHECK (local_budget BETWEEN 1 AND 1000000000000000),
    conditions      text NOT NULL,
    -- outside the envelope; null when there is none, never zero
    programme_grant bigint CHECK (programme_grant BETWEEN 1 AND 1000000000000000),
    grant_note      text NOT NULL,
    annulled_at     timestamptz,
    version         bigint NOT NULL,
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL
);
CREATE INDEX award_competition_idx ON award (competition_id, rank);
CREATE INDEX award_protocol_idx ON award (protocol_id);
CREATE INDEX award_envelope_idx ON award (envelope_id);
CREATE UNIQUE INDEX award_application_key ON award (application_id) WHERE annulled_at IS NULL;

-- the commission's decision stays; the programme adds its grant, an order annuls
CREATE FUNCTION award_seal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.annulled_at IS NOT NULL
        OR (NEW.id, NEW.competition_id, NEW.protocol_id, NEW.application_id, NEW.envelope_id, NEW.rank, NEW.local_budget, NEW.conditions)
        <> (OLD.id, OLD.competition_id, OLD.protocol_id, OLD.application_id, OLD.envelope_id, OLD.rank, OLD.local_budget, OLD.conditions)
    THEN
        RAISE EXCEPTION 'an award is not edited' USING ERRCODE = 'DM002';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER award_sealed BEFORE UPDATE OR DELETE ON award
    FOR EACH ROW EXECUTE FUNCTION {{schema}}.award_seal();

GRANT SELECT ON conflict_declaration, score_sheet, commission_session, session_vote, dissenting_opinion,
    protocol, protocol_signature, result_order, award TO demilge_app;
GRANT SELECT, INSERT, UPDATE ON conflict_declaration, commission_session, session_vote, protocol, award TO {{role}};
GRANT SELECT, INSERT, UPDATE ON score_sheet TO {{role}};
GRANT SELECT, INSERT ON dissenting_opinion, protocol_content, protocol_signature, result_order TO {{role}};
