-- name: flag_split_payment :many
-- Payments of a village to one side, each near a limit and below it, within some days of the first.
-- takes: region int, from int, to int, below int, near int, days int, least int, limit int
-- gives: anchor int, key text, level int, source_id int, day int?, label text, fen int?, note text
WITH close_by AS (
    SELECT e.id, e.month, e.day, e.counterparty, e.amount_fen, e.purpose,
           e.day - lag(e.day) OVER (PARTITION BY e.counterparty ORDER BY e.day, e.id) AS gap
      FROM entry e
     WHERE e.region = :region AND e.month BETWEEN :from - 3 AND :to + 3 AND e.direction = -1
       AND e.amount_fen < :below AND e.amount_fen >= :near AND e.counterparty <> '' AND e.corrects IS NULL
       AND (SELECT c.id FROM entry c WHERE c.corrects = e.id LIMIT 1) IS NULL
), grouped AS (
    SELECT f.id AS first, f.month AS anchor, n.id, n.day, n.counterparty, n.amount_fen, n.purpose,
           count(*) OVER (PARTITION BY f.id) AS payments, sum(n.amount_fen) OVER (PARTITION BY f.id) AS total
      FROM close_by f
      JOIN close_by n ON n.counterparty = f.counterparty AND n.day BETWEEN f.day AND f.day + :days
     WHERE (f.gap IS NULL OR f.gap > :days) AND f.month BETWEEN :from AND :to
)
SELECT anchor, CAST(first AS TEXT), 0, id AS source_id, day, counterparty AS label, amount_fen AS fen, purpose AS note
  FROM grouped
 WHERE payments >= :least AND total >= :below
 ORDER BY first, day, id
 LIMIT :limit;
