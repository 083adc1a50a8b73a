-- name: flag_own_account :many
-- Bank accounts of a village that are called by the name of somebody on its roster.
-- takes: region int, from int, to int, limit int
-- gives: anchor int, key text, level int, source_id int, day int?, label text, fen int?, note text
SELECT a.id AS anchor, 'own', 0, a.id AS source_id, a.opening_day AS day, r.name AS label, CAST(NULL AS BIGINT),
       a.bank AS note
  FROM fund_account a
  JOIN resident r ON r.region = a.region AND (r.name = a.name OR a.name LIKE r.name || '的%')
 WHERE a.region = :region AND a.id BETWEEN :from AND :to AND a.kind = 'bank' AND a.closed_day IS NULL
 ORDER BY a.id, r.id
 LIMIT :limit;
