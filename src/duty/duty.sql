-- name: duty_add :exec
-- takes: region int, item text, period text, period_start int, due_day int
INSERT INTO duty (region, item, period, period_start, due_day, state)
VALUES (:region, :item, :period, :period_start, :due_day, 'open')
ON CONFLICT (region, item, period) DO NOTHING;

-- name: duty_of :one
-- takes: region int, item text, period text
-- gives DutyRow: region int, item text, period text, due_day int, state text, done_day int?, disclosure int?
SELECT region, item, period, due_day, state, done_day, disclosure
  FROM duty
 WHERE region = :region AND item = :item AND period = :period;

-- name: duty_settle :exec
-- takes: region int, item text, period text, state text, done_day int?, disclosure int?
UPDATE duty SET state = :state, done_day = :done_day, disclosure = :disclosure
 WHERE region = :region AND item = :item AND period = :period;

-- name: duty_past_due :many
-- Open duties whose due day is over.
-- takes: today int, limit int
-- gives DutyRow
SELECT region, item, period, due_day, state, done_day, disclosure
  FROM duty
 WHERE due_day < :today AND state IN ('open', 'missing') AND state = 'open'
 ORDER BY due_day, region
 LIMIT :limit;

-- name: duty_waiting_of :many
-- takes: region int, until int, limit int
-- gives DutyRow
SELECT region, item, period, due_day, state, done_day, disclosure
  FROM duty
 WHERE region = :region AND due_day <= :until AND state IN ('open', 'missing')
 ORDER BY due_day, item
 LIMIT :limit;

-- name: duty_late_of :many
-- From the index alone.
-- takes: region int, today int, limit int
-- gives: item text
SELECT item
  FROM duty
 WHERE region = :region AND due_day < :today AND state IN ('open', 'missing')
 LIMIT :limit;

-- name: duty_between :many
-- takes: region int, first int, last int, limit int
-- gives DutyRow
SELECT region, item, period, due_day, state, done_day, disclosure
  FROM duty
 WHERE region = :region AND due_day BETWEEN :first AND :last AND state <> 'void'
 ORDER BY due_day DESC, item
 LIMIT :limit;

-- name: duty_open_of :many
-- Those that are not overdue.
-- takes: region int, today int, limit int
-- gives: item text, period text, due_day int
SELECT item, period, due_day
  FROM duty
 WHERE region = :region AND due_day >= :today AND state IN ('open', 'missing') AND state = 'open'
 ORDER BY due_day
 LIMIT :limit;

-- name: duty_move :exec
-- takes: region int, item text, period text, due_day int
UPDATE duty SET due_day = :due_day WHERE region = :region AND item = :item AND period = :period;

-- name: duty_missing_in :many
-- Longest overdue first.
-- takes: first int, last int, today int, limit int
-- gives DutyRow
SELECT region, item, period, due_day, state, done_day, disclosure
  FROM duty
 WHERE state IN ('open', 'missing') AND due_day < :today
   AND region BETWEEN :first AND :last
 ORDER BY due_day, region, item
 LIMIT :limit;

-- name: duty_void_closed :count
-- A place that closed owes nothing that falls due afterwards.
-- takes: today int
UPDATE duty SET state = 'void'
 WHERE due_day < :today AND state IN ('open', 'missing') AND state = 'open'
   AND EXISTS (SELECT 1 FROM region r WHERE r.code = duty.region AND r.closed_day <= duty.due_day);

-- ---- by township and district, item and month (month.h) ----

-- name: duty_month_change :exec
-- takes: region int, item text, month int, due int, on_time int, late int, missing int
INSERT INTO duty_month (region, item, month, due, on_time, late, missing)
VALUES (:region, :item, :month, :due, :on_time, :late, :missing)
    ON CONFLICT (region, item, month) DO UPDATE SET
       due = duty_month.due + excluded.due, on_time = duty_month.on_time + excluded.on_time,
       late = duty_month.late + excluded.late, missing = duty_month.missing + excluded.missing;

-- name: duty_month_page :many
-- All rows in the order of the key, those after one; for checks.
-- takes: region int, item text, month int, limit int
-- gives: region int, item text, month int, due int, on_time int, late int, missing int
SELECT region, item, month, due, on_time, late, missing
  FROM duty_month
 WHERE (region, item, month) > (:region, :item, :month)
 ORDER BY region, item, month
 LIMIT :limit;

-- name: duty_month_sums :many
-- takes: first int, last int, from int, until int, limit int
-- gives: region int, item text, due int, on_time int, late int, missing int
SELECT region, item, CAST(sum(due) AS BIGINT), CAST(sum(on_time) AS BIGINT), CAST(sum(late) AS BIGINT),
       CAST(sum(missing) AS BIGINT)
  FROM duty_month
 WHERE region BETWEEN :first AND :last AND month BETWEEN :from AND :until
 GROUP BY region, item
 ORDER BY region, item
 LIMIT :limit;
