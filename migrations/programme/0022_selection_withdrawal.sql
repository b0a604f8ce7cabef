-- who stepped back after the list was published, and the letter of the reserve that moved up
CREATE TABLE selection_withdrawal (
    id           uuid PRIMARY KEY,
    selection_id uuid NOT NULL REFERENCES selection,
    letter_id    uuid NOT NULL REFERENCES letter CONSTRAINT selection_withdrawal_letter_key UNIQUE,
    successor_id uuid REFERENCES letter CONSTRAINT selection_withdrawal_successor_key UNIQUE,
    cofinancing  bigint CHECK (cofinancing > 0),
    reason       text NOT NULL CHECK (reason <> ''),
    at           timestamptz NOT NULL,
    by           text NOT NULL,
    CHECK (cofinancing IS NULL OR successor_id IS NOT NULL)
);
CREATE INDEX selection_withdrawal_selection_idx ON selection_withdrawal (selection_id, id);
CREATE TRIGGER selection_withdrawal_sealed BEFORE UPDATE OR DELETE ON selection_withdrawal FOR EACH ROW EXECUTE FUNCTION ops.refuse_change();

GRANT SELECT, INSERT ON selection_withdrawal TO demilge_app;

-- zero takes back what was set aside
ALTER TABLE grant_fund
    DROP CONSTRAINT grant_fund_amount_check,
    ADD CONSTRAINT grant_fund_amount_check CHECK (amount >= 0);
