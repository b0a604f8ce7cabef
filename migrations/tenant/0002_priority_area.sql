-- Directions in which the municipality pays for initiatives (domain.md M4).

CREATE TABLE priority_area (
    id         uuid PRIMARY KEY,
    name       jsonb NOT NULL,
    position   int NOT NULL,
    sensitive  boolean NOT NULL,
    retired_on date,
    version    bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);

GRANT SELECT ON priority_area TO demilge_app;
GRANT SELECT, INSERT, UPDATE ON priority_area TO {{role}};
