-- name: flag_paid_twice :many
-- Payments to one side of the same sum: of one voucher in a month, or for the same purpose within days.
-- takes: region int, from int, to int, least int, days int, limit int
-- gives: anchor int, key text, level int, source_id int, day int?, label text, fen int?, note text
WITH alike AS (
    SELECT e.id, e.month, e.day, e.amount_fen, e.counterparty, e.purpose, e.voucher,
           count(*) OVER (PARTITION BY e.amount_fen, e.counterparty) AS payments
      FROM entry e
     WHERE e.region = :region AND e.month BETWEEN :from - 2 AND :to + 2 AND e.direction = -1
       AND e.amount_fen >= :least AND e.counterparty <> ''
), paid AS MATERIALIZED (
    SELECT a.id, a.month, a.day, a.amount_fen, a.counterparty, a.purpose, a.voucher
      FROM alike a
     WHERE a.payments > 1 AND (SELECT c.id FROM entry c WHERE c.corrects = a.id LIMIT 1) IS NULL
), pairs AS MATERIALIZED (
    SELECT f.id AS first, f.month AS anchor, n.id AS again
      FROM paid f
      JOIN paid n ON n.amount_fen = f.amount_fen AND n.counterparty = f.counterparty
     WHERE (n.day > f.day OR (n.day = f.day AND n.id > f.id))
       AND ((n.voucher = f.voucher AND n.voucher <> '' AND n.month = f.month) OR
            (n.purpose = f.purpose AND n.day <= f.day + :days))
), members AS (
    SELECT first, anchor, first AS id FROM pairs
     UNION
    SELECT first, anchor, again FROM pairs
)
SELECT m.anchor, CAST(m.first AS TEXT) AS key, 0, e.id AS source_id, e.day, e.counterparty AS label, e.amount_fen AS fen,
       e.purpose AS note
  FROM members m
  JOIN entry e ON e.id = m.id
 WHERE m.anchor BETWEEN :from AND :to AND (SELECT p.first FROM pairs p WHERE p.again = m.first LIMIT 1) IS NULL
 ORDER BY m.first, e.day, e.id
 LIMIT :limit;
