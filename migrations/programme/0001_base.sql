-- The shared schemas: territory, tenants, people, audit; ops for the upkeep of the cluster.

CREATE SCHEMA ops;
GRANT USAGE ON SCHEMA programme, ops TO demilge_app;

CREATE TABLE oblast (
    code    text PRIMARY KEY CHECK (code ~ '^417[0-9]{11}$'),
    name_ky text NOT NULL,
    name_ru text NOT NULL,
    name_en text NOT NULL
);

CREATE TABLE raion (
    code        text PRIMARY KEY CHECK (code ~ '^417[0-9]{11}$'),
    oblast_code text NOT NULL REFERENCES oblast,
    name_ky     text NOT NULL,
    name_ru     text NOT NULL,
    name_en     text NOT NULL
);
CREATE INDEX raion_oblast_idx ON raion (oblast_code);

CREATE TABLE municipality (
    id          uuid PRIMARY KEY,
    code        text NOT NULL CONSTRAINT municipality_code_key UNIQUE CHECK (code ~ '^417[0-9]{11}$'),
    kind        text NOT NULL CHECK (kind IN ('AIYL_AIMAK', 'CITY')),
    slug        text NOT NULL CONSTRAINT municipality_slug_key UNIQUE CHECK (slug ~ '^[a-z][a-z0-9-]{1,39}$'),
    name_ky     text NOT NULL,
    name_ru     text NOT NULL,
    name_en     text NOT NULL,
    -- a republican city is an oblast-level unit of its own and has neither
    oblast_code text REFERENCES oblast,
    raion_code  text REFERENCES raion,
    valid_from  date,
    valid_to    date,
    note        text NOT NULL DEFAULT '',
    version     bigint NOT NULL,
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL
);
CREATE INDEX municipality_oblast_idx ON municipality (oblast_code, raion_code);

-- every slug ever given, so that none is used again
CREATE TABLE municipality_slug (
    slug            text PRIMARY KEY,
    municipality_id uuid NOT NULL REFERENCES municipality
);

-- the codes and names that municipalities had up to a day
CREATE TABLE municipality_former (
    municipality_id uuid NOT NULL REFERENCES municipality,
    until           date NOT NULL,
    code            text NOT NULL,
    name_ky         text NOT NULL,
    name_ru         text NOT NULL,
    name_en         text NOT NULL,
    PRIMARY KEY (municipality_id, until)
);

CREATE TABLE municipality_succession (
    predecessor_id uuid NOT NULL REFERENCES municipality,
    successor_id   uuid NOT NULL REFERENCES municipality,
    decree         text NOT NULL,
    on_date        date NOT NULL,
    PRIMARY KEY (predecessor_id, successor_id),
    CHECK (predecessor_id <> successor_id)
);
CREATE INDEX municipality_succession_successor_idx ON municipality_succession (successor_id);

CREATE TABLE tenant (
    id           uuid PRIMARY KEY REFERENCES municipality,
    schema       text NOT NULL CONSTRAINT tenant_schema_key UNIQUE CHECK (schema ~ '^t_[a-z0-9]{1,40}$'),
    shard        text NOT NULL,
    state        text NOT NULL CHECK (state IN ('ACTIVE', 'SUSPENDED')),
    version      bigint NOT NULL,
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL
);

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

CREATE TABLE ops.schema_version (
    schema     text NOT NULL,
    version    int NOT NULL,
    name       text NOT NULL,
    checksum   text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (schema, version)
);

-- tenants of this cluster that can be read and not changed
CREATE TABLE ops.suspension (
    tenant_id uuid PRIMARY KEY,
    at        timestamptz NOT NULL
);

CREATE FUNCTION require_active(tenant uuid) RETURNS void LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF EXISTS (SELECT FROM ops.suspension WHERE tenant_id = tenant) THEN
        RAISE EXCEPTION 'tenant is suspended' USING ERRCODE = 'DM001';
    END IF;
END $$;

-- the key is kept as a hash, the answer sealed with the key itself
CREATE TABLE ops.idempotency_key (
    owner      text NOT NULL,
    operation  text NOT NULL,
    key        text NOT NULL,
    hash       text NOT NULL,
    answer     bytea,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (owner, operation, key)
);
CREATE INDEX idempotency_key_created_idx ON ops.idempotency_key (created_at);

-- schemas made in advance, so that a municipality gets its own within a second
CREATE TABLE ops.spare_schema (
    schema     text PRIMARY KEY CHECK (schema ~ '^t_[a-z0-9]{1,40}$'),
    created_at timestamptz NOT NULL DEFAULT now()
);

-- trigger function of tables whose rows are never changed once written
CREATE FUNCTION ops.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% rows of % are sealed', TG_OP, TG_TABLE_NAME USING ERRCODE = 'DM002';
END $$;

CREATE TRIGGER audit_sealed BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION ops.refuse_change();

-- every tenant role inherits what all of them may do outside their schema
GRANT USAGE ON SCHEMA programme, ops TO demilge_tenant;
GRANT SELECT ON ops.suspension TO demilge_app, demilge_tenant;
-- a tenant's transaction claims a key and reads none: answers are about other tenants too
GRANT INSERT (owner, operation, key, hash) ON ops.idempotency_key TO demilge_tenant;
GRANT SELECT, INSERT, UPDATE, DELETE ON ops.idempotency_key TO demilge_app;
GRANT SELECT ON ops.schema_version TO demilge_app;

GRANT SELECT ON oblast, raion TO demilge_app;
GRANT SELECT, INSERT ON audit, municipality_slug, municipality_former TO demilge_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON municipality, municipality_succession, tenant, ops.suspension TO demilge_app;
