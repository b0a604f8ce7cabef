-- Days that are not what their weekday says: public holidays, working days that the Cabinet
-- made days off, and weekends on which people work instead.

CREATE TABLE special_day (
    id          uuid PRIMARY KEY,
    day         date NOT NULL CONSTRAINT special_day_day_key UNIQUE,
    kind        text NOT NULL CHECK (kind IN ('HOLIDAY', 'DAY_OFF', 'WORKDAY')),
    name        jsonb NOT NULL,
    -- the law, or the Cabinet's order with its date and number
    basis       text NOT NULL CHECK (basis <> ''),
    -- expected and not confirmed yet, as an Ait of a year to come
    provisional boolean NOT NULL,
    version     bigint NOT NULL,
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL,
    CONSTRAINT special_day_weekday_check CHECK (kind <> 'DAY_OFF' OR extract(isodow FROM day) < 6),
    CONSTRAINT special_day_weekend_check CHECK (kind <> 'WORKDAY' OR extract(isodow FROM day) > 5)
);

-- Servers remember the days and read them again when this channel speaks.
CREATE FUNCTION special_days_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('callers', 'workdays');
    RETURN NULL;
END $$;

CREATE TRIGGER special_day_changed AFTER INSERT OR UPDATE OR DELETE ON special_day EXECUTE FUNCTION special_days_changed();

GRANT SELECT, INSERT, UPDATE, DELETE ON special_day TO demilge_app;

CREATE FUNCTION pg_temp.enter(days date[], kind text, ky text, ru text, en text, basis text, provisional boolean) RETURNS void LANGUAGE sql AS $$
    INSERT INTO programme.special_day (id, day, kind, name, basis, provisional, version, created_at, updated_at)
    SELECT md5('special day ' || d)::uuid, d, kind, jsonb_build_object('ky', ky, 'ru', ru, 'en', en), basis, provisional, 1, now(), now()
    FROM unnest(days) AS d ON CONFLICT DO NOTHING
$$;

-- A day of each year from one to another.
CREATE FUNCTION pg_temp.yearly(month int, day int, since int, until int) RETURNS date[] LANGUAGE sql AS $$
    SELECT array_agg(make_date(y, month, day)) FROM generate_series(since, until) AS y
$$;

-- Aits follow the moon; the muftiate names the day.
SELECT pg_temp.enter(days, 'HOLIDAY', ky, ru, en, basis, provisional) FROM (VALUES
    ('{2019-06-05, 2020-05-24, 2021-05-13, 2022-05-02, 2023-04-21, 2024-04-10, 2026-03-20}'::date[], 'Орозо айт', 'Орозо айт', 'Orozo Ait', false),
    ('{2025-03-30, 2027-03-09}', 'Орозо айт', 'Орозо айт', 'Orozo Ait', true),
    ('{2019-08-11, 2020-07-31, 2021-07-20, 2022-07-09, 2023-06-28, 2024-06-16, 2026-05-27}', 'Курман айт', 'Курман айт', 'Kurman Ait', false),
    ('{2025-06-06, 2027-05-16}', 'Курман айт', 'Курман айт', 'Kurman Ait', true)
) AS ait (days, ky, ru, en, provisional)
CROSS JOIN (VALUES ('Ай календары, муфтияттын чечими / Лунный календарь, решение муфтията')) AS by (basis);

