-- name: flag_paid_twice :many
-- Payments to one side of the same sum: of one voucher in a month, or for the same purpose within days.
-- takes: region int, from int, to int, least int, days int, limit int
-- gives: anchor int, key text, level int, source_id int, day int?, label text, fen int?, note text
WITH paid AS (
    SELECT e.id, e.month, e.day, e.counterparty, e.amount_fen, e.purpose, e.voucher,
           e.day - lag(e.day) OVER (PARTITION BY e.counterparty, e.amount_fen, e.purpose ORDER BY e.day, e.id) AS since,
           lead(e.day) OVER (PARTITION BY e.counterparty, e.amount_fen, e.purpose ORDER BY e.day, e.id) - e.day AS until,
           count(*) OVER (PARTITION BY e.counterparty, e.amount_fen, e.month, e.voucher) AS of_voucher
      FROM entry e
     WHERE e.region = :region AND e.month BETWEEN :from - 2 AND :to + 2 AND e.direction = -1
       AND e.amount_fen >= :least AND e.counterparty <> ''
       AND (SELECT c.id FROM entry c WHERE c.corrects = e.id LIMIT 1) IS NULL
), again AS MATERIALIZED (
    SELECT * FROM paid
     WHERE since <= :days OR until <= :days OR (of_voucher > 1 AND voucher <> '')
), pairs AS MATERIALIZED (
    SELECT f.id AS first, f.month AS anchor, n.id, n.day, n.counterparty, n.amount_fen, n.purpose,
           min(f.id) OVER (PARTITION BY n.id) AS root
      FROM again f
      JOIN again n ON n.counterparty = f.counterparty AND n.amount_fen = f.amount_fen
       AND ((n.voucher = f.voucher AND n.voucher <> '' AND n.month = f.month) OR
            (n.purpose = f.purpose AND n.day BETWEEN f.day - :days AND f.day + :days))
)
SELECT anchor, CAST(first AS TEXT), 0, id AS source_id, day, counterparty AS label, amount_fen AS fen, purpose AS note
  FROM pairs
 WHERE first = root AND anchor BETWEEN :from AND :to
   AND (SELECT p.id FROM pairs p WHERE p.id = pairs.first AND p.first < pairs.first LIMIT 1) IS NULL
 ORDER BY first, day, id
 LIMIT :limit;
