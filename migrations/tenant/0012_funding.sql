-- The money of agreements: bank details and tranches, purchases, payments, refunds,
-- contributions, reallocations (domain.md M19, R-29, R-30, R-34, 5.11).

-- where money is transferred to: restricted, the server's own role reads nothing of it
CREATE TABLE bank_details (
    id               uuid PRIMARY KEY,
    agreement_id     uuid NOT NULL REFERENCES agreement,
    state            text NOT NULL CHECK (state IN ('PROPOSED', 'CONFIRMED', 'REJECTED', 'REPLACED')),
    recipient        text NOT NULL CHECK (recipient <> ''),
    bank             text NOT NULL CHECK (bank <> ''),
    bic              text NOT NULL CHECK (bic ~ '^[0-9A-Z]{6,11}$'),
    account          text NOT NULL CHECK (account ~ '^[0-9]{16}$'),
    proposed_by_id   uuid,
    proposed_by_name text NOT NULL,
    decided_by_id    uuid,
    decided_by_name  text,
    decided_at       timestamptz,
    -- why they were rejected
    reason           text NOT NULL,
    version          bigint NOT NULL,
    created_at       timestamptz NOT NULL,
    updated_at       timestamptz NOT NULL,
    CHECK (decided_by_id <> proposed_by_id),
    CHECK ((state = 'PROPOSED') = (decided_at IS NULL)),
    CHECK (state <> 'REJECTED' OR reason <> '')
);
CREATE INDEX bank_details_agreement_idx ON bank_details (agreement_id, id);
CREATE UNIQUE INDEX bank_details_in_force_key ON bank_details (agreement_id) WHERE state = 'CONFIRMED';

CREATE FUNCTION bank_details_seal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR (NEW.agreement_id, NEW.recipient, NEW.bank, NEW.bic, NEW.account, NEW.proposed_by_id)
        IS DISTINCT FROM (OLD.agreement_id, OLD.recipient, OLD.bank, OLD.bic, OLD.account, OLD.proposed_by_id)
    THEN
        RAISE EXCEPTION 'bank details are proposed anew, never edited' USING ERRCODE = 'DM002';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER bank_details_sealed BEFORE UPDATE OR DELETE ON bank_details
    FOR EACH ROW EXECUTE FUNCTION {{schema}}.bank_details_seal();

CREATE TABLE tranche (
    id                uuid PRIMARY KEY,
    agreement_id      uuid NOT NULL REFERENCES agreement,
    number            int NOT NULL CHECK (number > 0),
    source            text NOT NULL CHECK (source IN ('LOCAL_BUDGET', 'PROGRAMME')),
    state             text NOT NULL CHECK (state IN ('PLANNED', 'REQUESTED', 'APPROVED', 'PAID', 'CANCELLED')),
    amount            bigint NOT NULL CHECK (amount BETWEEN 1 AND 1000000000000000),
    planned_on        date NOT NULL,
    conditions        jsonb NOT NULL CHECK (jsonb_typeof(conditions) = 'array'),
    requested_by_id   uuid,
    requested_by_name text,
    requested_at      timestamptz,
    approved_by_id    uuid,
    approved_by_name  text,
    approved_at       timestamptz,
    confirmed_by_id   uuid,
    confirmed_by_name text,
    confirmed_at      timestamptz,
    details_id        uuid REFERENCES bank_details,
    paid_on           date,
    document_kind     text CHECK (document_kind IN ('INVOICE', 'RECEIPT', 'PAYMENT_ORDER', 'ACT', 'OTHER')),
    document_number   text,
    document_date     date,
    document_file_id  uuid,
    -- why it was cancelled
    reason            text NOT NULL,
    version           bigint NOT NULL,
    created_at        timestamptz NOT NULL,
    updated_at        timestamptz NOT NULL,
    CONSTRAINT tranche_number_key UNIQUE (agreement_id, number),
    CHECK (approved_by_id <> requested_by_id),
    CHECK (confirmed_by_id <> approved_by_id),
    CHECK (state NOT IN ('APPROVED', 'PAID') OR approved_at IS NOT NULL AND confirmed_at IS NOT NULL),
    CHECK ((state = 'PAID') = (paid_on IS NOT NULL)),
    CHECK (state <> 'PAID' OR document_kind IS NOT NULL AND document_number IS NOT NULL),
    CHECK (state <> 'CANCELLED' OR reason <> '')
);
CREATE INDEX tranche_agreement_idx ON tranche (agreement_id, id);

