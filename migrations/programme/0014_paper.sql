-- Papers that the programme issued, its own templates and its letterhead: in the shape of a
-- municipality's, with the counters of the journals.

CREATE TABLE register_counter (
    register text NOT NULL,
    year     int NOT NULL,
    last     int NOT NULL,
    PRIMARY KEY (register, year)
);

CREATE TABLE paper (
    id             uuid PRIMARY KEY,
    kind           text NOT NULL,
    language       text NOT NULL CHECK (language IN ('KY', 'RU')),
    about_kind     text NOT NULL,
    about_id       uuid NOT NULL,
    -- the journal: a number is never given twice and never vanishes
    journal_year   int NOT NULL,
    journal_no     int NOT NULL CHECK (journal_no > 0),
    state          text NOT NULL CHECK (state IN ('ISSUED', 'SUPERSEDED', 'VOIDED')),
    issued_on      date NOT NULL,
    issued_by      uuid,
    code           text NOT NULL CONSTRAINT paper_code_key UNIQUE,
    pdf_file_id    uuid NOT NULL,
    docx_file_id   uuid NOT NULL,
    public_file_id uuid,
    scan_file_id   uuid,
    pdf_sha256     bytea NOT NULL CHECK (octet_length(pdf_sha256) = 32),
    docx_sha256    bytea NOT NULL CHECK (octet_length(docx_sha256) = 32),
    -- the programme's own template that it was written on
    template_id    uuid,
    published_at   timestamptz,
    supersedes     uuid REFERENCES paper,
    superseded_by  uuid,
    -- why it was voided or issued anew
    reason         text NOT NULL,
    version        bigint NOT NULL,
    created_at     timestamptz NOT NULL,
    updated_at     timestamptz NOT NULL,
    CONSTRAINT paper_journal_key UNIQUE (kind, journal_year, journal_no),
    CHECK ((state = 'SUPERSEDED') = (superseded_by IS NOT NULL)),
    CHECK (state <> 'VOIDED' OR reason <> '')
);
CREATE INDEX paper_about_idx ON paper (about_id);
CREATE UNIQUE INDEX paper_standing_key ON paper (kind, language, about_id, journal_year) WHERE state = 'ISSUED';

-- what was issued stays as it was issued
CREATE FUNCTION paper_seal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.state <> 'ISSUED'
        OR (NEW.kind, NEW.language, NEW.about_id, NEW.journal_year, NEW.journal_no, NEW.issued_on, NEW.code, NEW.pdf_file_id, NEW.docx_file_id, NEW.pdf_sha256, NEW.docx_sha256)
        <> (OLD.kind, OLD.language, OLD.about_id, OLD.journal_year, OLD.journal_no, OLD.issued_on, OLD.code, OLD.pdf_file_id, OLD.docx_file_id, OLD.pdf_sha256, OLD.docx_sha256)
    THEN
        RAISE EXCEPTION 'an issued paper is sealed' USING ERRCODE = 'DM002';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER paper_sealed BEFORE UPDATE OR DELETE ON paper FOR EACH ROW EXECUTE FUNCTION programme.paper_seal();

CREATE TABLE paper_template (
    id         uuid PRIMARY KEY,
    kind       text NOT NULL,
    language   text NOT NULL CHECK (language IN ('KY', 'RU')),
    file_id    uuid NOT NULL,
    -- since when it is not used any more
    retired_at timestamptz,
    version    bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX paper_template_key ON paper_template (kind, language) WHERE retired_at IS NULL;

CREATE TABLE letterhead (
    id         uuid PRIMARY KEY,
    name       jsonb NOT NULL,
    address    jsonb NOT NULL,
    phone      text NOT NULL,
    email      text NOT NULL,
    tax_id     text NOT NULL,
    version    bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX letterhead_key ON letterhead ((true));

GRANT SELECT, INSERT, UPDATE ON register_counter, paper, paper_template, letterhead TO demilge_app;
