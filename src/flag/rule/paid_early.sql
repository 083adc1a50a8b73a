-- name: flag_paid_early :many
-- Works that go on and are paid almost in full.
-- takes: region int, from int, to int, share int, limit int
-- gives: anchor int, key text, level int, source_id int, day int?, label text, fen int?, note text
SELECT id AS anchor, 'early', 0, id AS source_id, contract_day AS day, name AS label, payments_fen AS fen, contractor AS note
  FROM project
 WHERE region = :region AND id BETWEEN :from AND :to AND kind = 'works' AND finished_day IS NULL
   AND payments_fen > 0 AND payments_fen * 100 > (contract_fen + changes_fen) * :share
   AND payments_fen <= contract_fen + changes_fen
 ORDER BY region, id
 LIMIT :limit;
