-- name: flag_first_digits :many
-- How many sums of a village's purchases began with each digit, by year.
-- takes: region int, first int, last int, limit int
-- gives: year int, digit int, payments int
SELECT month / 12 AS year, CAST(substr(CAST(amount_fen AS TEXT), 1, 1) AS BIGINT) AS digit, count(*)
  FROM entry
 WHERE region = :region AND month BETWEEN :first AND :last AND direction = -1 AND amount_fen > 0 AND person = 0
   AND category / 100 IN (511, 513, 514, 515, 151, 153) AND category <> 51302
 GROUP BY 1, 2
 ORDER BY 1, 2
 LIMIT :limit;
