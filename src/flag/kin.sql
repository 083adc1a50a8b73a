-- name: flag_kin_people :many
-- Who is a cadre or a cadre's relative in the villages of a place.
-- takes: first int, last int, marks int, limit int
-- gives: name text, phone text, id_hash text, marks int
SELECT r.name, r.phone, r.id_hash, r.marks
  FROM resident r
 WHERE r.region BETWEEN :first AND :last AND r.left_day IS NULL AND (r.marks & :marks) <> 0
 ORDER BY r.region, r.name, r.id
 LIMIT :limit;
