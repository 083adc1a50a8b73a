-- name: flag_listed_twice :many
-- Lines of a list for one household, where it is paid by land, or for one name of it.
-- takes: region int, from int, to int, limit int
-- gives: anchor int, key text, level int, source_id int, day int?, label text, fen int?, note text
WITH listed AS MATERIALIZED (
    SELECT b.id AS batch, l.position, l.name, l.amount_fen, l.paid_day, l.number,
           COALESCE(CAST(l.household AS TEXT), l.number) AS house,
           CASE WHEN p.unit = '亩' THEN '' ELSE l.name END AS whose
      FROM subsidy_batch b
      JOIN subsidy_programme p ON p.id = b.programme
      JOIN subsidy_line l ON l.batch = b.id AND (l.household IS NOT NULL OR l.number <> '')
     WHERE b.region = :region AND b.id BETWEEN :from AND :to AND b.state <> 'draft'
), twice AS (
    SELECT batch, house, whose FROM listed GROUP BY batch, house, whose HAVING count(*) > 1
)
SELECT l.batch AS anchor, l.house || ' ' || l.whose AS key, 0, l.batch AS source_id, l.paid_day AS day, l.name AS label, l.amount_fen AS fen,
       l.number AS note
  FROM twice t
  JOIN listed l ON l.batch = t.batch AND l.house = t.house AND l.whose = t.whose
 ORDER BY l.batch, l.house, l.whose, l.position
 LIMIT :limit;
