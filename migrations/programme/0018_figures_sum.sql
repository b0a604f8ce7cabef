-- Figures of the whole programme: the same sums once more by nothing, year, priority area
-- and municipality, so that the dashboard reads a row for each group instead of adding up
-- everything. Triggers keep them equal to what they sum, whoever writes there.

CREATE TABLE figures_sum (
    part          text NOT NULL CHECK (part IN ('ALL', 'MUNICIPALITY', 'PRIORITY', 'YEAR')),
    -- nothing, the id, the name in lower case, the year
    key           text NOT NULL,
    name          jsonb NOT NULL,
    -- how many rows stand in the sums; of none is left nothing but zeros
    rows          bigint NOT NULL,
    letters       bigint NOT NULL,
    competitions  bigint NOT NULL,
    applications  bigint NOT NULL,
    awards        bigint NOT NULL,
    agreements    bigint NOT NULL,
    events        bigint NOT NULL,
    participants  bigint NOT NULL,
    visits        bigint NOT NULL,
    open_findings bigint NOT NULL,
    late_reports  bigint NOT NULL,
    PRIMARY KEY (part, key)
);

CREATE TABLE figures_sum_money (
    part        text NOT NULL CHECK (part IN ('ALL', 'MUNICIPALITY', 'PRIORITY', 'YEAR')),
    key         text NOT NULL,
    source      text NOT NULL,
    rows        bigint NOT NULL,
    requested   bigint NOT NULL,
    granted     bigint NOT NULL,
    paid        bigint NOT NULL,
    contributed bigint NOT NULL,
    PRIMARY KEY (part, key, source)
);

-- the rows of a change as a query: those that came with 1, those that went with -1
CREATE FUNCTION figures_changed(op text) RETURNS text IMMUTABLE LANGUAGE sql AS $$
    SELECT CASE op WHEN 'INSERT' THEN 'SELECT 1 AS sign, * FROM came' WHEN 'DELETE' THEN 'SELECT -1 AS sign, * FROM went'
        ELSE 'SELECT 1 AS sign, * FROM came UNION ALL SELECT -1 AS sign, * FROM went' END
$$;

-- the key of a row in each part
CREATE FUNCTION figures_key(part text, tenant_id uuid, year int, priority text) RETURNS text IMMUTABLE LANGUAGE sql AS $$
    SELECT CASE part WHEN 'MUNICIPALITY' THEN tenant_id::text WHEN 'PRIORITY' THEN priority WHEN 'YEAR' THEN year::text ELSE '' END
$$;

-- the statements that add the rows of a query to the sums
CREATE FUNCTION figures_addition(changed text) RETURNS text IMMUTABLE LANGUAGE sql AS $$
    SELECT 'INSERT INTO programme.figures_sum AS s (part, key, name, rows, letters, competitions, applications, awards, agreements, events,
            participants, visits, open_findings, late_reports)
        SELECT part, programme.figures_key(part, tenant_id, year, priority),
            coalesce(min(priority_name::text) FILTER (WHERE part = ''PRIORITY'' AND sign > 0), ''{}'')::jsonb, sum(sign),
            sum(sign * letters), sum(sign * competitions), sum(sign * applications), sum(sign * awards), sum(sign * agreements), sum(sign * events),
            sum(sign * participants), sum(sign * visits), sum(sign * open_findings), sum(sign * late_reports)
        FROM (' || changed || ') AS changed, unnest(''{ALL,MUNICIPALITY,PRIORITY,YEAR}''::text[]) AS part
        GROUP BY 1, 2 ORDER BY 1, 2
        ON CONFLICT (part, key) DO UPDATE SET name = CASE WHEN EXCLUDED.name = ''{}'' THEN s.name ELSE EXCLUDED.name END, rows = s.rows + EXCLUDED.rows,
            letters = s.letters + EXCLUDED.letters, competitions = s.competitions + EXCLUDED.competitions,
            applications = s.applications + EXCLUDED.applications, awards = s.awards + EXCLUDED.awards, agreements = s.agreements + EXCLUDED.agreements,
            events = s.events + EXCLUDED.events, participants = s.participants + EXCLUDED.participants, visits = s.visits + EXCLUDED.visits,
            open_findings = s.open_findings + EXCLUDED.open_findings, late_reports = s.late_reports + EXCLUDED.late_reports'
$$;

CREATE FUNCTION figures_money_addition(changed text) RETURNS text IMMUTABLE LANGUAGE sql AS $$
    SELECT 'INSERT INTO programme.figures_sum_money AS s (part, key, source, rows, requested, granted, paid, contributed)
        SELECT part, programme.figures_key(part, tenant_id, year, priority), source, sum(sign),
            sum(sign * requested), sum(sign * granted), sum(sign * paid), sum(sign * contributed)
        FROM (' || changed || ') AS changed, unnest(''{ALL,MUNICIPALITY,PRIORITY,YEAR}''::text[]) AS part
        GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
        ON CONFLICT (part, key, source) DO UPDATE SET rows = s.rows + EXCLUDED.rows, requested = s.requested + EXCLUDED.requested,
            granted = s.granted + EXCLUDED.granted, paid = s.paid + EXCLUDED.paid, contributed = s.contributed + EXCLUDED.contributed'
$$;

CREATE FUNCTION figures_add() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE CASE TG_TABLE_NAME WHEN 'figures' THEN programme.figures_addition(programme.figures_changed(TG_OP))
        ELSE programme.figures_money_addition(programme.figures_changed(TG_OP)) END;
    RETURN NULL;
END $$;

-- makes all sums anew
CREATE FUNCTION figures_resum() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM programme.figures_sum;
    DELETE FROM programme.figures_sum_money;
    EXECUTE programme.figures_addition('SELECT 1 AS sign, * FROM programme.figures');
    EXECUTE programme.figures_money_addition('SELECT 1 AS sign, * FROM programme.figures_money');
END $$;

CREATE TRIGGER figures_came AFTER INSERT ON figures REFERENCING NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION figures_add();
CREATE TRIGGER figures_went AFTER DELETE ON figures REFERENCING OLD TABLE AS went FOR EACH STATEMENT EXECUTE FUNCTION figures_add();
CREATE TRIGGER figures_turned AFTER UPDATE ON figures REFERENCING NEW TABLE AS came OLD TABLE AS went
    FOR EACH STATEMENT EXECUTE FUNCTION figures_add();
CREATE TRIGGER figures_money_came AFTER INSERT ON figures_money REFERENCING NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION figures_add();
CREATE TRIGGER figures_money_went AFTER DELETE ON figures_money REFERENCING OLD TABLE AS went FOR EACH STATEMENT EXECUTE FUNCTION figures_add();
CREATE TRIGGER figures_money_turned AFTER UPDATE ON figures_money REFERENCING NEW TABLE AS came OLD TABLE AS went
    FOR EACH STATEMENT EXECUTE FUNCTION figures_add();

GRANT SELECT, INSERT, UPDATE, DELETE ON figures_sum, figures_sum_money TO demilge_app;

SELECT programme.figures_resum();
