-- name: flag_listed_twice :many
-- Lines of a list for one household, where it is paid by land, or for one name of it.
-- takes: region int, from int, to int, limit int
-- gives: anchor int, key text, level int, source_id int, day int?, label text, fen int?, note text
WITH listed AS (
    SELECT b.id AS batch, l.position, l.name, l.amount_fen, l.paid_day, l.number,
           COALESCE(CAST(l.household AS TEXT), l.number) || ' ' || CASE WHEN p.unit = '亩' THEN '' ELSE l.name END AS whose
      FROM subsidy_batch b
      JOIN subsidy_programme p ON p.id = b.programme
      JOIN subsidy_line l ON l.batch = b.id AND (l.household IS NOT NULL OR l.number <> '')
     WHERE b.region = :region AND b.id BETWEEN :from AND :to AND b.state <> 'draft'
), counted AS (
    SELECT batch, position, name, amount_fen, paid_day, number, whose, count(*) OVER (PARTITION BY batch, whose) AS times
      FROM listed
)
SELECT batch AS anchor, whose AS key, 0, batch AS source_id, paid_day AS day, name AS label, amount_fen AS fen, number AS note
  FROM counted
 WHERE times > 1
 ORDER BY batch, whose, position
 LIMIT :limit;
