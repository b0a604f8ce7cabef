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
