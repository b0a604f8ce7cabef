-- A step's place tells it apart, not how its number is written: 2, 2. and 02 are one number.
ALTER TABLE work_plan_step
    DROP CONSTRAINT work_plan_step_number_key,
    ADD CONSTRAINT work_plan_step_number_key UNIQUE (plan_id, place);

-- what no query asks by, or the key above answers
DROP INDEX work_plan_step_plan_idx, work_plan_step_open_idx, training_from_idx, grant_fund_call_idx;
