-- name: flag_near_limit :many
-- Of a year's payments of some size, those just below the limit, when they are many.
-- takes: region int, from int, to int, below int, near int, half int, share int, least int, limit int
-- gives: anchor int, key text, level int, source_id int, day int?, label text, fen int?, note text
WITH big AS (
    SELECT e.id, e.month / 12 * 12 AS year, e.day, e.counterparty, e.amount_fen, e.purpose,
           CASE WHEN e.amount_fen >= :near AND e.amount_fen < :below THEN 1 ELSE 0 END AS close
      FROM entry e
     WHERE e.region = :region AND e.month BETWEEN (:from + 11) / 12 * 12 AND :to / 12 * 12 + 11 AND e.direction = -1 AND e.amount_fen >= :half
       AND (SELECT c.id FROM entry c WHERE c.corrects = e.id LIMIT 1) IS NULL
), counted AS (
    SELECT id, year, day, counterparty, amount_fen, purpose, close,
           sum(close) OVER (PARTITION BY year) AS many, count(*) OVER (PARTITION BY year) AS payments
      FROM big
)
SELECT year AS anchor, 'near', 0, id AS source_id, day, counterparty AS label, amount_fen AS fen, purpose AS note
  FROM counted
 WHERE close = 1 AND many >= :least AND many * 100 >= payments * :share AND year BETWEEN :from AND :to
 ORDER BY year, day, id
 LIMIT :limit;
