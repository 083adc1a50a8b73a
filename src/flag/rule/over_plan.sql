-- name: flag_over_plan :many
-- takes: region int, from int, to int, share int, least int, limit int
-- gives: anchor int, key text, level int, source_id int, day int?, label text, fen int?, note text
SELECT 0, CAST(year AS TEXT) || ' ' || item, 0, year AS source_id, CAST(NULL AS BIGINT), item AS label, done_fen - planned_fen,
       CAST(year AS TEXT)
  FROM property_plan
 WHERE region = :region AND :from <= 0 AND :to >= 0 AND direction = -1
   AND done_fen * 100 > planned_fen * (100 + :share) AND done_fen - planned_fen >= :least
 ORDER BY region, year, direction, item
 LIMIT :limit;
