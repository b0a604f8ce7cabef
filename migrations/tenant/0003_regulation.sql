-- Regulations, situation analyses, funding envelopes (domain.md M1–M5).

CREATE TABLE regulation (
    id              uuid PRIMARY KEY,
    kind            text NOT NULL CHECK (kind IN ('LOCAL_INITIATIVES', 'JOINT_ME')),
    edition         int NOT NULL CHECK (edition > 0),
    title           jsonb NOT NULL,
    state           text NOT NULL CHECK (state IN ('DRAFT', 'COMMITTEE_REVIEWED', 'ADOPTED', 'PUBLISHED')),
    based_on_id     uuid REFERENCES regulation,
    rules           jsonb NOT NULL,
    text_file_id    uuid,
    note            text NOT NULL,
    reviewed_on     date,
    review_decision text NOT NULL,
    decree_kind     text NOT NULL CHECK (decree_kind IN ('', 'DECREE')),
    decree_number   text NOT NULL,
    decree_date     date,
    published_on    date,
    site_link       text NOT NULL,
    register_entry  text NOT NULL,
    justice_sent_on date,
    justice_letter  text NOT NULL,
    version         bigint NOT NULL,
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    CONSTRAINT regulation_edition_key UNIQUE (kind, edition),
    CONSTRAINT regulation_adopted_check CHECK (state IN ('DRAFT', 'COMMITTEE_REVIEWED') OR decree_date IS NOT NULL),
    CONSTRAINT regulation_published_check CHECK (state <> 'PUBLISHED' OR published_on IS NOT NULL)
);
CREATE INDEX regulation_based_on_idx ON regulation (based_on_id);

-- What the council adopted stays as it is: only publication, the justice register and a
-- text that was missing are added.
CREATE FUNCTION regulation_seal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state NOT IN ('ADOPTED', 'PUBLISHED') THEN
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP = 'DELETE'
        OR NEW.state NOT IN ('ADOPTED', 'PUBLISHED') OR (OLD.state = 'PUBLISHED' AND NEW.state <> 'PUBLISHED')
        OR (OLD.text_file_id IS NOT NULL AND NEW.text_file_id IS DISTINCT FROM OLD.text_file_id)
        OR (NEW.id, NEW.kind, NEW.edition, NEW.title, NEW.rules, NEW.note, NEW.review_decision, NEW.decree_kind, NEW.decree_number)
        <> (OLD.id, OLD.kind, OLD.edition, OLD.title, OLD.rules, OLD.note, OLD.review_decision, OLD.decree_kind, OLD.decree_number)
        OR (NEW.based_on_id, NEW.reviewed_on, NEW.decree_date) IS DISTINCT FROM (OLD.based_on_id, OLD.reviewed_on, OLD.decree_date)
    THEN
        RAISE EXCEPTION 'an adopted regulation is sealed' USING ERRCODE = 'DM002';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER regulation_sealed BEFORE UPDATE OR DELETE ON regulation
    FOR EACH ROW EXECUTE FUNCTION {{schema}}.regulation_seal();

CREATE TABLE situation_analysis (
    id                uuid PRIMARY KEY,
    title             jsonb NOT NULL,
    done_on           date NOT NULL,
    summary           text NOT NULL,
    findings          jsonb NOT NULL,
    -- areas are never deleted; the writing transaction checks that they exist
    priority_area_ids jsonb NOT NULL,
    file_id           uuid,
    version           bigint NOT NULL,
    created_at        timestamptz NOT NULL,
    updated_at        timestamptz NOT NULL
);

CREATE TABLE envelope (
    id            uuid PRIMARY KEY,
    year          int NOT NULL CHECK (year BETWEEN 2000 AND 2100),
    amount        bigint NOT NULL CHECK (amount BETWEEN 1 AND 1000000000000000),
    -- what awards take of the local budget; only under the lock of this row
    awarded       bigint NOT NULL CHECK (awarded >= 0),
    decree_kind   text NOT NULL CHECK (decree_kind IN ('DECREE', 'ORDER')),
    decree_number text NOT NULL,
    decree_date   date,
    source_line   text NOT NULL,
    note          text NOT NULL,
    version       bigint NOT NULL,
    created_at    timestamptz NOT NULL,
    updated_at    timestamptz NOT NULL,
    CONSTRAINT envelope_awarded_within_amount CHECK (awarded <= amount)
);
CREATE INDEX envelope_year_idx ON envelope (year);

CREATE TABLE envelope_change (
    id            uuid PRIMARY KEY,
    envelope_id   uuid NOT NULL REFERENCES envelope,
    amount_before bigint NOT NULL,
    amount_after  bigint NOT NULL,
    decree_kind   text NOT NULL CHECK (decree_kind IN ('DECREE', 'ORDER')),
    decree_number text NOT NULL,
    decree_date   date NOT NULL,
    reason        text NOT NULL,
    version       bigint NOT NULL,
    created_at    timestamptz NOT NULL,
    updated_at    timestamptz NOT NULL
);
CREATE INDEX envelope_change_envelope_idx ON envelope_change (envelope_id);
CREATE TRIGGER envelope_change_sealed BEFORE UPDATE OR DELETE ON envelope_change FOR EACH ROW EXECUTE FUNCTION ops.refuse_change();

GRANT SELECT ON regulation, situation_analysis, envelope, envelope_change TO demilge_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON regulation TO {{role}};
GRANT SELECT, INSERT, UPDATE ON situation_analysis, envelope TO {{role}};
GRANT SELECT, INSERT ON envelope_change TO {{role}};
