-- What those who watch a municipality are told of, in the order of its transactions.

CREATE TABLE live_event (
    -- the audit row of the change
    id          uuid PRIMARY KEY,
    transaction xid8 NOT NULL DEFAULT pg_catalog.pg_current_xact_id(),
    kind        text NOT NULL,
    subject_id  uuid NOT NULL,
    at          timestamptz NOT NULL
);
CREATE INDEX live_event_order_idx ON live_event (transaction, id);

GRANT SELECT ON live_event TO demilge_app;
GRANT INSERT ON live_event TO {{role}};
