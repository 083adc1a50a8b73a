-- name: flag_year_end_months :many
-- What a village spent in years, what of it in December, and how many months had spending.
-- takes: region int, first int, last int, limit int
-- gives: year int, december_fen int, year_fen int, months int
SELECT month / 12 AS year, CAST(sum(CASE WHEN month % 12 = 11 THEN amount_fen ELSE 0 END) AS BIGINT),
       CAST(sum(amount_fen) AS BIGINT), count(DISTINCT month)
  FROM entry_sum
 WHERE region = :region AND month BETWEEN :first AND :last AND direction = -1
 GROUP BY month / 12
 ORDER BY month / 12
 LIMIT :limit;

-- name: flag_year_end_payments :many
-- The payments of a month, the largest first.
-- takes: region int, month int, limit int
-- gives: id int, day int, counterparty text, amount_fen int, purpose text
SELECT e.id, e.day, e.counterparty, e.amount_fen, e.purpose
  FROM entry e
 WHERE e.region = :region AND e.month = :month AND e.direction = -1 AND e.corrects IS NULL
   AND (SELECT c.id FROM entry c WHERE c.corrects = e.id LIMIT 1) IS NULL
 ORDER BY e.amount_fen DESC, e.day, e.id
 LIMIT :limit;
