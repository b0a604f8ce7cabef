-- The life of municipalities as tenants: end of the memorandum, merger, split, a new name,
-- another raion (domain.md 3.1 P12 and P13, 7.3).

ALTER TABLE tenant DROP CONSTRAINT tenant_state_check;
ALTER TABLE tenant ADD CONSTRAINT tenant_state_check CHECK (state IN ('ACTIVE', 'SUSPENDED', 'COMPLETED', 'MERGED', 'SPLIT'));

-- who finishes what a merged or split municipality began
ALTER TABLE tenant ADD COLUMN heir_id uuid REFERENCES tenant;
ALTER TABLE tenant ADD CONSTRAINT tenant_heir_check CHECK (heir_id <> id AND (state IN ('MERGED', 'SPLIT')) = (heir_id IS NOT NULL));
CREATE INDEX tenant_heir_idx ON tenant (heir_id);

-- agreements that the decree of a split gives to another successor than the first
CREATE TABLE agreement_heir (
    agreement_id uuid PRIMARY KEY,
    -- the municipality that keeps the agreement's records
    tenant_id    uuid NOT NULL REFERENCES tenant,
    heir_id      uuid NOT NULL REFERENCES tenant,
    CHECK (heir_id <> tenant_id)
);
CREATE INDEX agreement_heir_tenant_idx ON agreement_heir (tenant_id);
CREATE INDEX agreement_heir_heir_idx ON agreement_heir (heir_id);

-- what a decree makes of a municipality, from a day on
CREATE TABLE territory_change (
    id              uuid PRIMARY KEY,
    municipality_id uuid NOT NULL REFERENCES municipality,
    kind            text NOT NULL CHECK (kind IN ('COMPLETION', 'MERGER', 'SPLIT', 'RENAMING', 'MOVE')),
    state           text NOT NULL CHECK (state IN ('PLANNED', 'DONE', 'CANCELLED')),
    decree_number   text NOT NULL CHECK (decree_number <> ''),
    decree_date     date NOT NULL,
    on_date         date NOT NULL,
    reason          text NOT NULL CHECK (reason <> ''),
    -- successors, agreements, name, short name and code, as far as the kind has them
    terms           jsonb NOT NULL,
    done_at         timestamptz,
    cancel_reason   text NOT NULL,
    version         bigint NOT NULL,
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    CHECK ((state = 'DONE') = (done_at IS NOT NULL)),
    CHECK ((state = 'CANCELLED') = (cancel_reason <> ''))
);
CREATE INDEX territory_change_municipality_idx ON territory_change (municipality_id, id);
CREATE UNIQUE INDEX territory_change_planned_key ON territory_change (municipality_id, kind) WHERE state = 'PLANNED';

-- Who finishes at last what went over to a municipality that may have gone over itself.
CREATE FUNCTION last_heir(heir uuid) RETURNS uuid LANGUAGE plpgsql STABLE STRICT AS $$
DECLARE
    next uuid;
BEGIN
    FOR step IN 1..100 LOOP
        SELECT t.heir_id INTO next FROM programme.tenant t WHERE t.id = heir;
        EXIT WHEN next IS NULL;
        heir := next;
    END LOOP;
    RETURN heir;
END $$;

-- Those whose people are in charge of a municipality's agreements: itself while it works,
-- its successors afterwards.
CREATE FUNCTION in_charge_of(municipality uuid) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
    SELECT coalesce(programme.last_heir(t.heir_id), t.id) FROM programme.tenant t WHERE t.id = municipality
    UNION SELECT programme.last_heir(h.heir_id) FROM programme.agreement_heir h WHERE h.tenant_id = municipality
$$;

-- The municipality of a short name or a code, of now or of earlier; a present one goes first.
CREATE FUNCTION municipality_named(name text) RETURNS uuid LANGUAGE sql STABLE AS $$
    SELECT found.id FROM (
        SELECT m.id, 1 AS place, NULL::date AS until FROM programme.municipality m WHERE m.slug = name OR m.code = name
        UNION ALL SELECT s.municipality_id, 2, NULL FROM programme.municipality_slug s WHERE s.slug = name
        UNION ALL SELECT f.municipality_id, 3, f.until FROM programme.municipality_former f WHERE f.code = name
    ) AS found ORDER BY found.place, found.until DESC LIMIT 1
$$;
CREATE INDEX municipality_former_code_idx ON municipality_former (code);

-- what may still be written in a tenant that ended or rests: nothing, or what finishes its agreements
ALTER TABLE ops.suspension ADD COLUMN finishing boolean NOT NULL DEFAULT false;

-- Opens every change of a tenant. The lock is shared by all of them; who ends the tenant takes
-- it alone, so that each change is either seen by it or refused.
CREATE FUNCTION require_open(tenant uuid, finishes boolean) RETURNS void LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    finishing boolean;
BEGIN
    PERFORM pg_advisory_xact_lock_shared(hashtextextended(tenant::text, 0));
    SELECT s.finishing INTO finishing FROM ops.suspension s WHERE s.tenant_id = tenant;
    IF finishing IS FALSE THEN
        RAISE EXCEPTION 'tenant is suspended' USING ERRCODE = 'DM001';
    ELSIF finishing AND NOT finishes THEN
        RAISE EXCEPTION 'tenant has ended' USING ERRCODE = 'DM003';
    END IF;
END $$;

-- Servers remember municipalities for a moment and forget them at this word.
CREATE FUNCTION tenants_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('callers', 'tenants');
    RETURN NULL;
END $$;
CREATE TRIGGER tenant_directory AFTER UPDATE ON tenant EXECUTE FUNCTION tenants_changed();
CREATE TRIGGER municipality_directory AFTER UPDATE ON municipality EXECUTE FUNCTION tenants_changed();
CREATE TRIGGER agreement_heir_directory AFTER INSERT OR UPDATE ON agreement_heir EXECUTE FUNCTION tenants_changed();

GRANT SELECT, INSERT, UPDATE ON agreement_heir, territory_change TO demilge_app;
