-- name: flag_off_standard :many
-- Lines of a list that are not its standard times the quantity, to the fen.
-- takes: region int, from int, to int, limit int
-- gives: anchor int, key text, level int, source_id int, day int?, label text, fen int?, note text
SELECT b.id AS anchor, 'standard', 0, b.id AS source_id, l.paid_day AS day, l.name AS label, l.amount_fen AS fen, l.note
  FROM subsidy_batch b
  JOIN subsidy_line l ON l.batch = b.id
 WHERE b.region = :region AND b.id BETWEEN :from AND :to AND b.state <> 'draft'
   AND (abs(l.amount_fen * 1000 - l.standard_fen * l.quantity_milli) > 1000 OR l.standard_fen <> b.standard_fen)
 ORDER BY b.id, l.position
 LIMIT :limit;
