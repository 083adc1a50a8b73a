-- name: flag_holiday :many
-- Large payments of a village on public holidays, where a month has several.
-- takes: region int, from int, to int, floor int, least int, limit int
-- gives: anchor int, key text, level int, source_id int, day int?, label text, fen int?, note text
WITH paid AS (
    SELECT e.id, e.month, e.day, e.counterparty, e.amount_fen, e.purpose, count(*) OVER (PARTITION BY e.month) AS payments
      FROM entry e
      JOIN calendar_day c ON c.day = e.day AND c.working = 0
     WHERE e.region = :region AND e.month BETWEEN :from AND :to AND e.direction = -1 AND e.amount_fen >= :floor
       AND e.corrects IS NULL AND (SELECT x.id FROM entry x WHERE x.corrects = e.id LIMIT 1) IS NULL
)
SELECT month AS anchor, 'holiday', 0, id AS source_id, day, counterparty AS label, amount_fen AS fen, purpose AS note
  FROM paid
 WHERE payments >= :least
 ORDER BY month, day, id
 LIMIT :limit;