CREATE FUNCTION tranche_seal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.state IN ('PAID', 'CANCELLED') OR (NEW.agreement_id, NEW.number, NEW.source, NEW.amount, NEW.conditions)
        IS DISTINCT FROM (OLD.agreement_id, OLD.number, OLD.source, OLD.amount, OLD.conditions)
    THEN
        RAISE EXCEPTION 'a tranche is sealed' USING ERRCODE = 'DM002';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER tranche_sealed BEFORE UPDATE OR DELETE ON tranche FOR EACH ROW EXECUTE FUNCTION {{schema}}.tranche_seal();

CREATE TABLE purchase (
    id              uuid PRIMARY KEY,
    agreement_id    uuid NOT NULL REFERENCES agreement,
    line_id         uuid NOT NULL REFERENCES agreement_line,
    -- the line's
    source          text NOT NULL CHECK (source IN ('LOCAL_BUDGET', 'PROGRAMME', 'BUSINESS', 'INITIATOR', 'DONATION', 'OTHER')),
    state           text NOT NULL CHECK (state IN ('ORDERED', 'RECEIVED', 'CANCELLED')),
    buyer           text NOT NULL CHECK (buyer IN ('MUNICIPALITY', 'PROGRAMME', 'PERFORMER')),
    supplier        text NOT NULL CHECK (supplier <> ''),
    procurement_id  text NOT NULL,
    method          text NOT NULL,
    contract_number text NOT NULL,
    contract_date   date,
    item            text NOT NULL CHECK (item <> ''),
    unit            text NOT NULL,
    -- thousandths of a unit
    quantity        bigint CHECK (quantity BETWEEN 1 AND 999999999999),
    amount          bigint NOT NULL CHECK (amount BETWEEN 1 AND 1000000000000000),
    ordered_on      date NOT NULL,
    received_on     date,
    -- why it was cancelled
    reason          text NOT NULL,
    version         bigint NOT NULL,
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    CHECK (received_on >= ordered_on),
    CHECK ((state = 'RECEIVED') = (received_on IS NOT NULL)),
    CHECK (state <> 'CANCELLED' OR reason <> '')
);
CREATE INDEX purchase_agreement_idx ON purchase (agreement_id, id);
CREATE INDEX purchase_line_idx ON purchase (line_id);

