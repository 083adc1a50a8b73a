-- name: flag_debts :many
-- What a village owes, the largest first, when all of it is above the line.
-- takes: region int, from int, to int, line int, limit int
-- gives: anchor int, key text, level int, source_id int, day int?, label text, fen int?, note text
SELECT 0, 'line', 0, d.id AS source_id, d.day, d.party AS label, d.balance_fen AS fen, d.cause AS note
  FROM property_debt d
 WHERE d.region = :region AND d.side = 'payable' AND d.balance_fen > 0 AND :from <= 0 AND :to >= 0
   AND (SELECT sum(o.balance_fen) FROM property_debt o WHERE o.region = :region AND o.side = 'payable') > :line
 ORDER BY d.balance_fen DESC, d.id
 LIMIT :limit;
