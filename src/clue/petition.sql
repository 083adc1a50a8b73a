-- The petition register: counts of a place by year and month.

-- name: petition_upsert :exec
-- takes: region int, year int, month int, reports int, accusations int, appeals int, suggestions int, satisfied int
-- takes: asked int
INSERT INTO petition_count (region, year, month, reports, accusations, appeals, suggestions, satisfied, asked)
VALUES (:region, :year, :month, :reports, :accusations, :appeals, :suggestions, :satisfied, :asked)
ON CONFLICT (region, year, month) DO UPDATE
   SET reports = excluded.reports, accusations = excluded.accusations, appeals = excluded.appeals,
       suggestions = excluded.suggestions, satisfied = excluded.satisfied, asked = excluded.asked;

-- name: petition_row :one
-- takes: region int, year int, month int
-- gives PetitionCountRow: region int, year int, month int, reports int, accusations int, appeals int, suggestions int
-- gives: satisfied int, asked int
SELECT region, year, month, reports, accusations, appeals, suggestions, satisfied, asked
  FROM petition_count
 WHERE region = :region AND year = :year AND month = :month;

-- name: petition_rows_after :many
-- Those of places in a range behind a row, by place, year and month.
-- takes: first int, last int, after_region int, after_year int, after_month int, limit int
-- gives PetitionCountRow
SELECT region, year, month, reports, accusations, appeals, suggestions, satisfied, asked
  FROM petition_count
 WHERE region BETWEEN :first AND :last AND (region, year, month) > (:after_region, :after_year, :after_month)
 ORDER BY region, year, month
 LIMIT :limit;

-- name: petition_delete :count
-- takes: region int, year int, month int
DELETE FROM petition_count WHERE region = :region AND year = :year AND month = :month;
