-- name: flag_overdue :many
-- What a village should have published before a day, item by item; red before an earlier one.
-- takes: region int, from int, to int, last int, red int, limit int
-- gives: anchor int, key text, level int, source_id int, day int?, label text, fen int?, note text
SELECT 0, item AS key, CASE WHEN due_day <= :red THEN 3 ELSE 2 END, 0, due_day AS day, period AS label, CAST(NULL AS BIGINT),
       item AS note
  FROM duty
 WHERE region = :region AND state IN ('open', 'missing') AND due_day <= :last AND :from <= 0 AND :to >= 0
 ORDER BY region, due_day, state, item
 LIMIT :limit;