-- a payment is never edited, never negative and never deleted: a wrong one is voided
CREATE TABLE payment (
    id               uuid PRIMARY KEY,
    agreement_id     uuid NOT NULL REFERENCES agreement,
    line_id          uuid NOT NULL REFERENCES agreement_line,
    purchase_id      uuid REFERENCES purchase,
    -- where the money came from
    tranche_id       uuid REFERENCES tranche,
    source           text NOT NULL CHECK (source IN ('LOCAL_BUDGET', 'PROGRAMME', 'BUSINESS', 'INITIATOR', 'DONATION', 'OTHER')),
    state            text NOT NULL CHECK (state IN ('RECORDED', 'APPROVED', 'VOIDED')),
    amount           bigint NOT NULL CHECK (amount BETWEEN 1 AND 1000000000000000),
    paid_on          date NOT NULL,
    document_kind    text NOT NULL CHECK (document_kind IN ('INVOICE', 'RECEIPT', 'PAYMENT_ORDER', 'ACT', 'OTHER')),
    document_number  text NOT NULL CHECK (document_number <> ''),
    document_date    date NOT NULL,
    document_file_id uuid,
    note             text NOT NULL,
    recorded_by_id   uuid,
    recorded_by_name text NOT NULL,
    approved_by_id   uuid,
    approved_by_name text,
    approved_at      timestamptz,
    -- the programme's finance took the programme's part over
    accepted_by_id   uuid,
    accepted_by_name text,
    accepted_at      timestamptz,
    -- why it was voided
    reason           text NOT NULL,
    version          bigint NOT NULL,
    created_at       timestamptz NOT NULL,
    updated_at       timestamptz NOT NULL,
    CHECK (state <> 'APPROVED' OR approved_at IS NOT NULL),
    CHECK (approved_by_id <> recorded_by_id),
    CHECK (accepted_at IS NULL OR source = 'PROGRAMME' AND approved_at IS NOT NULL),
    CHECK (state <> 'VOIDED' OR reason <> '')
);
CREATE INDEX payment_agreement_idx ON payment (agreement_id, id);
CREATE INDEX payment_line_idx ON payment (line_id);
CREATE INDEX payment_tranche_idx ON payment (tranche_id) WHERE tranche_id IS NOT NULL;
CREATE INDEX payment_purchase_idx ON payment (purchase_id) WHERE purchase_id IS NOT NULL;

CREATE FUNCTION payment_seal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    course text[] := ARRAY['state', 'approved_by_id', 'approved_by_name', 'approved_at', 'accepted_by_id', 'accepted_by_name', 'accepted_at',
        'reason', 'version', 'updated_at'];
BEGIN
    IF TG_OP = 'DELETE' OR OLD.state = 'VOIDED' OR to_jsonb(NEW) - course <> to_jsonb(OLD) - course THEN
        RAISE EXCEPTION 'a recorded payment is sealed' USING ERRCODE = 'DM002';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER payment_sealed BEFORE UPDATE OR DELETE ON payment FOR EACH ROW EXECUTE FUNCTION {{schema}}.payment_seal();

CREATE TABLE refund (
    id               uuid PRIMARY KEY,
    agreement_id     uuid NOT NULL REFERENCES agreement,
    line_id          uuid REFERENCES agreement_line,
    source           text NOT NULL CHECK (source IN ('LOCAL_BUDGET', 'PROGRAMME')),
    state            text NOT NULL CHECK (state IN ('DUE', 'PAID', 'CANCELLED')),
    ground           text NOT NULL CHECK (ground IN ('UNSPENT', 'INELIGIBLE')),
    amount           bigint NOT NULL CHECK (amount BETWEEN 1 AND 1000000000000000),
    decided_on       date NOT NULL,
    due_on           date NOT NULL,
    note             text NOT NULL,
    paid_on          date,
    document_kind    text CHECK (document_kind IN ('INVOICE', 'RECEIPT', 'PAYMENT_ORDER', 'ACT', 'OTHER')),
    document_number  text,
    document_date    date,
    document_file_id uuid,
    -- why it was cancelled
    reason           text NOT NULL,
    version          bigint NOT NULL,
    created_at       timestamptz NOT NULL,
    updated_at       timestamptz NOT NULL,
    CHECK (due_on >= decided_on),
    CHECK ((state = 'PAID') = (paid_on IS NOT NULL)),
    CHECK (state <> 'PAID' OR document_kind IS NOT NULL AND document_number IS NOT NULL),
    CHECK (state <> 'CANCELLED' OR reason <> '')
);
CREATE INDEX refund_agreement_idx ON refund (agreement_id, id);
CREATE INDEX refund_line_idx ON refund (line_id) WHERE line_id IS NOT NULL;

CREATE FUNCTION refund_seal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.state <> 'DUE' OR (NEW.agreement_id, NEW.line_id, NEW.source, NEW.ground, NEW.amount, NEW.decided_on, NEW.due_on)
        IS DISTINCT FROM (OLD.agreement_id, OLD.line_id, OLD.source, OLD.ground, OLD.amount, OLD.decided_on, OLD.due_on)
    THEN
        RAISE EXCEPTION 'a refund is sealed' USING ERRCODE = 'DM002';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER refund_sealed BEFORE UPDATE OR DELETE ON refund FOR EACH ROW EXECUTE FUNCTION {{schema}}.refund_seal();

