-- name: flag_burst :many
-- What a village published long after it was due, in the order it was published.
-- takes: region int, late int, limit int
-- gives: item text, period text, day int, disclosure int?
SELECT item, period, done_day AS day, disclosure
  FROM duty
 WHERE region = :region AND state = 'late' AND done_day - due_day > :late
 ORDER BY done_day, item, period
 LIMIT :limit;
