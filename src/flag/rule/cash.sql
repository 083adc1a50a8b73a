-- name: flag_cash :many
-- Payments of a month in cash.
-- takes: region int, from int, to int, above int, limit int
-- gives: anchor int, key text, level int, source_id int, day int?, label text, fen int?, note text
SELECT e.month AS anchor, 'cash', 0, e.id AS source_id, e.day, e.counterparty AS label, e.amount_fen AS fen, e.purpose AS note
  FROM entry e
 WHERE e.region = :region AND e.month BETWEEN :from AND :to AND e.direction = -1 AND e.amount_fen > :above
   AND (e.means LIKE '%现金%' OR
        (e.means = '' AND (SELECT a.id FROM fund_account a WHERE a.id = e.account AND a.kind = 'cash') IS NOT NULL))
   AND (SELECT c.id FROM entry c WHERE c.corrects = e.id LIMIT 1) IS NULL
 ORDER BY e.region, e.month, e.day, e.id
 LIMIT :limit;
