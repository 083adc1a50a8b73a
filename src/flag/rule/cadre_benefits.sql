-- name: flag_cadre_benefits :many
-- Lines for households of cadres or their relatives in lists that the village itself decides on.
-- takes: region int, from int, to int, marks int, limit int
-- gives: anchor int, key text, level int, source_id int, day int?, label text, fen int?, note text
SELECT b.id AS anchor, 'kin', 0, b.id AS source_id, l.paid_day AS day, l.name AS label, l.amount_fen AS fen, p.name AS note
  FROM subsidy_batch b
  JOIN subsidy_programme p ON p.id = b.programme
  JOIN subsidy_line l ON l.batch = b.id AND l.household IS NOT NULL
 WHERE b.region = :region AND b.id BETWEEN :from AND :to AND b.state <> 'draft'
   AND (p.name LIKE '%低保%' OR p.name LIKE '%最低生活%' OR p.name LIKE '%救助%' OR p.name LIKE '%救济%' OR
        p.name LIKE '%困难%' OR p.name LIKE '%公益性岗位%' OR p.name LIKE '%公益岗%' OR p.name LIKE '%危房%' OR
        p.name LIKE '%慰问%')
   AND (SELECT r.id FROM resident r
         WHERE r.household = l.household AND r.left_day IS NULL AND (r.marks & :marks) <> 0 LIMIT 1) IS NOT NULL
 ORDER BY b.id, l.position
 LIMIT :limit;
