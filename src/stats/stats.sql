-- Figures of the places below one, side by side.

-- name: stats_places_at :many
-- takes: first int, last int, level int, limit int
-- gives: code int, parent int, name text
SELECT code, parent, name
  FROM region
 WHERE code BETWEEN :first AND :last AND level = :level AND closed_day IS NULL
 ORDER BY code
 LIMIT :limit;

-- name: stats_place_sums :many
-- One measure over some days, of the same places in the same order.
-- takes: first int, last int, level int, measure int, from int, to int, limit int
-- gives StatsPlaceSumRow: code int, value int
SELECT r.code,
       CAST(coalesce((SELECT sum(t.value) FROM tally t
                       WHERE t.region = r.code AND t.measure = :measure AND t.day BETWEEN :from AND :to), 0) AS BIGINT)
  FROM region r
 WHERE r.code BETWEEN :first AND :last AND r.level = :level AND r.closed_day IS NULL
 ORDER BY r.code
 LIMIT :limit;

-- name: stats_place_totals :many
-- The same of all days.
-- takes: first int, last int, level int, measure int, limit int
-- gives StatsPlaceSumRow
SELECT r.code,
       CAST(coalesce((SELECT sum(t.value) FROM tally_total t
                       WHERE t.region = r.code AND t.measure = :measure), 0) AS BIGINT)
  FROM region r
 WHERE r.code BETWEEN :first AND :last AND r.level = :level AND r.closed_day IS NULL
 ORDER BY r.code
 LIMIT :limit;

-- name: stats_moved_since :many
-- Open places within a range that came from elsewhere on a day or later.
-- takes: first int, last int, level int, since int, limit int
-- gives: name text
SELECT r.name
  FROM region r
 WHERE r.code BETWEEN :first AND :last AND r.level = :level AND r.closed_day IS NULL
   AND EXISTS (SELECT 1 FROM region_event e WHERE e.region = r.code AND e.day >= :since AND e.kind = 'moved')
 ORDER BY r.code
 LIMIT :limit;
