-- Competitions, announcements, publication (domain.md 3.2 M7–M16).

CREATE TABLE competition (
    id                uuid PRIMARY KEY,
    number            text NOT NULL CONSTRAINT competition_number_key UNIQUE,
    year              int NOT NULL CHECK (year BETWEEN 1990 AND 2200),
    title             jsonb NOT NULL,
    state             text NOT NULL CHECK (state IN ('DRAFT', 'ANNOUNCED', 'EVALUATION', 'PROTOCOL_SIGNED',
                          'RESULT_APPROVED', 'RESULT_PUBLISHED', 'CANCELLED', 'FAILED')),
    regulation_id     uuid NOT NULL CONSTRAINT competition_regulation_fk REFERENCES regulation,
    envelope_id       uuid NOT NULL CONSTRAINT competition_envelope_fk REFERENCES envelope,
    commission_id     uuid CONSTRAINT competition_commission_fk REFERENCES commission,
    priority_area_ids jsonb NOT NULL CHECK (jsonb_typeof(priority_area_ids) = 'array'),
    -- the areas' names when the competition was announced, by id
    priority_area_names jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(priority_area_names) = 'object'),
    opens_at          timestamptz,
    closes_at         timestamptz,
    implement_by      date,
    max_amount        bigint CHECK (max_amount BETWEEN 0 AND 1000000000000000),
    -- null in a draft that follows its regulation
    blind             boolean,
    reason            text NOT NULL,
    -- the failed or cancelled competition that this one is held in place of (R-12)
    reannounces_id    uuid REFERENCES competition,
    announced_at      timestamptz,
    published_at      timestamptz,
    -- what happened, oldest first: events with time, reason, order and window
    history           jsonb NOT NULL CHECK (jsonb_typeof(history) = 'array'),
    version           bigint NOT NULL,
    created_at        timestamptz NOT NULL,
    updated_at        timestamptz NOT NULL,
    CHECK (closes_at > opens_at),
    CHECK (state IN ('DRAFT', 'CANCELLED') OR announced_at IS NOT NULL AND opens_at IS NOT NULL AND closes_at IS NOT NULL
        AND commission_id IS NOT NULL AND implement_by IS NOT NULL AND max_amount IS NOT NULL),
    CHECK ((state = 'RESULT_PUBLISHED') = (published_at IS NOT NULL)),
    CHECK (state NOT IN ('CANCELLED', 'FAILED') OR reason <> '')
);
CREATE INDEX competition_year_idx ON competition (year, id);
CREATE INDEX competition_regulation_idx ON competition (regulation_id);
CREATE INDEX competition_envelope_idx ON competition (envelope_id);
CREATE INDEX competition_commission_idx ON competition (commission_id);
CREATE INDEX competition_reannounces_idx ON competition (reannounces_id);
-- one at a time: another may be begun once that one is cancelled
CREATE UNIQUE INDEX competition_reannounces_key ON competition (reannounces_id) WHERE state <> 'CANCELLED';

-- one row an edition; the newest is the one in force
CREATE TABLE announcement (
    id             uuid PRIMARY KEY,
    competition_id uuid NOT NULL REFERENCES competition,
    edition        int NOT NULL CHECK (edition > 0),
    text           jsonb NOT NULL,
    body           jsonb NOT NULL,
    contact        text NOT NULL,
    attachment_ids jsonb NOT NULL CHECK (jsonb_typeof(attachment_ids) = 'array'),
    documents      jsonb NOT NULL CHECK (jsonb_typeof(documents) = 'array'),
    criteria       jsonb NOT NULL CHECK (jsonb_typeof(criteria) = 'array'),
    max_amount     bigint CHECK (max_amount BETWEEN 0 AND 1000000000000000),
    implement_by   date,
    opens_at       timestamptz,
    closes_at      timestamptz,
    issued_at      timestamptz,
    reason         text NOT NULL,
    version        bigint NOT NULL,
    created_at     timestamptz NOT NULL,
    updated_at     timestamptz NOT NULL,
    CONSTRAINT announcement_edition_key UNIQUE (competition_id, edition)
);

CREATE FUNCTION announcement_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.issued_at IS NOT NULL THEN
        RAISE EXCEPTION 'edition % of an announcement went out', OLD.edition USING ERRCODE = 'DM002';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER announcement_sealed BEFORE UPDATE OR DELETE ON announcement
    FOR EACH ROW EXECUTE FUNCTION {{schema}}.announcement_sealed();

-- where an announcement was posted, with its proof (R-14)
CREATE TABLE announcement_notice (
    id             uuid PRIMARY KEY,
    competition_id uuid NOT NULL REFERENCES competition,
    channel        text NOT NULL CHECK (channel IN ('SITE', 'BOARD', 'ELDERS', 'ACTIVISTS', 'SOCIAL', 'OTHER')),
    place          text NOT NULL,
    posted_on      date,
    link           text NOT NULL,
    photo_id       uuid,
    version        bigint NOT NULL,
    created_at     timestamptz NOT NULL,
    updated_at     timestamptz NOT NULL
);
CREATE INDEX announcement_notice_competition_idx ON announcement_notice (competition_id, id);

-- explanatory work with people (R-04)
CREATE TABLE outreach (
    id             uuid PRIMARY KEY,
    competition_id uuid NOT NULL REFERENCES competition,
    held_on        date NOT NULL,
    place          text NOT NULL,
    topic          text NOT NULL,
    -- null when nobody counted
    participants   int CHECK (participants >= 0),
    photo_ids      jsonb NOT NULL CHECK (jsonb_typeof(photo_ids) = 'array'),
    version        bigint NOT NULL,
    created_at     timestamptz NOT NULL,
    updated_at     timestamptz NOT NULL
);
CREATE INDEX outreach_competition_idx ON outreach (competition_id, id);

-- protocol, order and list of winners, published together (R-27); of a failed competition the notice of failure
CREATE TABLE publication (
    id             uuid PRIMARY KEY,
    competition_id uuid NOT NULL CONSTRAINT publication_competition_key UNIQUE REFERENCES competition,
    documents      jsonb NOT NULL CHECK (jsonb_array_length(documents) BETWEEN 1 AND 3),
    version        bigint NOT NULL,
    created_at     timestamptz NOT NULL,
    updated_at     timestamptz NOT NULL
);
CREATE TRIGGER publication_sealed BEFORE UPDATE OR DELETE ON publication FOR EACH ROW EXECUTE FUNCTION ops.refuse_change();

GRANT SELECT ON competition, announcement, announcement_notice, outreach, publication TO demilge_app;
GRANT SELECT, INSERT, UPDATE ON competition, announcement TO {{role}};
GRANT SELECT, INSERT, UPDATE, DELETE ON announcement_notice, outreach TO {{role}};
GRANT SELECT, INSERT ON publication TO {{role}};
