-- name: flag_bank_open :many
-- Lines of a village's bank accounts that are open since some days.
-- takes: region int, from int, to int, above int, last int, red int, limit int
-- gives: anchor int, key text, level int, source_id int, day int?, label text, fen int?, note text
SELECT a.id AS anchor, 'open', CASE WHEN l.day <= :red THEN 3 ELSE 2 END, a.id AS source_id, l.day, l.party AS label,
       l.amount_fen AS fen, l.purpose AS note
  FROM fund_account a
  JOIN bank_line l ON l.account = a.id AND l.state = 'open'
 WHERE a.region = :region AND a.id BETWEEN :from AND :to AND l.day <= :last AND l.amount_fen >= :above
 ORDER BY a.id, l.day, l.id
 LIMIT :limit;
