-- What every municipality has before its first regulation.

GRANT USAGE ON SCHEMA {{schema}} TO demilge_app, {{role}};

CREATE TABLE audit (
    id           uuid PRIMARY KEY,
    at           timestamptz NOT NULL,
    user_id      uuid,
    actor_name   text NOT NULL,
    actor_kind   text NOT NULL,
    on_behalf_of text NOT NULL DEFAULT '',
    object       text NOT NULL,
    action       text NOT NULL,
    object_id    uuid NOT NULL,
    before       jsonb NOT NULL,
    after        jsonb NOT NULL,
    reason       text NOT NULL DEFAULT '',
    request_id   text NOT NULL
);
CREATE INDEX audit_object_idx ON audit (object_id, id DESC);
CREATE TRIGGER audit_sealed BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION ops.refuse_change();

-- the next register number of a kind of document in a year
CREATE TABLE register_counter (
    register text NOT NULL,
    year     int NOT NULL,
    last     int NOT NULL,
    PRIMARY KEY (register, year)
);

GRANT SELECT, INSERT ON audit TO {{role}};
GRANT SELECT, INSERT, UPDATE ON register_counter TO {{role}};
