-- name: board_cells :many
-- Open places of a level within a range: what is missing there (measure 13, region/tally.h), and whether a duty falls due
-- in the coming days.
-- takes: first int, last int, level int, today int, soon int, limit int
-- gives: code int, parent int, name text, missing int, soon bool
SELECT r.code, r.parent, r.name, coalesce(t.value, 0),
       CASE WHEN (SELECT d.item FROM duty d
                   WHERE d.region = r.code AND d.due_day BETWEEN :today AND :soon
                     AND d.state IN ('open', 'missing') AND d.state = 'open'
                   LIMIT 1) IS NULL THEN 0 ELSE 1 END
  FROM region r LEFT JOIN tally_total t ON t.region = r.code AND t.measure = 13
 WHERE r.code BETWEEN :first AND :last AND r.level = :level AND r.closed_day IS NULL
 ORDER BY r.code
 LIMIT :limit;

-- name: board_oldest_open :one
-- The first day of receipt of which an opinion is still open (measure 41).
-- takes: region int, first int, last int
-- gives: day int
SELECT day FROM tally
 WHERE region = :region AND measure = 41 AND day BETWEEN :first AND :last AND value > 0
 ORDER BY day LIMIT 1;
