-- Announced competitions of all municipalities, to find them by; what is shown is read
-- from the municipality itself. Each commit of a municipality refreshes its rows.

CREATE TABLE public_competition (
    id           uuid PRIMARY KEY,
    tenant_id    uuid NOT NULL REFERENCES tenant,
    number       text NOT NULL,
    year         int NOT NULL,
    title        jsonb NOT NULL,
    state        text NOT NULL,
    opens_at     timestamptz NOT NULL,
    closes_at    timestamptz NOT NULL,
    announced_at timestamptz NOT NULL,
    -- of the competition's row; an older one never replaces a newer
    version      bigint NOT NULL
);
CREATE INDEX public_competition_tenant_idx ON public_competition (tenant_id);
CREATE INDEX public_competition_announced_idx ON public_competition (announced_at DESC, id DESC);

GRANT SELECT, INSERT, UPDATE ON public_competition TO demilge_app;
