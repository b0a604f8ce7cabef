-- Commissions and their members (domain.md M6, R-01…R-03).

CREATE TABLE commission (
    id            uuid PRIMARY KEY,
    name          jsonb NOT NULL,
    state         text NOT NULL CHECK (state IN ('DRAFT', 'FORMED')),
    regulation_id uuid NOT NULL REFERENCES regulation,
    order_kind    text NOT NULL CHECK (order_kind IN ('', 'ORDER')),
    order_number  text NOT NULL,
    order_date    date,
    order_file_id uuid,
    note          text NOT NULL,
    version       bigint NOT NULL,
    created_at    timestamptz NOT NULL,
    updated_at    timestamptz NOT NULL,
    CONSTRAINT commission_order_check CHECK (state = 'DRAFT' OR (order_number <> '' AND order_date IS NOT NULL))
);
CREATE INDEX commission_regulation_idx ON commission (regulation_id);

-- since_* is the order that named the member, until_* the later one that let the member
-- go: a row is the whole history of one seat's holder.
CREATE TABLE commission_member (
    id            uuid PRIMARY KEY,
    commission_id uuid NOT NULL REFERENCES commission,
    position      int NOT NULL,
    category      text NOT NULL CHECK (category IN ('AO_STAFF', 'DEPUTY', 'COMMUNITY')),
    role          text NOT NULL CHECK (role IN ('CHAIR', 'SECRETARY', 'MEMBER')),
    voting        boolean NOT NULL,
    name          text NOT NULL,
    post          text NOT NULL,
    user_id       uuid,
    replaces_id   uuid REFERENCES commission_member,
    since_kind    text NOT NULL CHECK (since_kind IN ('', 'ORDER')),
    since_number  text NOT NULL,
    since_date    date,
    until_kind    text NOT NULL CHECK (until_kind IN ('', 'ORDER')),
    until_number  text NOT NULL,
    until_date    date,
    until_reason  text NOT NULL,
    version       bigint NOT NULL,
    created_at    timestamptz NOT NULL,
    updated_at    timestamptz NOT NULL,
    CONSTRAINT commission_member_voting_check CHECK (voting OR role = 'SECRETARY')
);
CREATE INDEX commission_member_commission_idx ON commission_member (commission_id, position);
CREATE INDEX commission_member_user_idx ON commission_member (user_id) WHERE user_id IS NOT NULL;
CREATE INDEX commission_member_replaces_idx ON commission_member (replaces_id);
CREATE UNIQUE INDEX commission_member_person_key ON commission_member (commission_id, user_id) WHERE user_id IS NOT NULL AND until_date IS NULL;
CREATE UNIQUE INDEX commission_member_office_key ON commission_member (commission_id, role) WHERE role <> 'MEMBER' AND until_date IS NULL;

-- Who was named by an order stays as the order says; only the account and the end of
-- the office may be added.
CREATE FUNCTION commission_member_seal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.since_date IS NULL THEN
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP = 'DELETE'
        OR OLD.until_date IS NOT NULL
        OR (NEW.id, NEW.commission_id, NEW.position, NEW.category, NEW.role, NEW.voting, NEW.name, NEW.post, NEW.since_number)
        <> (OLD.id, OLD.commission_id, OLD.position, OLD.category, OLD.role, OLD.voting, OLD.name, OLD.post, OLD.since_number)
        OR (NEW.since_date, NEW.replaces_id) IS DISTINCT FROM (OLD.since_date, OLD.replaces_id)
    THEN
        RAISE EXCEPTION 'a member named by an order is sealed' USING ERRCODE = 'DM002';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER commission_member_sealed BEFORE UPDATE OR DELETE ON commission_member
    FOR EACH ROW EXECUTE FUNCTION {{schema}}.commission_member_seal();

GRANT SELECT ON commission, commission_member TO demilge_app;
GRANT SELECT, INSERT, UPDATE ON commission TO {{role}};
GRANT SELECT, INSERT, UPDATE, DELETE ON commission_member TO {{role}};
