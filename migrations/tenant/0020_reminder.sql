-- Which deadlines people were reminded of, so that nobody is told the same twice.

CREATE TABLE reminder (
    id         uuid PRIMARY KEY,
    kind       text NOT NULL,
    subject_id uuid NOT NULL,
    due_on     date NOT NULL,
    -- days before the deadline, negative after it
    stage      int NOT NULL,
    sent_at    timestamptz NOT NULL,
    CONSTRAINT reminder_key UNIQUE (kind, subject_id, due_on, stage)
);

GRANT SELECT ON reminder TO demilge_app;
GRANT SELECT, INSERT ON reminder TO {{role}};
