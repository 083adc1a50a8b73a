-- name: tally_change :exec
-- takes: region int, measure int, day int, delta int
INSERT INTO tally (region, measure, day, value) VALUES (:region, :measure, :day, :delta)
ON CONFLICT (region, measure, day) DO UPDATE SET value = tally.value + excluded.value;

-- name: tally_total_change :exec
-- takes: region int, measure int, delta int
INSERT INTO tally_total (region, measure, value) VALUES (:region, :measure, :delta)
ON CONFLICT (region, measure) DO UPDATE SET value = tally_total.value + excluded.value;

-- name: tally_total_of :one
-- takes: region int, measure int
-- gives: value int
SELECT value FROM tally_total WHERE region = :region AND measure = :measure;

-- name: tally_totals_of :many
-- takes: region int, limit int
-- gives: measure int, value int
SELECT measure, value FROM tally_total WHERE region = :region LIMIT :limit;

-- name: tally_sum :one
-- takes: region int, measure int, first int, last int
-- gives: value int
SELECT CAST(coalesce(sum(value), 0) AS BIGINT)
  FROM tally
 WHERE region = :region AND measure = :measure AND day BETWEEN :first AND :last;

-- name: tally_days :many
-- takes: region int, measure int, first int, last int, limit int
-- gives: day int, value int
SELECT day, value
  FROM tally
 WHERE region = :region AND measure = :measure AND day BETWEEN :first AND :last
 ORDER BY day
 LIMIT :limit;

-- name: tally_page :many
-- All rows in the order of the key, those after one; for checks.
-- takes: region int, measure int, day int, limit int
-- gives TallyRow: region int, measure int, day int, value int
SELECT region, measure, day, value
  FROM tally
 WHERE (region, measure, day) > (:region, :measure, :day)
 ORDER BY region, measure, day
 LIMIT :limit;

-- name: tally_total_page :many
-- takes: region int, measure int, limit int
-- gives TallyRow
SELECT region, measure, 0, value
  FROM tally_total
 WHERE (region, measure) > (:region, :measure)
 ORDER BY region, measure
 LIMIT :limit;
