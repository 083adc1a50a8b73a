-- name: flag_entertainment :many
-- Payments of a month whose purpose speaks of entertaining.
-- takes: region int, from int, to int, limit int
-- gives: anchor int, key text, level int, source_id int, day int?, label text, fen int?, note text
SELECT e.month AS anchor, 'meals', 0, e.id AS source_id, e.day, e.counterparty AS label, e.amount_fen AS fen, e.purpose AS note
  FROM entry e
 WHERE e.region = :region AND e.month BETWEEN :from AND :to AND e.direction = -1 AND e.amount_fen > 0
   AND (e.purpose LIKE '%招待%' OR e.purpose LIKE '%宴请%' OR e.purpose LIKE '%请客%' OR e.purpose LIKE '%烟酒%')
   AND (SELECT c.id FROM entry c WHERE c.corrects = e.id LIMIT 1) IS NULL
 ORDER BY e.region, e.month, e.day, e.id
 LIMIT :limit;
