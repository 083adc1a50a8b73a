-- name: flag_compensation :many
-- Lines of compensation that are not their standard times the quantity, or not at the project's standard.
-- takes: region int, from int, to int, limit int
-- gives: anchor int, key text, level int, source_id int, day int?, label text, fen int?, note text
SELECT p.id AS anchor, 'standard', 0, p.id AS source_id, h.signed_day AS day, h.head AS label, l.amount_fen AS fen, l.item AS note
  FROM project p
  JOIN project_household h ON h.project = p.id
  JOIN project_line l ON l.household = h.id
  LEFT JOIN project_standard s ON s.project = p.id AND s.item = l.item
 WHERE p.region = :region AND p.id BETWEEN :from AND :to
   AND (abs(l.amount_fen * 1000 - l.standard_fen * l.quantity_milli) > 1000 OR l.standard_fen <> s.standard_fen)
 ORDER BY p.id, h.region, h.number, l.position
 LIMIT :limit;
