-- Figures over all municipalities: sums that a job makes anew for one municipality after
-- each change there, and every night for all.

CREATE TABLE figures (
    tenant_id     uuid NOT NULL REFERENCES tenant,
    year          int NOT NULL,
    -- the name of the priority area in lower case, empty for what belongs to none
    priority      text NOT NULL,
    priority_name jsonb NOT NULL,
    competitions  int NOT NULL,
    applications  int NOT NULL,
    awards        int NOT NULL,
    agreements    int NOT NULL,
    events        int NOT NULL,
    participants  int NOT NULL,
    visits        int NOT NULL,
    open_findings int NOT NULL,
    late_reports  int NOT NULL,
    PRIMARY KEY (tenant_id, year, priority)
);

CREATE TABLE figures_money (
    tenant_id   uuid NOT NULL REFERENCES tenant,
    year        int NOT NULL,
    priority    text NOT NULL,
    source      text NOT NULL,
    requested   bigint NOT NULL,
    granted     bigint NOT NULL,
    paid        bigint NOT NULL,
    contributed bigint NOT NULL,
    PRIMARY KEY (tenant_id, year, priority, source)
);

CREATE TABLE figures_computed (
    tenant_id   uuid PRIMARY KEY REFERENCES tenant,
    computed_at timestamptz NOT NULL
);

GRANT SELECT, INSERT, UPDATE, DELETE ON figures, figures_money, figures_computed TO demilge_app;
