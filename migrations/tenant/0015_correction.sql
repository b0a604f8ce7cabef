-- Corrections after the end of an agreement: what was recorded stays, the correction stands
-- beside it with its reason (domain.md M25).

CREATE TABLE correction (
    id             uuid PRIMARY KEY,
    agreement_id   uuid NOT NULL REFERENCES agreement,
    -- the kind and id of the record that it concerns
    subject_kind   text NOT NULL,
    subject_id     uuid NOT NULL,
    field          text NOT NULL,
    before         text NOT NULL,
    after          text NOT NULL CHECK (after <> ''),
    reason         text NOT NULL CHECK (reason <> ''),
    order_number   text NOT NULL,
    order_date     date NOT NULL,
    order_file_id  uuid,
    corrected_by   text NOT NULL,
    version        bigint NOT NULL,
    created_at     timestamptz NOT NULL,
    updated_at     timestamptz NOT NULL,
    CHECK (before <> after)
);
CREATE INDEX correction_agreement_idx ON correction (agreement_id);
CREATE TRIGGER correction_sealed BEFORE UPDATE OR DELETE ON correction FOR EACH ROW EXECUTE FUNCTION ops.refuse_change();

GRANT SELECT ON correction TO demilge_app;
GRANT SELECT, INSERT ON correction TO {{role}};
