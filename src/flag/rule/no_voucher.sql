-- name: flag_no_voucher :many
-- Payments with neither the number nor a photograph of a voucher.
-- takes: region int, from int, to int, above int, last int, limit int
-- gives: anchor int, key text, level int, source_id int, day int?, label text, fen int?, note text
SELECT e.month AS anchor, 'none', 0, e.id AS source_id, e.day, e.counterparty AS label, e.amount_fen AS fen, e.purpose AS note
  FROM entry e
 WHERE e.region = :region AND e.voucher = '' AND e.month BETWEEN :from AND :to AND e.direction = -1 AND e.amount_fen > :above
   AND e.day <= :last
   AND (SELECT p.id FROM entry_photo p WHERE p.entry = e.id AND p.state <> 'refused' LIMIT 1) IS NULL
   AND (SELECT c.id FROM entry c WHERE c.corrects = e.id LIMIT 1) IS NULL
 ORDER BY e.month, e.day, e.id
 LIMIT :limit;
