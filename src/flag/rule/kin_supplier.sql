-- name: flag_kin_supplier :many
-- Payments of some years to one company; brackets count as one width.
-- takes: region int, from int, to int, company text, least int, limit int
-- gives: year int, id int, day int, company text, fen int
SELECT e.month / 12 * 12 AS year, e.id, e.day, e.counterparty AS company, e.amount_fen AS fen
  FROM entry e
 WHERE e.region = :region AND e.month BETWEEN :from AND :to + 11 AND e.month / 12 * 12 BETWEEN :from AND :to
   AND e.direction = -1 AND e.person = 0 AND e.amount_fen > 0 AND e.amount_fen >= :least
   AND replace(replace(replace(e.counterparty, '（', '('), '）', ')'), ' ', '') = :company
   AND (SELECT c.id FROM entry c WHERE c.corrects = e.id LIMIT 1) IS NULL
 ORDER BY e.month, e.day, e.id
 LIMIT :limit;