-- The code of 2004 held until 2024. That of 2025 made 23 February, 7 April and 7–8 November
-- working days and gave 1–7 January, from 2026 on, and 1–9 May.
SELECT pg_temp.enter(pg_temp.yearly(month, day, since, until), 'HOLIDAY', ky, ru, en, basis, false) FROM (VALUES
    (2004, 2015, 2024, 'Эмгек кодекси, 2004-жыл, № 106, 113-берене / Трудовой кодекс 2004 года № 106, статья 113'),
    (2025, 2025, 2040, 'Эмгек кодекси, 2025-жыл / Трудовой кодекс 2025 года')
) AS code (code, first, last, basis)
JOIN (VALUES
    (1, 1, 2015, 2040, 'Жаңы жыл', 'Новый год', 'New Year'),
    (1, 2, 2026, 2040, 'Жаңы жылдык эс алуу', 'Новогодние выходные', 'New Year holidays'),
    (1, 3, 2026, 2040, 'Жаңы жылдык эс алуу', 'Новогодние выходные', 'New Year holidays'),
    (1, 4, 2026, 2040, 'Жаңы жылдык эс алуу', 'Новогодние выходные', 'New Year holidays'),
    (1, 5, 2026, 2040, 'Жаңы жылдык эс алуу', 'Новогодние выходные', 'New Year holidays'),
    (1, 6, 2026, 2040, 'Жаңы жылдык эс алуу', 'Новогодние выходные', 'New Year holidays'),
    (1, 7, 2015, 2040, 'Рождество', 'Рождество Христово', 'Christmas'),
    (2, 23, 2015, 2024, 'Ата Мекенди коргоочулардын күнү', 'День защитника Отечества', 'Defender of the Fatherland Day'),
    (3, 8, 2015, 2040, 'Аялдардын эл аралык күнү', 'Международный женский день', 'International Women''s Day'),
    (3, 21, 2015, 2040, 'Нооруз', 'Нооруз', 'Nooruz'),
    (4, 7, 2016, 2024, 'Элдик Апрель революциясынын күнү', 'День народной Апрельской революции', 'Day of the People''s April Revolution'),
    (5, 1, 2015, 2040, 'Эмгек майрамы', 'Праздник труда', 'Labour Day'),
    (5, 2, 2025, 2040, 'Май майрамдары', 'Майские выходные', 'May holidays'),
    (5, 3, 2025, 2040, 'Май майрамдары', 'Майские выходные', 'May holidays'),
    (5, 4, 2025, 2040, 'Май майрамдары', 'Майские выходные', 'May holidays'),
    (5, 5, 2015, 2040, 'Конституция күнү', 'День Конституции', 'Constitution Day'),
    (5, 6, 2025, 2040, 'Май майрамдары', 'Майские выходные', 'May holidays'),
    (5, 7, 2025, 2040, 'Май майрамдары', 'Майские выходные', 'May holidays'),
    (5, 8, 2025, 2040, 'Май майрамдары', 'Майские выходные', 'May holidays'),
    (5, 9, 2015, 2040, 'Жеңиш күнү', 'День Победы', 'Victory Day'),
    (8, 31, 2015, 2040, 'Эгемендүүлүк күнү', 'День независимости', 'Independence Day'),
    (11, 7, 2015, 2017, 'Улуу Октябрь социалисттик революциясынын күнү', 'День Великой Октябрьской социалистической революции', 'Day of the October Revolution'),
    (11, 7, 2018, 2024, 'Тарых жана ата-бабаларды эскерүү күнү', 'День истории и памяти предков', 'Day of History and Commemoration of Ancestors'),
    (11, 8, 2018, 2024, 'Тарых жана ата-бабаларды эскерүү күнү', 'День истории и памяти предков', 'Day of History and Commemoration of Ancestors')
) AS feast (month, day, since_year, until_year, ky, ru, en) ON since_year <= last AND until_year >= first
CROSS JOIN LATERAL (VALUES (greatest(since_year, first), least(until_year, last))) AS years (since, until);

-- A holiday on a weekend gave the next working day under the code of 2004.
SELECT pg_temp.enter('{
    2015-03-09, 2015-03-23, 2015-05-11, 2015-11-09, 2016-05-02, 2017-01-02, 2017-01-09, 2018-01-08, 2018-04-09, 2018-05-07,
    2019-02-25, 2019-04-08, 2019-05-06, 2019-08-12, 2019-09-02, 2020-02-24, 2020-03-09, 2020-03-23, 2020-05-11, 2020-05-25,
    2020-11-09, 2020-11-10, 2021-03-22, 2021-05-03, 2021-05-10, 2021-11-09, 2022-01-03, 2022-05-03, 2022-07-11, 2023-01-02,
    2024-01-08, 2024-04-08, 2024-05-06, 2024-06-17, 2024-09-02}', 'DAY_OFF',
    'Майрамдын ордуна дем алыш', 'Выходной вместо праздника, выпавшего на выходной', 'Day off for a holiday on a weekend',
    'Эмгек кодекси, 2004-жыл, № 106, 113-берене / Трудовой кодекс 2004 года № 106, статья 113', false);

-- The Cabinet's order of December 2022 on the days off of 2023: 9 January, which would have
-- been one, and six Saturdays were worked.
SELECT pg_temp.enter(days, kind, ky, ru, en,
    'Министрлер Кабинетинин чечими, 2022-жылдын декабры / Решение Кабинета министров, декабрь 2022 года', false)
FROM (VALUES
    ('{2023-01-03, 2023-01-04, 2023-01-05, 2023-01-06, 2023-03-20, 2023-05-08, 2023-11-06}'::date[], 'DAY_OFF',
        'Которулган дем алыш', 'Перенесённый выходной', 'Day off moved here'),
    ('{2023-02-25, 2023-03-11, 2023-03-25, 2023-04-29, 2023-05-13, 2023-11-11}', 'WORKDAY',
        'Которулган жумуш күнү', 'Перенесённый рабочий день', 'Working day moved here')
) AS moved (days, kind, ky, ru, en);
