-- Memoranda with municipalities, their work plans, trainings, and the programme's money
-- that is set aside for a municipality (domain.md 3.1 P10–P12, 5.12).

CREATE TABLE memorandum (
    id              uuid PRIMARY KEY,
    municipality_id uuid NOT NULL REFERENCES municipality,
    -- the letter of interest that it follows from; the pilots of 2021 have none
    letter_id       uuid,
    state           text NOT NULL CHECK (state IN ('DRAFT', 'SIGNED', 'ENDED', 'TERMINATED')),
    title           jsonb NOT NULL,
    number          text NOT NULL,
    signed_on       date,
    valid_from      date,
    valid_until     date,
    -- bodies with the names and positions of those who signed, as printed
    parties         jsonb NOT NULL,
    scan_file_id    uuid,
    -- known from publications only: number, date and scan may be missing
    published_only  boolean NOT NULL,
    note            text NOT NULL,
    ended_on        date,
    reason          text NOT NULL,
    version         bigint NOT NULL,
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    CHECK (valid_until IS NULL OR valid_from IS NULL OR valid_until >= valid_from),
    CHECK ((ended_on IS NOT NULL) = (state IN ('ENDED', 'TERMINATED')))
);
CREATE INDEX memorandum_municipality_idx ON memorandum (municipality_id, id DESC);
CREATE UNIQUE INDEX memorandum_letter_key ON memorandum (letter_id) WHERE letter_id IS NOT NULL AND state <> 'TERMINATED';

CREATE TABLE work_plan (
    id              uuid PRIMARY KEY,
    municipality_id uuid NOT NULL REFERENCES municipality,
    memorandum_id   uuid NOT NULL REFERENCES memorandum,
    title           jsonb NOT NULL,
    note            text NOT NULL,
    version         bigint NOT NULL,
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL
);
CREATE INDEX work_plan_municipality_idx ON work_plan (municipality_id, id DESC);
CREATE INDEX work_plan_memorandum_idx ON work_plan (memorandum_id);

CREATE TABLE work_plan_step (
    id              uuid PRIMARY KEY,
    plan_id         uuid NOT NULL REFERENCES work_plan,
    municipality_id uuid NOT NULL REFERENCES municipality,
    -- the number as printed, «2.1.», and a key that orders numbers as people do
    number          text NOT NULL,
    place           text NOT NULL COLLATE "C",
    name            jsonb NOT NULL,
    responsible     jsonb NOT NULL,
    confirming      jsonb NOT NULL,
    deadline        date,
    state           text NOT NULL CHECK (state IN ('PLANNED', 'IN_PROGRESS', 'DONE', 'CANCELLED')),
    done_on         date,
    delivered       jsonb NOT NULL,
    confirmed_at    timestamptz,
    confirmed_by    text NOT NULL,
    reason          text NOT NULL,
    note            text NOT NULL,
    version         bigint NOT NULL,
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    CONSTRAINT work_plan_step_number_key UNIQUE (plan_id, number),
    CHECK ((done_on IS NOT NULL) = (state = 'DONE')),
    CHECK (confirmed_at IS NULL OR state = 'DONE'),
    CHECK (state <> 'CANCELLED' OR reason <> '')
);
CREATE INDEX work_plan_step_plan_idx ON work_plan_step (plan_id, place);
CREATE INDEX work_plan_step_open_idx ON work_plan_step (deadline) WHERE state IN ('PLANNED', 'IN_PROGRESS');

-- every version that a step had, never changed
CREATE TABLE work_plan_step_edition (
    step_id    uuid NOT NULL REFERENCES work_plan_step,
    edition    bigint NOT NULL,
    at         timestamptz NOT NULL,
    by_name    text NOT NULL,
    content    jsonb NOT NULL,
    PRIMARY KEY (step_id, edition)
);
CREATE TRIGGER work_plan_step_edition_sealed BEFORE UPDATE OR DELETE ON work_plan_step_edition
    FOR EACH ROW EXECUTE FUNCTION ops.refuse_change();

CREATE TABLE training (
    id                 uuid PRIMARY KEY,
    kind               text NOT NULL CHECK (kind IN ('TRAINING', 'CONSULTATION', 'EXCHANGE')),
    state              text NOT NULL CHECK (state IN ('PLANNED', 'HELD', 'CANCELLED')),
    title              jsonb NOT NULL,
    from_date          date NOT NULL,
    until_date         date NOT NULL,
    -- how exactly the dates are known
    exact_to           text NOT NULL CHECK (exact_to IN ('DAY', 'MONTH', 'YEAR')),
    place              text NOT NULL,
    online             boolean NOT NULL,
    hosts              jsonb NOT NULL,
    oblast_codes       jsonb NOT NULL,
    topics             jsonb NOT NULL,
    -- how many municipalities took part, also where they are not named
    target_count       int CHECK (target_count >= 0),
    other_count        int CHECK (other_count >= 0),
    men                int CHECK (men >= 0),
    women              int CHECK (women >= 0),
    derived            jsonb NOT NULL,
    questions_file_id  uuid,
    report_file_id     uuid,
    photo_file_ids     jsonb NOT NULL,
    note               text NOT NULL,
    reason             text NOT NULL,
    version            bigint NOT NULL,
    created_at         timestamptz NOT NULL,
    updated_at         timestamptz NOT NULL,
    CHECK (until_date >= from_date),
    CHECK (state <> 'CANCELLED' OR reason <> '')
);
CREATE INDEX training_from_idx ON training (from_date DESC, id DESC);

CREATE TABLE training_municipality (
    training_id     uuid NOT NULL REFERENCES training ON DELETE CASCADE,
    municipality_id uuid NOT NULL REFERENCES municipality,
    -- one of the programme's own; null where it is not known
    target          boolean,
    men             int CHECK (men >= 0),
    women           int CHECK (women >= 0),
    PRIMARY KEY (training_id, municipality_id)
);
CREATE INDEX training_municipality_idx ON training_municipality (municipality_id);

-- the programme's money set aside for a municipality; its awards' grants are within it
CREATE TABLE grant_fund (
    id              uuid PRIMARY KEY,
    municipality_id uuid NOT NULL CONSTRAINT grant_fund_municipality_key UNIQUE REFERENCES municipality,
    -- the call whose co-financing money it is taken from
    call_id         uuid,
    amount          bigint NOT NULL CHECK (amount > 0),
    note            text NOT NULL,
    version         bigint NOT NULL,
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL
);
CREATE INDEX grant_fund_call_idx ON grant_fund (call_id) WHERE call_id IS NOT NULL;

-- pilots of earlier years as a publication names them
CREATE TABLE pilot_round (
    id                 uuid PRIMARY KEY,
    title              jsonb NOT NULL,
    from_date          date NOT NULL,
    until_date         date NOT NULL,
    municipality_count int NOT NULL CHECK (municipality_count > 0),
    initiative_count   int CHECK (initiative_count > 0),
    entries            jsonb NOT NULL,
    note               text NOT NULL,
    version            bigint NOT NULL,
    created_at         timestamptz NOT NULL,
    updated_at         timestamptz NOT NULL,
    CHECK (until_date >= from_date)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON memorandum, training_municipality TO demilge_app;
GRANT SELECT, INSERT, UPDATE ON work_plan, work_plan_step, training, grant_fund, pilot_round TO demilge_app;
GRANT SELECT, INSERT ON work_plan_step_edition TO demilge_app;
