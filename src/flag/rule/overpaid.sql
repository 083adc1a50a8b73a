-- name: flag_overpaid :many
-- Works for which more was paid than contract and changes come to.
-- takes: region int, from int, to int, limit int
-- gives: anchor int, key text, level int, source_id int, day int?, label text, fen int?, note text
SELECT id AS anchor, 'over', 0, id AS source_id, contract_day AS day, name AS label,
       payments_fen - contract_fen - changes_fen, contractor AS note
  FROM project
 WHERE region = :region AND id BETWEEN :from AND :to AND kind = 'works' AND payments_fen > contract_fen + changes_fen
 ORDER BY region, id
 LIMIT :limit;
