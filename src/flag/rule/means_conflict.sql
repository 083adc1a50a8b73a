-- name: flag_means_conflict :many
-- Lines of lists for people in need, with what other offices' lists have of somebody of the household.
-- takes: region int, district int, from int, to int, limit int
-- gives: batch int, line int, name text, fen int, day int?, person text, kind text, company text, what text
SELECT b.id AS batch, l.id AS line, l.name, l.amount_fen AS fen, l.paid_day AS day, r.name AS person, s.kind, o.company,
       o.what
  FROM subsidy_batch b
  JOIN subsidy_programme p ON p.id = b.programme
  JOIN subsidy_line l ON l.batch = b.id AND l.household IS NOT NULL AND l.state <> 'failed'
  JOIN resident r ON r.household = l.household AND r.id_hash <> '' AND r.left_day IS NULL
  JOIN outside_row o ON o.id_hash = r.id_hash
  JOIN outside_list s ON s.id = o.list AND s.region = :district
   AND (s.kind = 'payroll' OR s.kind = 'means' OR s.kind = 'companies')
 WHERE b.region = :region AND b.id BETWEEN :from AND :to AND b.state <> 'draft'
   AND (p.name LIKE '%低保%' OR p.name LIKE '%最低生活%' OR p.name LIKE '%特困%' OR p.name LIKE '%救助%' OR
        p.name LIKE '%救济%' OR p.name LIKE '%困难%')
 ORDER BY b.id, l.position, s.kind, o.company, o.what, r.id
 LIMIT :limit;
