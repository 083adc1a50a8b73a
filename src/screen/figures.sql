-- name: screen_villages :many
-- The open villages of a district or township: what they owe (13 duties missing, region/tally.h), and whether one of
-- their duties falls due in the coming days.
-- takes: first int, last int, today int, soon int, limit int
-- gives: code int, parent int, name text, map_x int?, map_y int?, missing int, soon bool
SELECT r.code, r.parent, r.name, p.map_x, p.map_y, coalesce(t.value, 0),
       CASE WHEN (SELECT d.item FROM duty d
                   WHERE d.region = r.code AND d.due_day BETWEEN :today AND :soon
                     AND d.state IN ('open', 'missing') AND d.state = 'open'
                   LIMIT 1) IS NULL THEN 0 ELSE 1 END
  FROM region r LEFT JOIN region_profile p ON p.region = r.code
       LEFT JOIN tally_total t ON t.region = r.code AND t.measure = 13
 WHERE r.code BETWEEN :first AND :last AND r.level = 5 AND r.closed_day IS NULL
 ORDER BY r.code
 LIMIT :limit;

-- name: screen_below :many
-- The open places below one by code, with what fell due there in these days (10) and was on time (11), and what is
-- missing now (13).
-- takes: parent int, first int, last int, limit int
-- gives: code int, name text, map_x int?, map_y int?, due int, on_time int, missing int
SELECT r.code, r.name, p.map_x, p.map_y,
       coalesce((SELECT CAST(sum(t.value) AS BIGINT) FROM tally t
                  WHERE t.region = r.code AND t.measure = 10 AND t.day BETWEEN :first AND :last), 0),
       coalesce((SELECT CAST(sum(t.value) AS BIGINT) FROM tally t
                  WHERE t.region = r.code AND t.measure = 11 AND t.day BETWEEN :first AND :last), 0),
       coalesce((SELECT t.value FROM tally_total t WHERE t.region = r.code AND t.measure = 13), 0)
  FROM region r LEFT JOIN region_profile p ON p.region = r.code
 WHERE r.parent = :parent AND r.closed_day IS NULL
 ORDER BY r.code
 LIMIT :limit;

-- name: screen_words :many
-- Money by everyday word (measures 80 … 89) of the months that end within some days.
-- takes: region int, first int, last int, limit int
-- gives: measure int, value int
SELECT measure, CAST(sum(value) AS BIGINT)
  FROM tally
 WHERE region = :region AND measure IN (80, 81, 82, 83, 84, 85, 86, 87, 88, 89) AND day BETWEEN :first AND :last
 GROUP BY measure
 ORDER BY measure
 LIMIT :limit;

-- name: screen_published :many
-- What was published, day by day (measures 1 … 3).
-- takes: region int, first int, last int, limit int
-- gives: day int, value int
SELECT day, value
  FROM tally
 WHERE region = :region AND measure IN (1, 2, 3) AND day BETWEEN :first AND :last
 LIMIT :limit;

-- name: screen_late :many
-- What has become overdue, the latest first.
-- takes: first int, last int, today int, limit int
-- gives: region int, place text, item text, period text, due_day int
SELECT d.region, r.name AS place, d.item, d.period, d.due_day
  FROM duty d JOIN region r ON r.code = d.region
 WHERE d.state IN ('open', 'missing') AND d.due_day < :today AND d.region BETWEEN :first AND :last
 ORDER BY d.due_day DESC, d.region DESC, d.item
 LIMIT :limit;
