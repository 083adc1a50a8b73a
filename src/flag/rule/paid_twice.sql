-- name: flag_paid_twice :many
-- Payments of a village that have one to the same side, of the same sum, within some days.
-- takes: region int, from int, to int, least int, near int, limit int
-- gives: id int, month int, day int, amount_fen int, counterparty text, purpose text, voucher text
WITH several AS (
    SELECT amount_fen, counterparty
      FROM entry
     WHERE region = :region AND month BETWEEN :from AND :to AND direction = -1 AND amount_fen >= :least AND counterparty <> ''
     GROUP BY amount_fen, counterparty
    HAVING count(*) > 1
), paid AS (
    SELECT e.id, e.month, e.day, e.amount_fen, e.counterparty, e.purpose, e.voucher,
           e.day - lag(e.day) OVER alike AS since, lead(e.day) OVER alike - e.day AS until
      FROM entry e
     WHERE e.region = :region AND e.month BETWEEN :from AND :to AND e.direction = -1
       AND (e.amount_fen, e.counterparty) IN (SELECT amount_fen, counterparty FROM several)
       AND (SELECT c.id FROM entry c WHERE c.corrects = e.id LIMIT 1) IS NULL
    WINDOW alike AS (PARTITION BY e.amount_fen, e.counterparty ORDER BY e.day, e.id)
)
SELECT id, month, day, amount_fen, counterparty, purpose, voucher
  FROM paid
 WHERE since <= :near OR until <= :near
 ORDER BY amount_fen, counterparty, day, id
 LIMIT :limit;
