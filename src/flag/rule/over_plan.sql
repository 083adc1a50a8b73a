-- name: flag_over_plan :many
-- Lines of a village's plans that took more than was planned: what the books say so far, or what was filled in by hand.
-- takes: region int, from int, to int, share int, least int, limit int
-- gives: anchor int, key text, level int, source_id int, day int?, label text, fen int?, note text
WITH done AS (
    SELECT p.year, p.item, p.planned_fen,
           CASE WHEN p.category = 0 THEN p.done_fen
                ELSE COALESCE((SELECT CAST(sum(s.amount_fen) AS BIGINT) FROM entry_sum s
                                WHERE s.region = :region AND s.month BETWEEN p.year * 12 AND p.year * 12 + 11
                                  AND s.direction = -1 AND (s.category = p.category OR s.category / 100 = p.category)), 0)
                END AS fen
      FROM property_plan p
     WHERE p.region = :region AND :from <= 0 AND :to >= 0 AND p.direction = -1
)
SELECT 0, CAST(year AS TEXT) || ' ' || item, 0, year AS source_id, CAST(NULL AS BIGINT), item AS label, fen - planned_fen,
       CAST(year AS TEXT)
  FROM done
 WHERE fen * 100 > planned_fen * (100 + :share) AND fen - planned_fen >= :least
 ORDER BY year, item
 LIMIT :limit;
