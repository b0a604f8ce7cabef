-- Events of initiatives, who took part, and photos (domain.md M20, 5.9).

CREATE TABLE event (
    id                  uuid PRIMARY KEY,
    agreement_id        uuid NOT NULL REFERENCES agreement,
    -- of the form that made it; sent again, the form makes nothing new
    client_key          uuid,
    state               text NOT NULL CHECK (state IN ('PLANNED', 'HELD', 'CANCELLED', 'POSTPONED')),
    reason              text NOT NULL,
    title               jsonb NOT NULL,
    kind                text NOT NULL CHECK (kind IN ('COMPETITION', 'CONCERT', 'THEATRE', 'TRAINING', 'CLEAN_UP', 'INSTALLATION', 'OTHER')),
    planned_on          date,
    occurrences         int NOT NULL CHECK (occurrences BETWEEN 1 AND 1000),
    villages            jsonb NOT NULL CHECK (jsonb_typeof(villages) = 'array'),
    place               text NOT NULL,
    setting             text CHECK (setting IN ('INDOOR', 'OUTDOOR', 'MIXED')),
    narrative           text NOT NULL,
    held_on             date,
    start_at            timestamptz,
    end_at              timestamptz,
    count_method        text CHECK (count_method IN ('LIST', 'HEAD_COUNT', 'ESTIMATE')),
    -- numbers by name; what is not counted is left out
    participants        jsonb NOT NULL,
    participant_list_id uuid,
    version             bigint NOT NULL,
    created_at          timestamptz NOT NULL,
    updated_at          timestamptz NOT NULL,
    CONSTRAINT event_client_key_key UNIQUE (agreement_id, client_key),
    CONSTRAINT event_planned_on_check CHECK (state <> 'PLANNED' OR planned_on IS NOT NULL),
    CONSTRAINT event_held_on_check CHECK ((state = 'HELD') = (held_on IS NOT NULL)),
    CONSTRAINT event_times_check CHECK (end_at >= start_at),
    CONSTRAINT event_reason_check CHECK (state NOT IN ('CANCELLED', 'POSTPONED') OR reason <> '')
);

CREATE TABLE event_photo (
    id            uuid PRIMARY KEY,
    agreement_id  uuid NOT NULL REFERENCES agreement,
    event_id      uuid NOT NULL REFERENCES event,
    file_id       uuid NOT NULL,
    state         text NOT NULL CHECK (state IN ('UNPUBLISHED', 'PUBLISHED', 'TAKEN_DOWN')),
    caption       jsonb NOT NULL,
    taken_on      date,
    place         text NOT NULL,
    shows_minors  boolean NOT NULL,
    consent       text CHECK (consent IN ('PARENT_CONSENT', 'GROUP_SHOT', 'DISTANT_SHOT', 'ADULTS_CONSENTED', 'NO_PEOPLE')),
    consent_note  text NOT NULL,
    published_at  timestamptz,
    taken_down_at timestamptz,
    reason        text NOT NULL,
    version       bigint NOT NULL,
    created_at    timestamptz NOT NULL,
    updated_at    timestamptz NOT NULL,
    CONSTRAINT event_photo_file_key UNIQUE (file_id),
    CONSTRAINT event_photo_published_check CHECK (state <> 'PUBLISHED' OR published_at IS NOT NULL AND consent IS NOT NULL
        AND (NOT shows_minors OR consent IN ('PARENT_CONSENT', 'GROUP_SHOT', 'DISTANT_SHOT'))),
    CONSTRAINT event_photo_taken_down_check CHECK (state <> 'TAKEN_DOWN' OR taken_down_at IS NOT NULL AND reason <> '')
);
CREATE INDEX event_photo_event_idx ON event_photo (event_id);

-- the participants of an initiative as a whole
CREATE TABLE participant_record (
    id           uuid PRIMARY KEY,
    agreement_id uuid NOT NULL REFERENCES agreement,
    participants jsonb NOT NULL,
    note         text NOT NULL,
    version      bigint NOT NULL,
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL,
    CONSTRAINT participant_record_agreement_key UNIQUE (agreement_id)
);

GRANT SELECT ON event, event_photo, participant_record TO demilge_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON event, event_photo TO {{role}};
GRANT SELECT, INSERT, UPDATE ON participant_record TO {{role}};
