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
    version        bigint NOT NULL,
    created_at     timestamptz NOT NULL,
    updated_at     timestamptz NOT NULL,
    CHECK (until_date >= from_date),
    CHECK (state = 'DRAFT' OR order_date IS NOT NULL AND from_date IS NOT NULL AND until_date IS NOT NULL)
);
CREATE INDEX monitoring_group_competition_idx ON monitoring_group (competition_id);

CREATE TABLE monitoring_group_member (
    id         uuid PRIMARY KEY,
    group_id   uuid NOT NULL REFERENCES monitoring_group ON DELETE CASCADE,
    category   text NOT NULL CHECK (category IN ('AO_STAFF', 'DEPUTY', 'COMMUNITY')),
    leads      boolean NOT NULL,
    name       text NOT NULL CHECK (name <> ''),
    -- null for a member without an account
    user_id    uuid,
    -- the last day of a member who left before the mandate ended
    left_on    date,
    version    bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);
CREATE INDEX monitoring_group_member_group_idx ON monitoring_group_member (group_id);
CREATE INDEX monitoring_group_member_user_idx ON monitoring_group_member (user_id);

GRANT SELECT ON monitoring_group, monitoring_group_member TO demilge_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON monitoring_group, monitoring_group_member TO {{role}};
