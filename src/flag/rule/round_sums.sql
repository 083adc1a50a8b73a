-- name: flag_round_sums :many
-- Of a year's payments of a thousand yuan and more, those that are whole thousands, when they are many.
-- takes: region int, from int, to int, share int, least int, limit int
-- gives: anchor int, key text, level int, source_id int, day int?, label text, fen int?, note text
WITH paid AS (
    SELECT e.id, e.month / 12 * 12 AS year, e.day, e.counterparty, e.amount_fen, e.purpose,
           CASE WHEN e.amount_fen % 100000 = 0 THEN 1 ELSE 0 END AS whole
      FROM entry e
     WHERE e.region = :region AND e.month BETWEEN (:from + 11) / 12 * 12 AND :to / 12 * 12 + 11 AND e.direction = -1 AND e.amount_fen >= 100000
       AND (SELECT c.id FROM entry c WHERE c.corrects = e.id LIMIT 1) IS NULL
), counted AS (
    SELECT id, year, day, counterparty, amount_fen, purpose, whole,
           sum(whole) OVER (PARTITION BY year) AS many, count(*) OVER (PARTITION BY year) AS payments
      FROM paid
)
SELECT year AS anchor, 'round', 0, id AS source_id, day, counterparty AS label, amount_fen AS fen, purpose AS note
  FROM counted
 WHERE whole = 1 AND payments >= :least AND many * 100 >= payments * :share AND year BETWEEN :from AND :to
 ORDER BY year, day, id
 LIMIT :limit;
