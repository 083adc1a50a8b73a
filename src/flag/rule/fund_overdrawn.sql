-- name: flag_fund_overdrawn :many
-- Funds that were below zero at the end of a day.
-- takes: region int, from int, to int, limit int
-- gives: anchor int, key text, level int, source_id int, day int?, label text, fen int?, note text
WITH left_over AS (
    SELECT f.id, f.name, f.document, m.day,
           f.opening_fen + sum(CASE m.kind WHEN 'in' THEN m.amount_fen WHEN 'out' THEN -m.amount_fen ELSE 0 END)
                           OVER (PARTITION BY f.id ORDER BY m.day) AS fen
      FROM property_special f
      JOIN property_move m ON m.owner = f.id
     WHERE f.region = :region AND f.id BETWEEN :from AND :to AND f.kind <> 'audit'
)
SELECT id AS anchor, 'over', 0, id AS source_id, min(day), name AS label, CAST(-min(fen) AS BIGINT), document AS note
  FROM left_over
 WHERE fen < 0
 GROUP BY id, name, document
 ORDER BY id
 LIMIT :limit;