CREATE TABLE contribution (
    id               uuid PRIMARY KEY,
    agreement_id     uuid NOT NULL REFERENCES agreement,
    line_id          uuid REFERENCES agreement_line,
    source           text NOT NULL CHECK (source IN ('BUSINESS', 'INITIATOR', 'DONATION', 'OTHER')),
    state            text NOT NULL CHECK (state IN ('RECORDED', 'REMOVED')),
    form             text NOT NULL CHECK (form IN ('CASH', 'IN_KIND')),
    valuation        text NOT NULL CHECK (valuation IN ('KNOWN', 'ESTIMATED', 'NOT_VALUED')),
    giver            text NOT NULL,
    -- the giver agreed to be named in public
    name_consent     boolean NOT NULL,
    item             text NOT NULL CHECK (item <> ''),
    unit             text NOT NULL,
    quantity         bigint CHECK (quantity BETWEEN 1 AND 999999999999),
    amount           bigint CHECK (amount BETWEEN 1 AND 1000000000000000),
    received_on      date NOT NULL,
    file_id          uuid,
    recorded_by_id   uuid,
    recorded_by_name text NOT NULL,
    -- why it was removed
    reason           text NOT NULL,
    version          bigint NOT NULL,
    created_at       timestamptz NOT NULL,
    updated_at       timestamptz NOT NULL,
    CHECK ((valuation = 'NOT_VALUED') = (amount IS NULL)),
    CHECK (form <> 'CASH' OR amount IS NOT NULL),
    CHECK (state <> 'REMOVED' OR reason <> '')
);
CREATE INDEX contribution_agreement_idx ON contribution (agreement_id, id);
CREATE INDEX contribution_line_idx ON contribution (line_id) WHERE line_id IS NOT NULL;

CREATE TABLE reallocation (
    id               uuid PRIMARY KEY,
    agreement_id     uuid NOT NULL REFERENCES agreement,
    from_line_id     uuid NOT NULL REFERENCES agreement_line,
    to_line_id       uuid NOT NULL REFERENCES agreement_line,
    source           text NOT NULL CHECK (source IN ('LOCAL_BUDGET', 'PROGRAMME', 'BUSINESS', 'INITIATOR', 'DONATION', 'OTHER')),
    state            text NOT NULL CHECK (state IN ('PROPOSED', 'APPROVED', 'REJECTED')),
    amount           bigint NOT NULL CHECK (amount BETWEEN 1 AND 1000000000000000),
    -- within the regulation's per cent: no approval was needed
    free             boolean NOT NULL,
    reason           text NOT NULL CHECK (reason <> ''),
    proposed_by_id   uuid,
    proposed_by_name text NOT NULL,
    decided_by_id    uuid,
    decided_by_name  text,
    decided_at       timestamptz,
    -- why it was rejected
    answer           text NOT NULL,
    version          bigint NOT NULL,
    created_at       timestamptz NOT NULL,
    updated_at       timestamptz NOT NULL,
    CHECK (from_line_id <> to_line_id),
    CHECK ((state = 'PROPOSED') = (decided_at IS NULL)),
    CHECK (free OR decided_by_id <> proposed_by_id),
    CHECK (state <> 'REJECTED' OR answer <> '')
);
CREATE INDEX reallocation_agreement_idx ON reallocation (agreement_id, id);
CREATE INDEX reallocation_from_idx ON reallocation (from_line_id);
CREATE INDEX reallocation_to_idx ON reallocation (to_line_id);

GRANT SELECT ON tranche, purchase, payment, refund, contribution, reallocation TO demilge_app;
GRANT SELECT, INSERT, UPDATE ON bank_details, tranche, purchase, payment, refund, contribution, reallocation TO {{role}};
