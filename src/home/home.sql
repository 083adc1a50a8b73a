-- name: home_map_cells :many
-- The open places below one, with what they owe: 10 duties due, 13 missing (region/tally.h).
-- takes: parent int, limit int
-- gives: code int, name text, map_x int?, map_y int?, due int, missing int
SELECT r.code, r.name, p.map_x, p.map_y, coalesce(due.value, 0), coalesce(missing.value, 0)
  FROM region r LEFT JOIN region_profile p ON p.region = r.code
       LEFT JOIN tally_total due ON due.region = r.code AND due.measure = 10
       LEFT JOIN tally_total missing ON missing.region = r.code AND missing.measure = 13
 WHERE r.parent = :parent AND r.closed_day IS NULL
 ORDER BY r.code
 LIMIT :limit;

-- name: home_below :many
-- The places below one, each with its roll-ups: 1…3 disclosures, 10…13 duties, 20 villages (region/tally.h).
-- takes: parent int, limit int
-- gives: code int, level int, name text, closed_day int?, disclosures int, due int, on_time int, missing int, villages int
SELECT r.code, r.level, r.name, r.closed_day,
       coalesce((SELECT CAST(sum(t.value) AS BIGINT) FROM tally_total t
                  WHERE t.region = r.code AND t.measure IN (1, 2, 3)), 0),
       coalesce((SELECT t.value FROM tally_total t WHERE t.region = r.code AND t.measure = 10), 0),
       coalesce((SELECT t.value FROM tally_total t WHERE t.region = r.code AND t.measure = 11), 0),
       coalesce((SELECT t.value FROM tally_total t WHERE t.region = r.code AND t.measure = 13), 0),
       coalesce((SELECT t.value FROM tally_total t WHERE t.region = r.code AND t.measure = 20), 0)
  FROM region r
 WHERE r.parent = :parent
 ORDER BY CASE WHEN r.closed_day IS NULL THEN 0 ELSE 1 END, r.code
 LIMIT :limit;

-- name: home_opinion :one
-- What a followed opinion is called; whether one may read it is for its own page to decide.
-- takes: id int
-- gives: number text, region int
SELECT number, region FROM opinion WHERE id = :id;
